import { fail, isFailure } from '../../../shared/failure';
import { fetchRange } from './fetch-range';
import { type Flow, flowOf } from './flow';
import { here, localFailure } from './local-file';
import { paced } from './paced';
import { readRecord, type SourceIdentity } from './part-record';
import type { PrefixDigest } from './prefix-digest';
import { type RecordKeeper, recordKeeper } from './record-keeper';
import { openCopy, type RelayCopy } from './relay-copy';
import { relayRange } from './relay-range';
import {
  explainThere,
  fillPart,
  proveThere,
  type RemotePart,
  removePart,
  watchThere,
} from './remote-part';
import { finalPlaceFree, freePart, giveName } from './remote-place';
import { identify, openedLater, proveEnd, proveSame, type SourceAt } from './remote-source';
import { sideName } from './side-name';
import { takeUpRelay } from './take-up-relay';
import type { Moved, Transport } from './transport';

type Relay = {
  readonly at: SourceAt;
  readonly source: SourceIdentity;
  readonly part: RemotePart;
  readonly to: string;
  readonly options: Parameters<Transport['relay']>[2];
  readonly flow: Flow;
  readonly memory: Memory;
};

type Memory = Map<string, PrefixDigest>;

const remembered = 4;

/**
 * Makes a relay: it reads from one server and writes to the other at once. What it has heard of files it remembers, by their records:
 * SHA-256 cannot be gone on with from anything that could be written down, so a later try of another one has to ask the server or to read
 * the part back.
 */
export function relaying(): Transport['relay'] {
  const memory: Memory = new Map();
  return async (from, to, options) => {
    const flow = flowOf(options);
    try {
      const at = { ...from, flow };
      const found = await identify(at, options.sha256);
      const source = { ...found, remote: `${from.path} → ${to.path}` };
      const part = { files: to.files, path: sideName(to.path, '.part'), flow };
      return await bring({ at, source, part, to: to.path, options, flow, memory });
    } catch (thrown) {
      return localFailure(thrown, options.copy ?? options.record);
    } finally {
      flow.close();
    }
  };
}

async function bring(work: Relay): Promise<Moved> {
  const { at, source, part, to, options, flow, memory } = work;
  const { size } = source;
  const note = options.onNote ?? (() => {});
  await finalPlaceFree(part.files, to, flow);
  const before = await freePart(part);
  const remote = openedLater(at, () => left());
  let digest: PrefixDigest | undefined;
  const left = (): number => size - (digest?.bytes() ?? 0);
  const copy = await openCopy(options.copy, left, note);
  try {
    const prefix = await takeUpRelay({
      ...{ source, part, there: before, hash: options.hash, copy, note },
      record: before === 0 ? undefined : await readRecord(options.record),
      heard: memory.get(options.record),
      fetch: async (start, end, hear) => {
        const { handle } = copy.part() ?? fail('transfer.failed', { seen: 'no copy' });
        await fetchRange(await remote.opened(), { start, end }, handle, hear);
      },
    });
    digest = prefix;
    remember(memory, options.record, prefix);
    const start = prefix.bytes();
    await copy.cut(start);
    const keeper = keeperOf(options.record, source, prefix);
    const report = paced(options.onProgress, flow.meter.slower);
    const watch = watchThere(part, left);
    report(start, size);
    try {
      await fillPart(part, { start, before, size }, async (target) => {
        if (start === size && size > 0) return proveSame(at, source);
        const opened = await remote.opened();
        await relayRange(opened, target, { start, end: size }, async (piece, offset) => {
          await copy.keep(piece, offset);
          prefix.hear(piece);
          report(prefix.bytes(), size);
          keeper.mayWrite();
          watch();
        });
        await proveSame(at, source);
        await proveEnd(opened, size);
      });
      await copy.sync();
    } catch (thrown) {
      await keeper.write().catch(() => {});
      explainThere(thrown, size, prefix.bytes());
    }
    const forget = (): Promise<void> => {
      memory.delete(options.record);
      return keeper.remove();
    };
    const sha256 = await proveRight(work, prefix, copy).catch(async (thrown: unknown) => {
      if (isFailure(thrown, 'transfer.hash-mismatch')) await forget();
      throw thrown;
    });
    await giveName(part, to);
    await forget();
    return { size, sha256 };
  } finally {
    await remote.close();
    await copy.close();
  }
}

/**
 * Gives the SHA-256 of the whole. What is known not to be the file gets no name; a copy that is right gets it, whatever the new server made
 * of its own.
 */
async function proveRight(
  { part, options, flow }: Relay,
  digest: PrefixDigest,
  copy: RelayCopy,
): Promise<string> {
  const { sha256: expected, hash } = options;
  const heard = digest.sha256();
  if (heard === '') {
    // Gone on after bytes that nobody here has: the server reads them all.
    const wanted = expected ?? '';
    const whole = hash ?? (() => fail('transfer.failed', { path: part.path, seen: 'no hash' }));
    await proveThere(part, whole, wanted);
    return wanted;
  }
  if (expected !== undefined && heard !== expected) {
    await copy.setAside();
    await removePart(part);
    fail('transfer.hash-mismatch', { where: here, seen: heard, expected });
  }
  await copy.finish();
  flow.throwIfAborted();
  if (hash) await proveThere(part, hash, heard);
  return heard;
}

const keeperOf = (path: string, source: SourceIdentity, digest: PrefixDigest): RecordKeeper =>
  recordKeeper(path, () => ({
    ...source,
    ...{ blockBytes: digest.blockBytes, blocks: [...digest.blocks()] },
    end: { bytes: digest.bytes(), sha256: digest.sha256() || undefined },
  }));

function remember(memory: Memory, record: string, digest: PrefixDigest): void {
  memory.delete(record);
  memory.set(record, digest);
  for (const oldest of [...memory.keys()].slice(0, -remembered)) memory.delete(oldest);
}
