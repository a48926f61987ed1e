import { type FileHandle, rename, statfs } from 'node:fs/promises';
import { type Failure, FailureError, fail, isFailure } from '../../../shared/failure';
import { fetchRange } from './fetch-range';
import { type Flow, flowOf } from './flow';
import { here, isFull, localFailure, openPart, refuseFolder, renameForGood } from './local-file';
import { paced } from './paced';
import { readRecord, type SourceIdentity } from './part-record';
import type { PrefixDigest } from './prefix-digest';
import { type RecordKeeper, recordKeeper } from './record-keeper';
import { identify, openedLater, proveEnd, proveSame, type SourceAt } from './remote-source';
import { roomHere, watchRoom } from './room-watch';
import { sideName } from './side-name';
import { takeUpDownload } from './take-up-download';
import type { Moved, Transport } from './transport';

type Download = {
  readonly at: SourceAt;
  readonly to: string;
  readonly options: Parameters<Transport['download']>[3];
  readonly flow: Flow;
  readonly source: SourceIdentity;
};

/** Reads many pieces at once and writes them in order, so that the size of the part tells how far it got. */
export const download: Transport['download'] = async (files, from, to, options) => {
  const flow = flowOf(options);
  try {
    const at = { files, path: from, flow };
    const source = await identify(at, options.sha256);
    await refuseFolder(to);
    return await bring({ at, to, options, flow, source });
  } finally {
    flow.close();
  }
};

async function bring(work: Download): Promise<Moved> {
  const { at, to, options, flow, source } = work;
  const { size } = source;
  const part = sideName(to, '.part');
  const recordPath = sideName(to, '.part.json');
  const note = options.onNote ?? (() => {});
  const { handle, size: there } = await openPart(part).catch((thrown) =>
    localFailure(thrown, part),
  );
  const remote = openedLater(at, () => size - (digest?.bytes() ?? 0));
  let digest: PrefixDigest | undefined;
  try {
    const heard = await takeUpDownload(
      { handle, size: there },
      {
        ...{ source, note, throwIfAborted: flow.throwIfAborted },
        record: there === 0 ? undefined : await readRecord(recordPath),
        fetch: async (start, end, hear) =>
          fetchRange(await remote.opened(), { start, end }, handle, hear),
      },
    );
    digest = heard;
    const keeper = keeperOf(recordPath, source, heard);
    const report = paced(options.onProgress, flow.meter.slower);
    const watch = watchRoom(
      () => roomHere(part),
      () => size - heard.bytes(),
      (missing) => flow.giveUp(new FailureError(noSpaceHere(missing))),
    );
    const start = heard.bytes();
    report(start, size);
    try {
      if (start < size || size === 0) {
        const opened = await remote.opened();
        await fetchRange(opened, { start, end: size }, handle, (piece) => {
          heard.hear(piece);
          report(heard.bytes(), size);
          keeper.mayWrite();
          watch();
        });
        await proveSame(at, source);
        await proveEnd(opened, size);
      } else await proveSame(at, source);
      await handle.sync();
    } catch (thrown) {
      await keepRecord(keeper, handle, heard);
      throw thrown;
    }
    await handle.close();
    const sha256 = heard.sha256();
    const expected = options.sha256;
    if (expected !== undefined && sha256 !== expected) {
      await rename(part, sideName(to, '.damaged'));
      await keeper.remove();
      fail('transfer.hash-mismatch', { where: here, seen: sha256, expected });
    }
    await renameForGood(part, to);
    await keeper.remove();
    return { size, sha256 };
  } catch (thrown) {
    return await explain(thrown, part, size, digest?.bytes() ?? 0);
  } finally {
    await remote.close();
    await handle.close();
  }
}

const keeperOf = (path: string, source: SourceIdentity, digest: PrefixDigest): RecordKeeper =>
  recordKeeper(path, () => ({
    ...source,
    ...{ blockBytes: digest.blockBytes, blocks: [...digest.blocks()] },
    end: { bytes: digest.bytes(), sha256: digest.sha256() },
  }));

/** Writes down what there is; where there is no room for that, the part gives up its last block. */
async function keepRecord(
  keeper: RecordKeeper,
  handle: FileHandle,
  digest: PrefixDigest,
): Promise<void> {
  try {
    await keeper.write();
  } catch (thrown) {
    if (digest.bytes() === 0 || !isFull(thrown)) return;
    digest.backTo(Math.ceil(digest.bytes() / digest.blockBytes) - 1);
    await handle.truncate(digest.bytes()).catch(() => {});
    await keeper.write().catch(() => {});
  }
}

const noSpaceHere = (missing: number): Failure => ({
  code: 'transfer.no-space',
  facts: { where: here, missing },
});

/** Says of a full disk how many bytes do not fit. */
async function explain(thrown: unknown, part: string, size: number, done: number): Promise<never> {
  try {
    return localFailure(thrown, part);
  } catch (failed) {
    if (!isFailure(failed, 'transfer.no-space') || failed.failure.facts['where'] !== here)
      throw failed;
    const known = failed.failure.facts['missing'];
    if (typeof known === 'number')
      return fail('transfer.no-space', { where: here, missing: known, required: size }, thrown);
    const free = await statfs(part).then(
      ({ bavail, bsize }) => bavail * bsize,
      () => 0,
    );
    const missing = Math.max(1, size - done - free);
    return fail('transfer.no-space', { where: here, missing, required: size }, thrown);
  }
}
