import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { FailureError, fail } from '../../../shared/failure';
import type { KitForm } from '../../../shared/kit';
import { readKit } from './read-kit';

/** Writes the kit, readable by its owner only; an old one stays whole until the new one is. Throws `file.unwritable` with the system's word. */
export function writeKit(path: string, content: string | Uint8Array): void {
  const half = `${path}.${randomBytes(4).toString('hex')}.part`;
  try {
    const handle = openSync(half, 'wx', 0o600);
    try {
      writeFileSync(handle, content);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(half, path);
  } catch (thrown) {
    rmSync(half, { force: true });
    fail('file.unwritable', { file: path, seen: codeOf(thrown) }, thrown);
  }
}

const ends: Readonly<Record<string, KitForm>> = {
  txt: 'text',
  text: 'text',
  htm: 'html',
  html: 'html',
  pdf: 'pdf',
};

/** The form of a kit by the end of its name. Throws `kit.form`. */
export function formOf(path: string): KitForm {
  const end = /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  const form = Object.hasOwn(ends, end) ? ends[end] : undefined;
  const seen = end === '' ? 'a name without an end' : `a name that ends in .${end}`;
  return form ?? fail('kit.form', { file: path, seen });
}

/**
 * Throws `file.unwritable` where anything but a kit of this migration is in the place: it may be the only copy of another
 * key.
 */
export async function keepOtherFiles(path: string, migrationId: string): Promise<void> {
  try {
    await lstat(path);
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return;
    fail('file.unwritable', { file: path, seen: codeOf(thrown) }, thrown);
  }
  const there = await readKit(path).catch((thrown: unknown) => {
    if (thrown instanceof FailureError) return undefined;
    throw thrown;
  });
  if (there?.migrationId !== migrationId) {
    fail('file.unwritable', { file: path, seen: 'another file has this name' });
  }
}

const codeOf = (thrown: unknown): string => (thrown as NodeJS.ErrnoException).code ?? 'unwritable';
