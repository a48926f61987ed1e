import type { Backup } from '../../../shared/appliance';
import type { Facts } from '../../../shared/facts';
import { fail, isFailure } from '../../../shared/failure';
import type { Appliance } from '../appliance/appliance';

/**
 * The backup that this migration asked for, by id and name: nobody says that an appliance gives no id twice. Throws
 * `backup.vanished`.
 */
export async function ownBackup(
  appliance: Appliance,
  { backupId, name }: Facts['request'],
): Promise<Backup> {
  const backup = await appliance.backup(backupId);
  return backup.name === name ? backup : fail('backup.vanished', { id: backupId });
}

/** The same, or undefined where it is not there any more. */
export async function ownBackupIfThere(
  appliance: Appliance,
  request: Facts['request'],
): Promise<Backup | undefined> {
  try {
    return await ownBackup(appliance, request);
  } catch (thrown) {
    if (isFailure(thrown, 'backup.vanished')) return undefined;
    throw thrown;
  }
}
