import type { FileHandle } from 'node:fs/promises';
import { fail, isFailure } from '../../../shared/failure';
import { openRegular } from '../eppb/open-regular';
import { type Flow, flowOf } from './flow';
import { here, localFailure } from './local-file';
import { paced } from './paced';
import { changedAt, readRecord, type SourceIdentity } from './part-record';
import { recordKeeper } from './record-keeper';
import {
  explainThere,
  fillPart,
  proveThere,
  type RemotePart,
  removePart,
  watchThere,
} from './remote-part';
import { finalPlaceFree, freePart, giveName } from './remote-place';
import { sendRange } from './send-range';
import { sideName } from './side-name';
import { takeUpUpload } from './take-up-upload';
import type { Moved, Transport } from './transport';

type Upload = {
  readonly from: string;
  readonly local: FileHandle;
  readonly to: string;
  readonly part: RemotePart;
  readonly options: Parameters<Transport['upload']>[3];
  readonly flow: Flow;
  readonly source: SourceIdentity;
};

/** Reads the local file in order and keeps many writes under way. */
export const upload: Transport['upload'] = async (from, files, to, options) => {
  const local = await openRegular(from);
  const flow = flowOf(options);
  try {
    const { size, mtimeMs } = await local.stat();
    const source = {
      ...{ remote: to, size, modifiedAt: Math.floor(mtimeMs), sha256: options.sha256 },
    };
    const part = { files, path: sideName(to, '.part'), flow };
    return await bring({ from, local, to, part, options, flow, source });
  } catch (thrown) {
    return localFailure(thrown, from);
  } finally {
    flow.close();
    await local.close();
  }
};

async function bring(work: Upload): Promise<Moved> {
  const { from, local, to, part, options, flow, source } = work;
  const { size } = source;
  await finalPlaceFree(part.files, to, flow);
  const before = await freePart(part);
  const recordPath = sideName(from, '.upload.json');
  const digest = await takeUpUpload({
    ...{ local, source, part, there: before, hash: options.hash },
    record: before === 0 ? undefined : await readRecord(recordPath),
    note: options.onNote ?? (() => {}),
  });
  let done = digest.bytes();
  const keeper = recordKeeper(recordPath, () => ({
    ...source,
    ...{ blockBytes: digest.blockBytes, blocks: [...digest.blocks()] },
    end: { bytes: done },
  }));
  const report = paced(options.onProgress, flow.meter.slower);
  const watch = watchThere(part, () => size - done);
  report(done, size);
  const start = done;
  try {
    await fillPart(part, { start, before, size }, (file) =>
      sendRange({ handle: local, path: from }, { start, end: size }, file, {
        leaving: digest.hear,
        arrived: (arrived) => {
          done = arrived;
          report(done, size);
          keeper.mayWrite();
          watch();
        },
      }),
    );
    await proveSame(work);
  } catch (thrown) {
    await keeper.write().catch(() => {});
    explainThere(thrown, size, done);
  }
  const sha256 = digest.sha256();
  await proveRight(work, sha256).catch(async (thrown: unknown) => {
    if (isFailure(thrown, 'transfer.hash-mismatch')) await keeper.remove();
    throw thrown;
  });
  await giveName(part, to);
  await keeper.remove();
  return { size, sha256 };
}

/** A file that was written to meanwhile is neither the old nor the new one. */
async function proveSame({ from, local, source }: Upload): Promise<void> {
  const { size, mtimeMs } = await local.stat();
  if (size !== source.size)
    fail('transfer.failed', { path: from, seen: `${source.size} → ${size} bytes` });
  const seen = changedAt(source.modifiedAt, Math.floor(mtimeMs));
  if (seen !== undefined) fail('transfer.failed', { path: from, seen });
}

/** What is known not to be the file gets no name: it is removed. */
async function proveRight({ part, options }: Upload, sha256: string): Promise<void> {
  const { sha256: expected, hash } = options;
  if (expected !== undefined && sha256 !== expected) {
    await removePart(part);
    fail('transfer.hash-mismatch', { where: here, seen: sha256, expected });
  }
  if (hash) await proveThere(part, hash, sha256);
}
