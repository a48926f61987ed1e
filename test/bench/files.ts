import { createCipheriv, createHash, type Hash } from 'node:crypto';
import { createReadStream, readdirSync, rmSync } from 'node:fs';
import { mkdtemp, open, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { gibibyte, mebibyte } from './results';

/** Where files are: in memory, where disks are not what is measured, or on a disk, where much is moved. */
export type Place = 'memory' | 'disk';

const pathOf = (place: Place): string =>
  place === 'memory' && process.platform === 'linux' ? '/dev/shm' : tmpdir();

/** Makes a folder for the files of this process, and takes away those of processes that were killed. */
export async function ownFolder(
  place: Place,
): Promise<{ readonly folder: string; readonly remove: () => Promise<void> }> {
  const parent = pathOf(place);
  for (const name of readdirSync(parent)) {
    const id = /^eppbench-(\d+)-/.exec(name)?.[1];
    if (id && isGone(Number(id))) rmSync(join(parent, name), { recursive: true, force: true });
  }
  const folder = await mkdtemp(join(parent, `eppbench-${process.pid}-`));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Whether there is no process with this id any more. */
export function isGone(id: number): boolean {
  try {
    process.kill(id, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** Why so many bytes have no place there, with 2 GiB left for everybody else; undefined where they have. */
export async function noRoomBecause(place: Place, bytes: number): Promise<string | undefined> {
  const path = pathOf(place);
  const { bavail, bsize } = await statfs(path);
  const needed = bytes + 2 * gibibyte;
  const missing = needed - bavail * bsize;
  if (missing <= 0) return undefined;
  const inGib = (size: number): string => `${(size / gibibyte).toFixed(1)} GiB`;
  return `${path} has ${inGib(bavail * bsize)} free and ${inGib(needed)} are needed; ${inGib(missing)} are missing (--gib N moves less, TMPDIR names another place)`;
}

/** Fills a file with what cannot be compressed, the same bytes each time; gives its SHA-256. */
export async function makeFile(path: string, bytes: number, signal: AbortSignal): Promise<string> {
  const noise = noiseOf(1);
  const hash = createHash('sha256');
  const file = await open(path, 'w');
  try {
    for (let done = 0; done < bytes; done += mebibyte) {
      signal.throwIfAborted();
      const block = noise(Math.min(mebibyte, bytes - done));
      hash.update(block);
      await file.write(block);
    }
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}

const stretch = 64 * mebibyte;
const written = 65_536;

/**
 * Makes a file of holes which takes little room: 64 KiB of noise, the same each time, at the beginning of every 64 MiB, and nothing
 * else. Gives the SHA-256 of what is read from it, which is computed from what was meant and not from the file.
 */
export async function makeSparseFile(
  path: string,
  bytes: number,
  signal: AbortSignal,
): Promise<string> {
  const noise = noiseOf(0);
  const hash = createHash('sha256');
  const zeros = Buffer.alloc(mebibyte);
  const file = await open(path, 'w');
  try {
    await file.truncate(bytes);
    for (let start = 0; start < bytes; start += stretch) {
      const end = Math.min(start + stretch, bytes);
      const block = noise(Math.min(written, end - start));
      hash.update(block);
      await file.write(block, 0, block.length, start);
      hashZeros(hash, zeros, end - start - block.length);
      // Hashing is synchronous; here a stop is heard of.
      await new Promise(setImmediate);
      signal.throwIfAborted();
    }
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}

function hashZeros(hash: Hash, zeros: Buffer, bytes: number): void {
  for (let left = bytes; left > 0; left -= zeros.length) {
    hash.update(left < zeros.length ? zeros.subarray(0, left) : zeros);
  }
}

/** A source of bytes that look random and are the same for the same number. */
function noiseOf(seed: number): (bytes: number) => Buffer {
  const stream = createCipheriv('aes-128-ctr', Buffer.alloc(16, seed), Buffer.alloc(16));
  return (bytes) => stream.update(Buffer.alloc(bytes));
}

/** SHA-256 of a file, as hex. */
export async function hashOf(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: mebibyte }), hash, { signal });
  return hash.digest('hex');
}
