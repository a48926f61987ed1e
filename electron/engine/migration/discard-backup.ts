import type { MigrationState } from '../../../shared/migration';
import type { Connections } from './connections';
import { ownBackupIfThere } from './own-backup';
import type { Tools } from './step';

/** What nobody can use, or what the person does not want any more: which backups a cancelled run deletes. */
export type Discard = 'unproven' | 'unfinished';

/**
 * Deletes the backup of a run that a person cancelled: one whose key was not proven saved always, one that the server is creating
 * where the person said so. What cannot be reached stays, and the next run sees to it.
 */
export async function discardBackup(
  what: Discard,
  { facts }: MigrationState,
  { appliance }: Pick<Connections, 'appliance'>,
  giveUpBackup: Tools['giveUpBackup'],
): Promise<void> {
  const { request, keyProof, backup } = facts;
  if (!request || backup) return;
  if (what === 'unproven' && keyProof?.backupId === request.backupId) return;
  try {
    const source = await appliance('source');
    const own = await ownBackupIfThere(source, request);
    if (own?.state === 'ready') return;
    if (own) await source.deleteBackup(own.id);
    giveUpBackup('cancelled', own !== undefined);
  } catch {
    // Said by what is left behind: it is still there.
  }
}
