import { createHash, type Hash } from 'node:crypto';
import { fail } from '../../../shared/failure';
import type { Inspection } from '../../../shared/inspection';
import type { Pull } from './byte-reader';
import type { ByteSource } from './byte-source';
import { openEntropyMeter } from './entropy';
import { openZeroMeter } from './zero-runs';

const blockBytes = 1_048_576;
/** One that is given, one before it that may still be unpacked, one that is being read, and one to spare. */
const buffers = 4;

/** Which hashes are wanted; all three take three times as long as SHA-256 alone. */
export type HashWish = 'all' | 'sha256' | 'none';

export type ReadThrough = {
  /** The file, block by block, each of them heard by everything that measures. */
  readonly pull: Pull;
  /** Reads what nobody wanted. */
  readonly drain: () => Promise<void>;
  /** Only after `drain`. */
  readonly result: () => {
    readonly bytes: number;
    readonly hashes: Inspection['hashes'];
    readonly entropy: Inspection['entropy'];
    readonly zeros: ReturnType<ReturnType<typeof openZeroMeter>['result']>;
  };
};

type Wanted = {
  readonly size: number;
  readonly hashes: HashWish;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((read: number) => void) | undefined;
};

/** Reads a file once from start to end, one block ahead; the signal ends it at once with `migration.cancelled`. */
export function readThrough(
  source: ByteSource,
  { size, hashes, signal, onProgress }: Wanted,
): ReadThrough {
  const names = { all: ['sha256', 'sha1', 'md5'], sha256: ['sha256'], none: [] }[hashes];
  const hashing: readonly Hash[] = names.map((each) => createHash(each));
  const entropy = openEntropyMeter(size);
  const zeros = openZeroMeter();
  const ring = Array.from({ length: buffers }, () => undefined as Buffer | undefined);
  let number = 0;
  let offset = 0;
  let read = 0;
  let ahead: Promise<Buffer> | undefined;
  const readAhead = (): Promise<Buffer> => {
    const length = Math.min(blockBytes, size - offset);
    if (length <= 0) return Promise.resolve(Buffer.alloc(0));
    const at = number++ % buffers;
    ring[at] ??= Buffer.allocUnsafeSlow(Math.min(blockBytes, Math.max(1, size)));
    const reading = source.read(offset, length, ring[at]);
    reading.catch(() => {});
    return reading;
  };
  const pull: Pull = async () => {
    const block = await orAbort(ahead ?? readAhead(), signal);
    if (block.length === 0) {
      ahead = Promise.resolve(block);
      return undefined;
    }
    offset += block.length;
    ahead = readAhead();
    for (const each of hashing) each.update(block);
    entropy.hear(block, read);
    zeros.hear(block, read);
    read += block.length;
    onProgress?.(read);
    return block;
  };
  return {
    pull,
    drain: async () => {
      while (await pull());
    },
    result: () => {
      const [sha256, sha1, md5] = hashing.map((each) => each.digest('hex'));
      return {
        bytes: read,
        hashes:
          sha256 === undefined
            ? undefined
            : { sha256, ...(sha1 !== undefined && { sha1 }), ...(md5 !== undefined && { md5 }) },
        entropy: entropy.result(),
        zeros: zeros.result(),
      };
    },
  };
}

/** Throws `migration.cancelled` once the signal has aborted. */
export function goOn(signal: AbortSignal | undefined): void {
  if (signal?.aborted) fail('migration.cancelled', {}, signal.reason);
}

/** What was asked for, or `migration.cancelled` as soon as the signal aborts: a stalled share answers never. */
export async function orAbort<Value>(
  asked: Promise<Value>,
  signal: AbortSignal | undefined,
): Promise<Value> {
  if (!signal) return asked;
  goOn(signal);
  let stop = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => {
      try {
        goOn(signal);
      } catch (thrown) {
        reject(thrown);
      }
    };
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([asked, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
