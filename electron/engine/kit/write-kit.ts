import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fchmodSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { lstat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { FailureError, fail } from '../../../shared/failure';
import type { KitForm } from '../../../shared/kit';
import type { KitRecord } from './kit-record';
import { readKit } from './read-kit';

/** What a kit has to hold when it is read back, and which kits it may take the place of. */
export type KitCheck = {
  readonly content: KitRecord;
  readonly mayReplace: (kit: KitRecord) => boolean;
};

/**
 * Writes a kit and reads it back before it takes its place: an old one stays whole until the new one is known to hold the key. Throws
 * `kit.form` where it cannot be read back, `file.unwritable` as `writeOwnerFile` and `keepOtherFiles` do.
 */
export async function writeKit(
  path: string,
  bytes: string | Uint8Array,
  { content, mayReplace }: KitCheck,
): Promise<void> {
  forgetHalves(path);
  const half = writeHalf(path, bytes);
  try {
    const found = await readKit(half).catch((thrown: unknown) => {
      if (thrown instanceof FailureError) return undefined;
      throw thrown;
    });
    const whole =
      found?.key === content.key &&
      found.backupId === content.backupId &&
      found.backupName === content.backupName &&
      found.migrationId === content.migrationId;
    if (!whole) {
      fail('kit.form', { file: path, seen: 'what was written cannot be read back as it should' });
    }
    await keepOtherFiles(path, mayReplace);
    putInPlace(half, path);
  } finally {
    rmSync(half, { force: true });
  }
}

/** Writes a file that only its owner can read; an old one stays whole until the new one is. Throws `file.unwritable` with the system's word. */
export function writeOwnerFile(path: string, content: string | Uint8Array): void {
  const half = writeHalf(path, content);
  try {
    putInPlace(half, path);
  } finally {
    rmSync(half, { force: true });
  }
}

/** The file beside its place under a name of its own. */
function writeHalf(path: string, content: string | Uint8Array): string {
  const half = `${path}.${randomBytes(4).toString('hex')}.part`;
  try {
    const handle = openSync(half, 'wx', 0o600);
    try {
      fchmodSync(handle, 0o600);
      writeFileSync(handle, content);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    return half;
  } catch (thrown) {
    rmSync(half, { force: true });
    return fail('file.unwritable', { file: path, seen: codeOf(thrown) }, thrown);
  }
}

function putInPlace(half: string, path: string): void {
  try {
    renameSync(half, path);
  } catch (thrown) {
    fail('file.unwritable', { file: path, seen: codeOf(thrown) }, thrown);
  }
  try {
    // So that a stick that is pulled out holds it under its name.
    const folder = openSync(dirname(path), 'r');
    fsyncSync(folder);
    closeSync(folder);
  } catch {
    // Not every system opens folders.
  }
}

/** What a program that was killed while writing left beside the place: it may hold the key. */
function forgetHalves(path: string): void {
  const folder = dirname(path);
  const start = `${basename(path)}.`;
  const names = existsSync(folder) ? readdirSync(folder) : [];
  for (const name of names) {
    if (name.startsWith(start) && /^[0-9a-f]{8}\.part$/.test(name.slice(start.length)))
      rmSync(join(folder, name), { force: true });
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
 * Throws `file.unwritable` where something is in the place that is no kit which may go: it may be the only copy of another
 * key.
 */
export async function keepOtherFiles(
  path: string,
  mayReplace: (kit: KitRecord) => boolean,
): Promise<void> {
  const there = await kitAt(path);
  if (there === undefined) return;
  if (there === 'other') {
    fail('file.unwritable', { file: path, seen: 'another file has this name' });
  }
  if (!mayReplace(there)) {
    fail('file.unwritable', {
      file: path,
      seen: `it holds the recovery kit of ${there.backupName}`,
    });
  }
}

/** Throws `file.unwritable` where a recovery kit is in the place, which nothing else may take. */
export async function keepKits(path: string): Promise<void> {
  const there = await kitAt(path);
  if (there !== undefined && there !== 'other') {
    fail('file.unwritable', {
      file: path,
      seen: `it holds the recovery kit of ${there.backupName}`,
    });
  }
}

/** The kit in a place, `other` for anything else, undefined for nothing. */
async function kitAt(path: string): Promise<KitRecord | 'other' | undefined> {
  try {
    await lstat(path);
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return undefined;
    fail('file.unwritable', { file: path, seen: codeOf(thrown) }, thrown);
  }
  try {
    return await readKit(path);
  } catch (thrown) {
    if (thrown instanceof FailureError) return 'other';
    throw thrown;
  }
}

const codeOf = (thrown: unknown): string => (thrown as NodeJS.ErrnoException).code ?? 'unwritable';
