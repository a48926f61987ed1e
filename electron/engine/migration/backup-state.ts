import type { BackupState } from '../../../shared/appliance';
import { isFailure } from '../../../shared/failure';
import type { Appliance } from '../appliance/appliance';

/** The state of a backup, or undefined where the appliance has none with this id. */
export async function stateOfBackup(
  appliance: Appliance,
  id: string,
): Promise<BackupState | undefined> {
  try {
    return (await appliance.backup(id)).state;
  } catch (thrown) {
    if (isFailure(thrown, 'backup.vanished')) return undefined;
    throw thrown;
  }
}
