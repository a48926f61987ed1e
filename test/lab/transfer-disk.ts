import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const mebibyte = 1_048_576;
const size = 64 * mebibyte;

/** A disk in memory that a test fills; only root can make one. Servers see it that start after it. */
export type SmallDisk = {
  readonly folder: string;
  readonly leaveRoom: (bytes: number) => Promise<void>;
  /** Nothing can be written to it while some work is done. */
  readonly readOnly: (work: () => Promise<void>) => Promise<void>;
  readonly remove: () => Promise<void>;
};

/** Mounts one; without the rights to do so it is a folder like others. */
export async function makeSmallDisk(mounts: boolean): Promise<SmallDisk> {
  const folder = await mkdtemp(join(tmpdir(), 'lab-small-'));
  const options = `size=${size},mode=0777`;
  if (mounts) execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
  const filler = join(folder, 'filler');
  return {
    folder,
    leaveRoom: async (bytes) => {
      await rm(filler, { force: true });
      await writeFile(filler, Buffer.alloc(size - bytes));
    },
    readOnly: async (work) => {
      execFileSync('mount', ['-o', 'remount,ro', folder]);
      try {
        await work();
      } finally {
        execFileSync('mount', ['-o', 'remount,rw', folder]);
      }
    },
    remove: async () => {
      if (mounts) execFileSync('umount', ['-l', folder]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
