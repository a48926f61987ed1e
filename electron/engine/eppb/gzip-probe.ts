import { finished } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

/** What unpacking a gzip file showed. */
export type GzipOutcome = {
  /** The first bytes of what is inside. */
  readonly head: Buffer;
  readonly state: 'whole' | 'truncated' | 'damaged';
};

export type GzipProbe = {
  /** Takes the next block of the file; the block may be reused when the promise is settled. */
  readonly write: (block: Buffer) => Promise<void>;
  readonly end: () => Promise<GzipOutcome>;
};

/** Beyond this the end is not looked for any more: a small file may unpack to anything. */
const unpackedMax = 16 * 2 ** 30;

/** Unpacks a gzip file in passing, keeps its first `keep` bytes and forgets the rest. */
export function probeGzip(keep: number): GzipProbe {
  // Larger chunks than the default of 16 KiB unpack more than twice as fast.
  const gunzip = createGunzip({ chunkSize: 262_144 });
  const kept: Buffer[] = [];
  let keptBytes = 0;
  let unpacked = 0;
  let over = false;
  let state: GzipOutcome['state'] = 'whole';
  gunzip.on('data', (chunk: Buffer) => {
    unpacked += chunk.length;
    if (keptBytes < keep) {
      const piece = Buffer.from(chunk.subarray(0, keep - keptBytes));
      kept.push(piece);
      keptBytes += piece.length;
    }
    if (unpacked > unpackedMax) {
      over = true;
      gunzip.destroy();
    }
  });
  gunzip.on('error', (error: NodeJS.ErrnoException) => {
    over = true;
    state = error.code === 'Z_BUF_ERROR' ? 'truncated' : 'damaged';
  });
  return {
    write: (block) =>
      new Promise((resolve) => {
        if (over) {
          resolve();
          return;
        }
        gunzip.once('close', resolve);
        gunzip.write(block, () => {
          gunzip.off('close', resolve);
          resolve();
        });
      }),
    end: async () => {
      if (!over) {
        gunzip.end();
        await finished(gunzip).catch(() => {});
      }
      return { head: Buffer.concat(kept), state };
    },
  };
}
