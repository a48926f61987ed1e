import { createHash, type Hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { fail } from '../../../shared/failure';
import type { RemoteFile } from '../appliance/appliance';
import { readBlocks } from '../eppb/hash-file';
import { openRegular } from '../eppb/open-regular';
import { localFailure } from './local-file';
import { paced } from './paced';
import { cutIntoPieces, pipeline } from './pipeline';
import type { Transport } from './transport';

/** What a broken upload may have left unwritten before the end of the part; written again when it goes on. */
const marginBytes = 8 * 1_048_576;

/** Reads the local file in order and keeps many writes under way; goes on a little before the end of the part. */
export const upload: Transport['upload'] = async (from, files, to, { signal, onProgress }) => {
  const local = await openRegular(from);
  try {
    const { size } = await local.stat();
    const part = `${to}.part`;
    const there = (await files.size(part)) ?? 0;
    const start = there > size ? 0 : Math.max(0, there - marginBytes);
    const hash = createHash('sha256');
    await readBlocks(local, (block) => hash.update(block), start, signal);
    const report = paced(onProgress);
    report(start, size);
    const remote = await files.open(part, 'write');
    try {
      if (there > size) await remote.truncate(size);
      await send({ from, local, start, size, hash, remote, signal }, (done) => report(done, size));
    } catch (thrown) {
      await remote.close().catch(() => {});
      throw thrown;
    }
    await remote.close();
    const arrived = await files.size(part);
    if (arrived !== size) {
      fail('transfer.failed', { path: part, seen: `${arrived ?? 'no'} of ${size} bytes` });
    }
    if ((await files.size(to)) !== undefined) await files.remove(to);
    await files.rename(part, to);
    return { size, sha256: hash.digest('hex') };
  } catch (thrown) {
    return localFailure(thrown, from);
  } finally {
    await local.close();
  }
};

type Sending = {
  readonly from: string;
  readonly local: FileHandle;
  readonly start: number;
  readonly size: number;
  readonly hash: Hash;
  readonly remote: RemoteFile;
  readonly signal: AbortSignal;
};

async function send(
  { from, local, start, size, hash, remote, signal }: Sending,
  arrived: (done: number) => void,
): Promise<void> {
  const pieces = cutIntoPieces(start, size, remote.requestBytes);
  const readPiece = async (piece: number, buffer: Buffer): Promise<void> => {
    const length = pieces.length(piece);
    for (let got = 0; got < length; ) {
      const offset = pieces.offset(piece) + got;
      const { bytesRead } = await local.read(buffer, got, length - got, offset);
      if (bytesRead === 0) fail('transfer.failed', { path: from, seen: 'the file became shorter' });
      got += bytesRead;
    }
    hash.update(buffer.subarray(0, length));
  };
  let earlier: Promise<void> = Promise.resolve();
  await pipeline({
    pieces,
    begin: async (piece, buffer) => {
      // One read after the other: hash and writes have to be in the order of the file.
      const reading = earlier.then(() => readPiece(piece, buffer));
      earlier = reading;
      await reading;
      await remote.write(buffer, pieces.length(piece), pieces.offset(piece));
    },
    finish: async (piece) => {
      if (signal.aborted) fail('migration.cancelled', {}, signal.reason);
      arrived(pieces.offset(piece) + pieces.length(piece));
    },
  });
}
