import { finished } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

/** Whether a gzip file is whole. */
export type GzipState = 'whole' | 'truncated' | 'damaged';

export type GzipProbe = {
  /** Takes the next block of the file; the block may be reused when the promise is settled. */
  readonly write: (block: Buffer) => Promise<void>;
  readonly end: () => Promise<GzipState>;
};

/** Beyond this the end is not looked for any more: a small file may unpack to anything. */
const unpackedMax = 16 * 2 ** 30;

/** Unpacks a gzip file in passing, to see whether its end fits its beginning, and forgets what is in it. */
export function probeGzip(): GzipProbe {
  // Larger chunks than the default of 16 KiB unpack more than twice as fast.
  const gunzip = createGunzip({ chunkSize: 262_144 });
  let unpacked = 0;
  let over = false;
  let state: GzipState = 'whole';
  gunzip.on('data', (chunk: Buffer) => {
    unpacked += chunk.length;
    if (unpacked <= unpackedMax) return;
    over = true;
    gunzip.destroy();
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
      return state;
    },
  };
}

/** The first bytes in a gzip file, at most `length`, as far as its first block holds them undamaged. */
export async function unpackHead(block: Buffer, length: number): Promise<Buffer> {
  // What is in a chunk when an error comes is lost, hence small ones.
  const gunzip = createGunzip({ chunkSize: 1024 });
  const chunks: Buffer[] = [];
  let bytes = 0;
  gunzip.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= length) gunzip.destroy();
  });
  gunzip.end(Buffer.from(block));
  await finished(gunzip).catch(() => {});
  return Buffer.concat(chunks).subarray(0, length);
}
