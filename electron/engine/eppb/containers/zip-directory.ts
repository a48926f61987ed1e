import type { ByteSource } from '../byte-source';
import type { RawEntry } from '../entry-list';

/** An entry as the directory at the end describes it. */
export type ZipEntry = RawEntry & {
  /** Bytes in the file. */
  readonly packed: number;
  readonly method: number;
  readonly sum: number;
  /** Where its local header begins. */
  readonly offset: number;
  /** It needs a password. */
  readonly sealed: boolean;
};

type Place = {
  readonly start: number;
  readonly length: number;
  readonly count: number;
  /** Bytes that follow the end of the archive and are no comment of it. */
  readonly after: number;
};

const endBytes = 22;
const commentMax = 65_535;
const wide = 0xffffffff;

/** Where the directory is, by the record at the end; without one the file is cut off. */
export async function findDirectory(
  source: ByteSource,
  size: number,
): Promise<Place | 'truncated' | 'damaged'> {
  const from = Math.max(0, size - endBytes - commentMax);
  const tail = await readAll(source, from, size - from);
  for (let at = tail.length - endBytes; at >= 0; at--) {
    if (tail[at] !== 0x50 || tail.readUInt32LE(at) !== 0x06054b50) continue;
    const after = tail.length - at - endBytes - tail.readUInt16LE(at + 20);
    if (after < 0) continue;
    const end = from + at;
    const place = {
      count: tail.readUInt16LE(at + 10),
      length: tail.readUInt32LE(at + 12),
      start: tail.readUInt32LE(at + 16),
      after,
    };
    const needsWide = place.count === 0xffff || place.length === wide || place.start === wide;
    const found = needsWide ? ((await findWide(source, end, after)) ?? place) : place;
    return found.start + found.length <= end ? found : 'damaged';
  }
  return 'truncated';
}

/** The record of archives beyond 4 GiB, of which a smaller one before the end tells. */
async function findWide(
  source: ByteSource,
  end: number,
  after: number,
): Promise<Place | undefined> {
  const locator = end < 20 ? Buffer.alloc(0) : await readAll(source, end - 20, 20);
  if (locator.length < 20 || locator.readUInt32LE(0) !== 0x07064b50) return undefined;
  const record = await readAll(source, Number(locator.readBigUInt64LE(8)), 56);
  if (record.length < 56 || record.readUInt32LE(0) !== 0x06064b50) return undefined;
  const [count, length, start] = [32, 40, 48].map((at) => Number(record.readBigUInt64LE(at)));
  const isSafe = [count, length, start].every((each) => Number.isSafeInteger(each));
  return isSafe ? { count: count ?? 0, length: length ?? 0, start: start ?? 0, after } : undefined;
}

const headerBytes = 46;

/** Hears every entry of the directory. */
export async function readDirectory(
  source: ByteSource,
  { start, length, count }: Place,
  hear: (entry: ZipEntry) => void,
): Promise<'whole' | 'truncated' | 'damaged'> {
  let at = start;
  let block: Buffer = Buffer.alloc(0);
  let blockAt = start;
  const have = async (bytes: number): Promise<Buffer | undefined> => {
    if (at + bytes > start + length) return undefined;
    if (at + bytes > blockAt + block.length) {
      blockAt = at;
      block = await readAll(source, at, Math.min(1_048_576, start + length - at));
    }
    const found = block.subarray(at - blockAt, at - blockAt + bytes);
    return found.length < bytes ? undefined : found;
  };
  for (let number = 0; number < count; number++) {
    const fixed = await have(headerBytes);
    if (!fixed) return 'truncated';
    if (fixed.readUInt32LE(0) !== 0x02014b50) return 'damaged';
    const variable = [28, 30, 32].reduce((sum, each) => sum + fixed.readUInt16LE(each), 0);
    const record = await have(headerBytes + variable);
    if (!record) return 'truncated';
    hear(entryOf(record));
    at += record.length;
  }
  return 'whole';
}

const unix = 3;

function entryOf(record: Buffer): ZipEntry {
  const nameEnd = headerBytes + record.readUInt16LE(28);
  const path = Buffer.from(record.subarray(headerBytes, nameEnd));
  const extra = record.subarray(nameEnd, nameEnd + record.readUInt16LE(30));
  const wideNumbers = wideOf(
    extra,
    [24, 20, 42].map((at) => record.readUInt32LE(at)),
  );
  const [size = 0, packed = 0, offset = 0] = wideNumbers;
  const attributes = record.readUInt32LE(38);
  const mode = record[5] === unix ? attributes >>> 16 : undefined;
  const isFolder = path.at(-1) === 0x2f || (attributes & 0x10) !== 0;
  const type = (mode ?? 0) & 0o170_000;
  const kind =
    type === 0o120_000
      ? 'link'
      : isFolder
        ? 'folder'
        : type === 0 || type === 0o100_000
          ? 'file'
          : 'device';
  return {
    path,
    kind,
    size,
    packed,
    offset,
    mode: mode === undefined ? undefined : mode & 0o7777,
    modified: momentOf(record.readUInt16LE(14), record.readUInt16LE(12)),
    method: record.readUInt16LE(10),
    sum: record.readUInt32LE(16),
    sealed: (record.readUInt16LE(8) & 1) !== 0,
  };
}

/** Numbers that do not fit into 32 bits stand in an extra field of their own, in this order. */
function wideOf(extra: Buffer, numbers: readonly number[]): readonly number[] {
  for (let at = 0; at + 4 <= extra.length; ) {
    const length = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === 1) {
      const field = extra.subarray(at + 4, at + 4 + length);
      let used = 0;
      return numbers.map((each) => {
        if (each !== wide || used + 8 > field.length) return each;
        const found = Number(field.readBigUInt64LE(used));
        used += 8;
        return Number.isSafeInteger(found) ? found : Number.MAX_SAFE_INTEGER;
      });
    }
    at += 4 + length;
  }
  return numbers;
}

/** Seconds since 1970 of a time as DOS writes it, which says nothing of its zone. */
function momentOf(date: number, time: number): number | undefined {
  const moment = Date.UTC(
    1980 + (date >> 9),
    ((date >> 5) & 15) - 1,
    date & 31,
    time >> 11,
    (time >> 5) & 63,
    2 * (time & 31),
  );
  return date === 0 ? undefined : moment / 1000;
}

/** Reads so many bytes, fewer only where the file ends. */
export async function readAll(source: ByteSource, offset: number, length: number): Promise<Buffer> {
  if (!Number.isSafeInteger(offset + length)) return Buffer.alloc(0);
  const parts: Buffer[] = [];
  let have = 0;
  while (have < length) {
    const part = await source.read(offset + have, length - have);
    if (part.length === 0) break;
    parts.push(Buffer.from(part));
    have += part.length;
  }
  return Buffer.concat(parts);
}
