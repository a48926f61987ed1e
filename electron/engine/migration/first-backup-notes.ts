import { fail } from '../../../shared/failure';
import type { MigrationState } from '../../../shared/migration';
import type { Tools } from './step';
import type { UntimedEvent } from './untimed-event';

/** How far the first backup of the new server is, as events. */
export const firstBackupNotes = (
  emit: (event: UntimedEvent) => void,
  state: () => MigrationState,
): Tools['firstBackup'] => ({
  asked: (request) => emit({ type: 'first-backup-asked', request }),
  proven: (keyProof) => emit({ type: 'first-backup-proven', keyProof }),
  givenUp: (reason, deleted) => {
    const { backupId, name } = state().keyOfTarget?.request ?? fail('backup.vanished');
    emit({ type: 'backup-given-up', side: 'target', backupId, name, reason, deleted });
  },
});
