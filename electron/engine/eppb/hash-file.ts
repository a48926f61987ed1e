import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { fail } from '../../../shared/failure';
import { openRegular } from './open-regular';

const blockBytes = 1_048_576;

/**
 * Reads a file once from start to `end` (or its end) in blocks of 1 MiB, two buffers for any size, so that one is read
 * while the other is heard (a promise of `hear` is waited for). Answers with the bytes read; throws `migration.cancelled` when the signal aborts.
 */
export async function readBlocks(
  handle: FileHandle,
  hear: (block: Buffer) => unknown,
  end: number,
  signal?: AbortSignal,
): Promise<number> {
  let [now, next] = [Buffer.allocUnsafeSlow(blockBytes), Buffer.allocUnsafeSlow(blockBytes)];
  const read = (into: Buffer, offset: number) =>
    handle.read(into, 0, Math.max(0, Math.min(blockBytes, end - offset)), offset);
  let offset = 0;
  let reading = read(now, 0);
  for (;;) {
    const { bytesRead } = await reading;
    if (signal?.aborted) fail('migration.cancelled', {}, signal.reason);
    if (bytesRead === 0) return offset;
    offset += bytesRead;
    reading = read(next, offset);
    reading.catch(() => {});
    await hear(now.subarray(0, bytesRead));
    [now, next] = [next, now];
  }
}

/** Size and SHA-256 (hex) of a regular file. Throws `file.unreadable` or `file.not-a-file`. */
export async function hashFile(
  file: string,
  signal?: AbortSignal,
): Promise<{ readonly size: number; readonly sha256: string }> {
  const handle = await openRegular(file);
  try {
    const hash = createHash('sha256');
    const size = await readBlocks(
      handle,
      (block) => hash.update(block),
      Number.MAX_SAFE_INTEGER,
      signal,
    );
    return { size, sha256: hash.digest('hex') };
  } finally {
    await handle.close();
  }
}
