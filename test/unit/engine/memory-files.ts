import type { RemoteFile, RemoteFiles } from '../../../electron/engine/appliance/appliance';
import { fail } from '../../../shared/failure';

export type MemoryFiles = RemoteFiles & {
  readonly content: Map<string, Buffer>;
  /** Offset and length of every write, in order. */
  readonly writes: { readonly offset: number; readonly length: number }[];
  /** How many reads and writes were under way at once, at most. */
  readonly mostUnderWay: () => number;
};

/** What may be odd about a server. */
export type Oddities = {
  readonly requestBytes?: number;
  /** Answers to a read with at most this. */
  readonly shortReads?: number;
  /** Answers to nobody before so many have asked. */
  readonly answersFrom?: number;
  /** Heard before each read and write, with the number of them so far. */
  readonly before?: (request: number, content: Map<string, Buffer>) => void;
};

/** Files of a server, kept in memory; answers come later and in any order, as over a network. */
export function memoryFiles(oddities: Oddities = {}): MemoryFiles {
  const {
    requestBytes = 65_536,
    shortReads = Number.MAX_SAFE_INTEGER,
    answersFrom = 0,
    before,
  } = oddities;
  const content = new Map<string, Buffer>();
  const writes: { offset: number; length: number }[] = [];
  let requests = 0;
  let underWay = 0;
  let most = 0;

  const request = async <Value>(carryOut: () => Value): Promise<Value> => {
    const number = requests++;
    most = Math.max(most, ++underWay);
    try {
      before?.(number, content);
      const value = carryOut();
      for (let turn = 0; turn <= number % 3 || requests < answersFrom; turn++) {
        await new Promise(setImmediate);
      }
      return value;
    } finally {
      underWay--;
    }
  };
  const found = (path: string): Buffer =>
    content.get(path) ?? fail('transfer.source-file-missing', { path });

  const file = (path: string): RemoteFile => ({
    requestBytes,
    read: (into, length, offset) =>
      request(() => {
        const end = offset + Math.min(length, requestBytes, shortReads);
        return found(path).subarray(offset, end).copy(into);
      }),
    write: (from, length, offset) =>
      request(() => {
        writes.push({ offset, length });
        const grown = atLeast(found(path), offset + length);
        from.copy(grown, offset, 0, length);
        content.set(path, grown);
      }),
    truncate: async (size) => {
      content.set(path, Buffer.from(found(path).subarray(0, size)));
    },
    close: async () => {},
  });

  return {
    content,
    writes,
    mostUnderWay: () => most,
    size: async (path) => content.get(path)?.length,
    open: async (path, mode) => {
      if (mode === 'write' && !content.has(path)) content.set(path, Buffer.alloc(0));
      found(path);
      return file(path);
    },
    rename: async (from, to) => {
      if (content.has(to)) fail('transfer.failed', { path: to, seen: 'Failure' });
      content.set(to, found(from));
      content.delete(from);
    },
    remove: async (path) => {
      found(path);
      content.delete(path);
    },
  };
}

/** The same bytes and room for more, without a copy each time. */
function atLeast(old: Buffer, length: number): Buffer {
  if (old.length >= length) return old;
  const room = old.buffer.byteLength - old.byteOffset;
  if (room >= length) return Buffer.from(old.buffer, old.byteOffset, length);
  const grown = Buffer.from(new ArrayBuffer(2 * length), 0, length);
  old.copy(grown);
  return grown;
}
