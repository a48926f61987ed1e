import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { formatBytes } from '../../../shared/bytes';
import { fail } from '../../../shared/failure';
import {
  type PlanAnswers,
  type PlanFile,
  parsePlanAnswers,
  parsePlanFile,
} from '../../../shared/plan-file';
import { JsoncError, readJsonc } from './read-jsonc';

/** A plan file that was read and checked. Paths in it are seen from its own folder. */
export type OpenedPlan = { readonly plan: PlanFile; readonly folder: string };
export type OpenedAnswers = { readonly answers: PlanAnswers; readonly folder: string };

/** Nobody writes a plan of this size. */
const largestBytes = 1_000_000;

/** Reads a plan file; throws `plan.invalid` with place and cause, `file.unreadable`. */
export function openPlan(path: string, folder: string): OpenedPlan {
  const file = resolve(folder, path);
  return { plan: parsePlanFile(readFile(file), basename(file)), folder: dirname(file) };
}

/** Reads a file of answers, as `openPlan`. */
export function openAnswers(path: string, folder: string): OpenedAnswers {
  const file = resolve(folder, path);
  return { answers: parsePlanAnswers(readFile(file), basename(file)), folder: dirname(file) };
}

function readFile(file: string): unknown {
  const text = decode(file, readBytes(file));
  if (text.trim() === '') fail('plan.invalid', { where: basename(file), seen: 'it is empty' });
  try {
    return readJsonc(text);
  } catch (thrown) {
    if (!(thrown instanceof JsoncError)) throw thrown;
    const { line, column, seen } = thrown;
    return fail('plan.invalid', {
      where: `${basename(file)}, line ${line}, column ${column}`,
      seen,
    });
  }
}

function decode(file: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return fail('plan.invalid', { where: basename(file), seen: 'it is no text in UTF-8' });
  }
}

/** The bytes of a regular file; one that is too large is told by its size and not read. */
function readBytes(file: string): Uint8Array {
  try {
    // A named pipe would let it wait for a writer. Windows has no such flag.
    const descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stat = fstatSync(descriptor);
      if (!stat.isFile()) fail('plan.invalid', { where: basename(file), seen: 'it is no file' });
      if (stat.size > largestBytes) refuseSize(file, stat.size);
      const bytes = Buffer.alloc(largestBytes + 1);
      let read = 0;
      for (let more = -1; more !== 0 && read < bytes.length; read += more) {
        more = readSync(descriptor, bytes, read, bytes.length - read, read);
      }
      if (read > largestBytes) refuseSize(file, read);
      return bytes.subarray(0, read);
    } finally {
      closeSync(descriptor);
    }
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    if (code === undefined) throw thrown;
    const where = basename(file);
    if (code === 'ENOENT') fail('plan.invalid', { where, seen: 'there is no such file' });
    if (code === 'EISDIR') fail('plan.invalid', { where, seen: 'it is a folder' });
    return fail('file.unreadable', { file, seen: code }, thrown);
  }
}

const refuseSize = (file: string, bytes: number): never =>
  fail('plan.invalid', {
    where: basename(file),
    seen: `it has ${formatBytes(bytes)}; a plan has at most ${formatBytes(largestBytes)}`,
  });
