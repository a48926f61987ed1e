import { constants } from 'node:fs';
import { type FileHandle, lstat, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { FailureError, fail } from '../../../shared/failure';

/** Opens a local file that is on its way, readable by its owner only; what was there is kept. A link is not followed. */
export async function openPart(path: string): Promise<{ handle: FileHandle; size: number }> {
  const found = await lstat(path).catch(() => undefined);
  if (found?.isSymbolicLink()) fail('transfer.failed', { path, seen: 'a link, not a file' });
  const flags = constants.O_RDWR | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0);
  const handle = await open(path, flags, 0o600);
  const stat = await handle.stat();
  if (stat.isFile()) return { handle, size: stat.size };
  await handle.close();
  return fail('transfer.failed', { path, seen: 'not a file' });
}

/** Refuses a name that a folder has: no file can take its place. */
export async function refuseFolder(path: string): Promise<void> {
  const found = await lstat(path).catch(() => undefined);
  if (found?.isDirectory()) fail('transfer.failed', { path, seen: 'a folder has this name' });
}

const readBytes = 1_048_576;

/** Reads from `start` to `end` (or the end of the file) with one buffer; answers with the bytes read. */
export async function readRange(
  handle: FileHandle,
  { start, end }: { readonly start: number; readonly end: number },
  hear: (piece: Buffer) => unknown,
): Promise<number> {
  const buffer = Buffer.allocUnsafeSlow(Math.max(1, Math.min(readBytes, end - start)));
  for (let at = start; at < end; ) {
    const { bytesRead } = await handle.read(buffer, 0, Math.min(buffer.length, end - at), at);
    if (bytesRead === 0) return at - start;
    await hear(buffer.subarray(0, bytesRead));
    at += bytesRead;
  }
  return end - start;
}

/** Writes all of it at this offset, however the system splits it. */
export async function writeAll(handle: FileHandle, from: Buffer, offset: number): Promise<void> {
  for (let done = 0; done < from.length; ) {
    const { bytesWritten } = await handle.write(from, done, from.length - done, offset + done);
    if (bytesWritten === 0) fail('transfer.no-space', { where: here });
    done += bytesWritten;
  }
}

/** Gives a file its final name, so that a power cut leaves either the old or the whole new one. */
export async function renameForGood(from: string, to: string): Promise<void> {
  await rename(from, to);
  // Not every system can flush a folder; the rename stands without it.
  const folder = await open(dirname(to), 'r').catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

/** Whether a disk, or what a user may have of it, is full. */
export const isFull = (thrown: unknown): boolean =>
  ['ENOSPC', 'EDQUOT'].includes((thrown as NodeJS.ErrnoException).code ?? '');

/** What went wrong with a local file: `transfer.no-space` or `transfer.failed`; failures pass as they are. */
export function localFailure(thrown: unknown, path: string): never {
  const code = (thrown as NodeJS.ErrnoException).code;
  // Names with an underscore are Node's own, for faults of a program.
  if (thrown instanceof FailureError || !/^E[A-Z0-9]+$/.test(code ?? '')) throw thrown;
  if (isFull(thrown)) fail('transfer.no-space', { where: here }, thrown);
  return fail('transfer.failed', { path, seen: code ?? '' }, thrown);
}

/** This computer, as failures name it. */
export const here = 'this computer';
