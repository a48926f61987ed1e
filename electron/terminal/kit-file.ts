import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fail } from '../../shared/failure';
import type { MigrationState } from '../../shared/migration';
import { serverName } from './migration-words';

/** The place for a recovery kit that is offered first. */
export const suggestedKit = (state: MigrationState, folder: string): string =>
  join(
    folder,
    `${serverName(state, 'source').replaceAll(/[^A-Za-z0-9._-]+/g, '-')}-${state.id}-recovery-kit.txt`,
  );

/** A path as a person types it: `~` is the home folder, everything else is seen from the current one. */
export const typedPath = (typed: string, folder: string): string =>
  resolve(folder, typed.trim().replace(/^~(?=$|[/\\])/, homedir()));

/** The key in a recovery kit, read back from the disk. Throws `file.unreadable`, `key.not-proven`. */
export function keyInKit(path: string): string {
  const key = /^System Backup Key {3}(\S.*)$/m.exec(
    readText(path) ?? fail('file.unreadable', { file: path }),
  )?.[1];
  return key?.trim() ?? fail('key.not-proven', { file: path });
}

/** Throws `file.unwritable` where another file is in the place of this migration's kit: it may be the only copy of another key. */
export function keepOtherFiles(path: string, migrationId: string): void {
  const there = readText(path);
  if (there === undefined) return;
  const ours = new RegExp(`^Migration {2,}${migrationId}$`, 'm').test(there);
  if (!ours) fail('file.unwritable', { file: path, seen: 'another file has this name' });
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    return fail('file.unreadable', { file: path, seen: code ?? 'unreadable' }, thrown);
  }
}
