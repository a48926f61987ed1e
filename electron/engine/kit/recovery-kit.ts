import { chmodSync, closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { fail } from '../../../shared/failure';
import type { MigrationState } from '../../../shared/migration';

/** The recovery kit as text: everything that a person needs to restore this backup without this program. Holds the key. */
export function kitText(state: MigrationState, key: string, now: Date): string {
  const { source, request } = state.facts;
  const groups = key.match(/.{1,4}/gu)?.join(' ') ?? key;
  return [
    'RECOVERY KIT FOR A SYSTEM BACKUP',
    '',
    'The server shows this key once and does not keep it. Without it the backup is worthless.',
    'Keep this page apart from the backup file: in a password manager, a vault, or printed.',
    '',
    `System Backup Key   ${key}`,
    `in groups           ${groups}`,
    '                    (0 is zero, O is a letter; 1 is one, I is a letter)',
    '',
    `Backup              ${request?.name ?? ''}`,
    `File                ${request?.name ?? ''}.eppb`,
    `Server              ${source?.hostname ?? ''} (${source?.network.address ?? state.plan.source.host})`,
    `Product version     ${source?.version ?? ''}`,
    `Migration           ${state.id}`,
    `Written             ${now.toISOString()}`,
    '',
    'To restore by hand',
    `  1. Deploy a new server of version ${source?.version ?? ''}.`,
    '  2. Open System Maintenance > System Backup v2 > Import and Restore (Migrate).',
    '  3. Choose the file, enter the key, press Import.',
    '  4. Wait; the page may freeze and log you out. Then log in with the accounts of the old server.',
    '',
  ].join('\n');
}

/** Writes the kit, readable by its owner only. Throws `file.unreadable` with the system's word where it cannot. */
export function writeKit(path: string, text: string): void {
  const half = `${path}.part`;
  try {
    const handle = openSync(half, 'w', 0o600);
    try {
      chmodSync(half, 0o600);
      writeSync(handle, text);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(half, path);
  } catch (thrown) {
    rmSync(half, { force: true });
    fail(
      'file.unwritable',
      { file: path, seen: (thrown as NodeJS.ErrnoException).code ?? 'unwritable' },
      thrown,
    );
  }
}
