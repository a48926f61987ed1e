import type { FileHandle } from 'node:fs/promises';
import { fail, isFailure } from '../../../shared/failure';
import { openRegular } from '../eppb/open-regular';
import { type Flow, flowOf } from './flow';
import { here, localFailure } from './local-file';
import { paced } from './paced';
import { changedAt, readRecord, type SourceIdentity } from './part-record';
import type { PrefixDigest } from './prefix-digest';
import { quietly } from './quietly';
import { recordKeeper } from './record-keeper';
import { finalPlaceFree, freePart, giveName } from './remote-place';
import { sendRange } from './send-range';
import { sideName } from './side-name';
import { takeUpUpload } from './take-up-upload';
import type { Moved, TransferFiles, Transport } from './transport';

type Upload = {
  readonly from: string;
  readonly local: FileHandle;
  readonly files: TransferFiles;
  readonly to: string;
  readonly part: string;
  readonly options: Parameters<Transport['upload']>[3];
  readonly flow: Flow;
  readonly source: SourceIdentity;
};

/** Where a full disk is said to be; uploads go there only. */
const there = 'the new server';

/** Reads the local file in order and keeps many writes under way. */
export const upload: Transport['upload'] = async (from, files, to, options) => {
  const local = await openRegular(from);
  const flow = flowOf(options);
  try {
    const { size, mtimeMs } = await local.stat();
    const source = {
      ...{ remote: to, size, modifiedAt: Math.floor(mtimeMs), sha256: options.sha256 },
    };
    const part = sideName(to, '.part');
    return await bring({ from, local, files, to, part, options, flow, source });
  } catch (thrown) {
    return localFailure(thrown, from);
  } finally {
    flow.close();
    await local.close();
  }
};

async function bring(work: Upload): Promise<Moved> {
  const { from, local, files, to, part, options, flow, source } = work;
  const { size } = source;
  await finalPlaceFree(files, to, flow);
  const before = await freePart(files, part, flow);
  const recordPath = sideName(from, '.upload.json');
  const digest = await takeUpUpload({
    ...{ local, source, files, part, flow, there: before, hash: options.hash },
    record: before === 0 ? undefined : await readRecord(recordPath),
    note: options.onNote ?? (() => {}),
  });
  let done = digest.bytes();
  const keeper = recordKeeper(recordPath, () => ({
    ...source,
    ...{ blockBytes: digest.blockBytes, blocks: [...digest.blocks()] },
    end: { bytes: done },
  }));
  const report = paced(options.onProgress);
  report(done, size);
  try {
    await send(work, digest, before, (arrived) => {
      done = arrived;
      report(done, size);
      keeper.mayWrite();
    });
    await proveSame(work);
  } catch (thrown) {
    await keeper.write().catch(() => {});
    if (isFailure(thrown, 'transfer.no-space')) {
      const facts = { missing: Math.max(1, size - done), required: size };
      fail('transfer.no-space', { where: there, ...thrown.failure.facts, ...facts }, thrown);
    }
    throw thrown;
  }
  const sha256 = digest.sha256();
  await proveRight(work, sha256, () => keeper.remove());
  await giveName(files, part, to, flow);
  await keeper.remove();
  return { size, sha256 };
}

async function send(
  { from, local, files, part, flow, source: { size } }: Upload,
  digest: PrefixDigest,
  before: number,
  arrived: (done: number) => void,
): Promise<void> {
  const start = digest.bytes();
  // Nothing of it is used: a new file, whatever has the name. Whether it may be written tells the server.
  if (start === 0) await remove(files, part, flow);
  const file = await flow.ask(() => files.open(part, 'write'));
  try {
    if (before > start) await flow.ask(() => file.truncate(start));
    await sendRange(
      { handle: local, path: from },
      { start, end: size },
      { file, path: part, flow },
      { leaving: digest.hear, arrived },
    );
    if (file.sync) await flow.ask(file.sync);
  } catch (thrown) {
    await quietly(file.close());
    throw thrown;
  }
  await flow.ask(() => file.close());
  const now = await flow.ask(() => files.size(part));
  if (now !== size)
    fail('transfer.failed', { path: part, seen: `${now ?? 'no'} of ${size} bytes` });
}

const remove = async (files: TransferFiles, path: string, flow: Flow): Promise<void> => {
  await flow
    .ask(() => files.remove(path))
    .catch((thrown: unknown) => {
      if (!isFailure(thrown, 'transfer.source-file-missing', 'transfer.failed')) throw thrown;
    });
};

/** A file that was written to meanwhile is neither the old nor the new one. */
async function proveSame({ from, local, source }: Upload): Promise<void> {
  const { size, mtimeMs } = await local.stat();
  if (size !== source.size)
    fail('transfer.failed', { path: from, seen: `${source.size} → ${size} bytes` });
  const seen = changedAt(source.modifiedAt, Math.floor(mtimeMs));
  if (seen !== undefined) fail('transfer.failed', { path: from, seen });
}

/** What is known not to be the file gets no name: it is removed. */
async function proveRight(
  { files, part, options: { sha256: expected, hash }, flow }: Upload,
  sha256: string,
  forget: () => Promise<void>,
): Promise<void> {
  const refuse = async (where: string, seen: string, wanted: string): Promise<never> => {
    await remove(files, part, flow);
    await forget();
    return fail('transfer.hash-mismatch', { where, seen, expected: wanted });
  };
  if (expected !== undefined && sha256 !== expected) await refuse(here, sha256, expected);
  if (!hash) return;
  const arrived = await flow.ask(() => hash(part));
  if (arrived.sha256 !== sha256) await refuse(there, arrived.sha256, sha256);
}
