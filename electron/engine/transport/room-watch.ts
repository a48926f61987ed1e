import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Disk } from '../../../shared/appliance';

/** So much of a disk is left to others, in bytes; of a small one a twentieth. */
const reserveBytesMax = 64 * 1_048_576;
const reserveOf = ({ sizeBytes }: Disk): number => Math.min(reserveBytesMax, sizeBytes / 20);

/** A disk is looked at again after so long, in milliseconds, since others write to it too. */
const patience = 3000;

/**
 * Watches a disk that a file goes to. Call what it answers with after each piece; `left` tells how many bytes are still to come. Where they
 * do not fit and next to nothing is free, `onFull` hears once how many bytes have to be freed. A disk that cannot be asked is not watched.
 */
export function watchRoom(
  room: () => Promise<Disk | undefined>,
  left: () => number,
  onFull: (missing: number) => void,
): () => void {
  let looking = false;
  let over = false;
  let last = Number.NEGATIVE_INFINITY;
  /** What was free at the last look, and what was still to come. */
  let seen: { readonly free: number; readonly reserve: number; readonly left: number } | undefined;

  const look = async (): Promise<void> => {
    const disk = await room().catch(() => undefined);
    if (over) return;
    if (disk === undefined) {
      over = true;
      return;
    }
    const { freeBytes: free } = disk;
    seen = { free, reserve: reserveOf(disk), left: left() };
    if (free >= seen.reserve || seen.left <= free) return;
    over = true;
    onFull(Math.ceil(seen.left - free + seen.reserve));
  };
  return () => {
    if (looking || over) return;
    const now = performance.now();
    const ample = seen && seen.free - (seen.left - left()) > 2 * seen.reserve;
    if (now - last < patience && (ample || (seen && seen.left <= seen.free))) return;
    last = now;
    looking = true;
    look().finally(() => {
      looking = false;
    });
  };
}

/** The disk of this computer that holds a file or will hold it; undefined where the system does not tell. */
export const roomHere = (path: string): Promise<Disk | undefined> =>
  statfs(dirname(path)).then(
    ({ blocks, bavail, bsize }) => ({ sizeBytes: blocks * bsize, freeBytes: bavail * bsize }),
    () => undefined,
  );
