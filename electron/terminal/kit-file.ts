import { randomBytes } from 'node:crypto';
import { closeSync, openSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { fail } from '../../shared/failure';
import type { MigrationState } from '../../shared/migration';
import { formOf, keepOtherFiles } from '../engine/kit/write-kit';
import { kitsThatMayGo } from '../engine/migration/kits-that-may-go';
import { serverName } from './migration-words';

/** The place for a recovery kit that is offered first: another one for each backup of a migration. */
export function suggestedKit(state: MigrationState, folder: string): string {
  const server = serverName(state, 'source').replaceAll(/[^A-Za-z0-9._-]+/g, '-');
  const before = state.givenUp.length;
  const number = before === 0 ? '' : `-${before + 1}`;
  return join(folder, `${server}-${state.id}${number}-recovery-kit.txt`);
}

/** A path as a person types it: `~` is the home folder, everything else is seen from the current one. */
export const typedPath = (typed: string, folder: string): string =>
  resolve(folder, typed.trim().replace(/^~(?=$|[/\\])/, homedir()));

/** As `typedPath`, where no shell has taken away the quotes that come along when a path is copied or dropped. */
export const promptedPath = (typed: string, folder: string): string =>
  typedPath(typed.trim().replace(/^(["'])(.+)\1$/, '$2'), folder);

/** The place that was typed for a kit: of a folder that is there, the suggested name in it; a name without an end gets `.txt`. */
export function typedPlace(typed: string, folder: string, suggested: string): string {
  const path = promptedPath(typed, folder);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true)
    return join(path, basename(suggested));
  return extname(path) === '' ? `${path}.txt` : path;
}

/**
 * Throws where a kit cannot be written to this place, so that it is known before a key is shown: `kit.form` for a form that is not made
 * here, `file.unwritable` for a folder that takes no file, and where another file has the name.
 */
export async function checkKitPlace(path: string, state: MigrationState): Promise<void> {
  if (formOf(path) === 'pdf')
    fail('kit.form', { file: path, seen: 'PDF files are made in the window only' });
  const probe = join(dirname(path), `.${randomBytes(6).toString('hex')}.part`);
  try {
    closeSync(openSync(probe, 'wx', 0o600));
    rmSync(probe);
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    fail('file.unwritable', { file: path, seen: code ?? 'unwritable' }, thrown);
  }
  await keepOtherFiles(path, kitsThatMayGo(state));
}
