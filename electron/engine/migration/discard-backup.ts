import type { MigrationState } from '../../../shared/migration';
import { stateOfBackup } from './backup-state';
import type { Connections } from './connections';
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
    const state = await stateOfBackup(source, request.backupId);
    if (state === 'ready') return;
    if (state !== undefined) await source.deleteBackup(request.backupId);
    giveUpBackup('cancelled', state !== undefined);
  } catch {
    // Said by what is left behind: it is still there.
  }
}
