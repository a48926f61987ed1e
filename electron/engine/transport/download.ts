import { createHash } from 'node:crypto';
import { type FileHandle, rename } from 'node:fs/promises';
import { fail } from '../../../shared/failure';
import type { RemoteFile } from '../appliance/appliance';
import { readBlocks } from '../eppb/hash-file';
import { localFailure, openPart, renameForGood, writeAll } from './local-file';
import { paced } from './paced';
import { cutIntoPieces, pipeline } from './pipeline';
import type { Transport } from './transport';

/** Reads many pieces at once and writes them in order, so that the size of the part tells how far it got. */
export const download: Transport['download'] = async (files, from, to, options) => {
  const { signal, onProgress, sha256: expected } = options;
  const size = await files.size(from);
  if (size === undefined) return fail('transfer.source-file-missing', { path: from });
  const part = `${to}.part`;
  const { handle, size: there } = await openPart(part).catch((thrown) =>
    localFailure(thrown, part),
  );
  try {
    const hash = createHash('sha256');
    const start = there > size ? 0 : there;
    if (start === 0) await handle.truncate(0);
    else await readBlocks(handle, (block) => hash.update(block), start, signal);
    const report = paced(onProgress);
    report(start, size);
    if (start < size) {
      await fetch(from, { start, size }, handle, {
        remote: await files.open(from, 'read'),
        signal,
        hear: (piece) => hash.update(piece),
        arrived: (done) => report(done, size),
      });
    }
    const now = await files.size(from);
    if (now !== size)
      fail('transfer.failed', { path: from, seen: `${size} → ${now ?? 'no'} bytes` });
    await handle.sync();
    await handle.close();
    const sha256 = hash.digest('hex');
    if (expected !== undefined && sha256 !== expected) {
      await rename(part, `${to}.damaged`);
      fail('transfer.hash-mismatch', { where: 'this computer', seen: sha256, expected });
    }
    await renameForGood(part, to);
    return { size, sha256 };
  } catch (thrown) {
    return localFailure(thrown, part);
  } finally {
    await handle.close();
  }
};

async function fetch(
  from: string,
  { start, size }: { readonly start: number; readonly size: number },
  local: FileHandle,
  way: {
    readonly remote: RemoteFile;
    readonly signal: AbortSignal;
    readonly hear: (piece: Buffer) => void;
    readonly arrived: (done: number) => void;
  },
): Promise<void> {
  const pieces = cutIntoPieces(start, size, way.remote.requestBytes);
  try {
    await pipeline({
      pieces,
      begin: async (piece, buffer) => {
        const length = pieces.length(piece);
        for (let got = 0; got < length; ) {
          const rest = got === 0 ? buffer : buffer.subarray(got);
          const read = await way.remote.read(rest, length - got, pieces.offset(piece) + got);
          if (read === 0) fail('transfer.failed', { path: from, seen: 'the file became shorter' });
          got += read;
        }
      },
      finish: async (piece, buffer) => {
        if (way.signal.aborted) fail('migration.cancelled', {}, way.signal.reason);
        const whole = buffer.subarray(0, pieces.length(piece));
        way.hear(whole);
        await writeAll(local, whole, pieces.offset(piece));
        way.arrived(pieces.offset(piece) + whole.length);
      },
    });
  } finally {
    await way.remote.close().catch(() => {});
  }
}
