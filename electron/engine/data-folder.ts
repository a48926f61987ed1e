import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The folder that holds migrations, pinned host keys and practice pairs: `EPP_MIGRATE_HOME`, else the platform's
 * place for a program's data. Window and terminal use the same, so that each can go on with what the other began.
 */
export function dataFolder(
  env: Readonly<Record<string, string | undefined>>,
  platform: string = process.platform,
): string {
  const chosen = env['EPP_MIGRATE_HOME'];
  if (chosen) return chosen;
  const home = homedir();
  if (platform === 'win32')
    return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'epp-migrate');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'epp-migrate');
  return join(env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'epp-migrate');
}
