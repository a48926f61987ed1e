import { type FileHandle, rename, statfs } from 'node:fs/promises';
import { fail, isFailure } from '../../../shared/failure';
import { fetchRange, type RemoteSource } from './fetch-range';
import { type Flow, flowOf } from './flow';
import { here, isFull, localFailure, openPart, refuseFolder, renameForGood } from './local-file';
import { paced } from './paced';
import { changedAt, readRecord, type SourceIdentity } from './part-record';
import type { PrefixDigest } from './prefix-digest';
import { quietly } from './quietly';
import { type RecordKeeper, recordKeeper } from './record-keeper';
import { sideName } from './side-name';
import { takeUpDownload } from './take-up-download';
import type { Moved, TransferFiles, Transport } from './transport';

type Download = {
  readonly files: TransferFiles;
  readonly from: string;
  readonly to: string;
  readonly options: Parameters<Transport['download']>[3];
  readonly flow: Flow;
  readonly source: SourceIdentity;
};

/** Reads many pieces at once and writes them in order, so that the size of the part tells how far it got. */
export const download: Transport['download'] = async (files, from, to, options) => {
  const flow = flowOf(options);
  try {
    const source = await identify(files, from, flow, options.sha256);
    await refuseFolder(to);
    return await bring({ files, from, to, options, flow, source });
  } finally {
    flow.close();
  }
};

async function identify(
  files: TransferFiles,
  path: string,
  flow: Flow,
  sha256: string | undefined,
): Promise<SourceIdentity> {
  const size = await flow.ask(() => files.size(path));
  if (size === undefined) return fail('transfer.source-file-missing', { path });
  if (!Number.isSafeInteger(size) || size < 0)
    return fail('transfer.failed', { path, seen: `a size of ${size} bytes` });
  const modifiedAt = await modified(files, path, flow);
  return { remote: path, size, modifiedAt, sha256 };
}

const modified = async (
  files: TransferFiles,
  path: string,
  flow: Flow,
): Promise<number | undefined> => (await flow.ask(async () => files.look?.(path)))?.modifiedAt;

async function bring(work: Download): Promise<Moved> {
  const { to, options, flow, source } = work;
  const { size } = source;
  const part = sideName(to, '.part');
  const recordPath = sideName(to, '.part.json');
  const note = options.onNote ?? (() => {});
  const { handle, size: there } = await openPart(part).catch((thrown) =>
    localFailure(thrown, part),
  );
  const remote = remoteOf(work);
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
    const report = paced(options.onProgress);
    const start = heard.bytes();
    report(start, size);
    try {
      if (start < size || size === 0) {
        const opened = await remote.opened();
        await fetchRange(opened, { start, end: size }, handle, (piece) => {
          heard.hear(piece);
          report(heard.bytes(), size);
          keeper.mayWrite();
        });
        await proveSame(work);
        await proveEnd(opened, size);
      } else await proveSame(work);
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

/** The server's file, opened when it is first needed. */
function remoteOf({ files, from, flow }: Download) {
  let source: RemoteSource | undefined;
  return {
    opened: async (): Promise<RemoteSource> => {
      source ??= { file: await flow.ask(() => files.open(from, 'read')), path: from, flow };
      return source;
    },
    close: async (): Promise<void> => {
      if (source) await quietly(source.file.close());
    },
  };
}

/** A server that tells too small a size is found out by what comes after. */
async function proveEnd({ file, path, flow }: RemoteSource, size: number): Promise<void> {
  const more = await flow.insist(() => file.read(Buffer.alloc(1), 1, size));
  if (more > 0) fail('transfer.failed', { path, seen: `more than ${size} bytes` });
}

async function proveSame({ files, from, flow, source }: Download): Promise<void> {
  const now = await flow.ask(() => files.size(from));
  if (now !== source.size)
    fail('transfer.failed', { path: from, seen: `${source.size} → ${now ?? 'no'} bytes` });
  const seen = changedAt(source.modifiedAt, await modified(files, from, flow));
  if (seen !== undefined) fail('transfer.failed', { path: from, seen });
}

/** Says of a full disk how many bytes do not fit. */
async function explain(thrown: unknown, part: string, size: number, done: number): Promise<never> {
  try {
    return localFailure(thrown, part);
  } catch (failed) {
    if (!isFailure(failed, 'transfer.no-space') || failed.failure.facts['where'] !== here)
      throw failed;
    const free = await statfs(part).then(
      ({ bavail, bsize }) => bavail * bsize,
      () => 0,
    );
    const missing = Math.max(1, size - done - free);
    return fail('transfer.no-space', { where: here, missing, required: size }, thrown);
  }
}
