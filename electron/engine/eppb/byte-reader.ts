/** Gives the next block, undefined at the end. A block stays as it is until the call after the next one. */
export type Pull = () => Promise<Buffer | undefined>;

/** Bytes in their order, taken in pieces of any size. What it gives stays as it is until the next call. */
export type Reader = {
  /** The next bytes without taking them; fewer than `length` only at the end. */
  readonly peek: (length: number) => Promise<Buffer>;
  /** Takes what is there, at least one byte and at most `most`; undefined at the end. */
  readonly some: (most: number) => Promise<Buffer | undefined>;
  /** Takes so many bytes and forgets them; answers with how many there were. */
  readonly skip: (length: number) => Promise<number>;
  /** Puts bytes back in front. */
  readonly unread: (bytes: Buffer) => void;
  /** Bytes taken so far. */
  readonly offset: () => number;
  /** The same from the beginning of the file; undefined where they were unpacked. */
  readonly inFile: () => number | undefined;
};

/** Reads what `pull` gives; `isFile`: it is the file itself and not unpacked from it. */
export function openReader(pull: Pull, isFile = false): Reader {
  let front: Buffer = Buffer.alloc(0);
  let block: Buffer = Buffer.alloc(0);
  let taken = 0;
  let ended = false;
  const more = async (): Promise<boolean> => {
    while (block.length === 0 && !ended) {
      const next = await pull();
      if (next) block = next;
      else ended = true;
    }
    return block.length > 0;
  };
  const some = async (most: number): Promise<Buffer | undefined> => {
    if (front.length > 0) {
      const piece = front.subarray(0, most);
      front = front.subarray(piece.length);
      taken += piece.length;
      return piece;
    }
    if (block.length === 0 && !(await more())) return undefined;
    const piece = block.subarray(0, most);
    block = block.subarray(piece.length);
    taken += piece.length;
    return piece;
  };
  return {
    some,
    peek: async (length) => {
      if (front.length === 0 && block.length >= length) return block.subarray(0, length);
      while (front.length < length && (await more())) {
        const piece = block.subarray(0, length - front.length);
        block = block.subarray(piece.length);
        front = Buffer.concat([front, piece]);
      }
      return front.subarray(0, length);
    },
    skip: async (length) => {
      let left = length;
      while (left > 0) {
        const piece = await some(left);
        if (!piece) break;
        left -= piece.length;
      }
      return length - left;
    },
    unread: (bytes) => {
      front = Buffer.concat([bytes, front]);
      taken -= bytes.length;
    },
    offset: () => taken,
    inFile: () => (isFile ? taken : undefined),
  };
}

/** The next `length` bytes of another reader, as a reader of their own. */
export function limited(reader: Reader, length: number): Reader {
  const start = reader.offset();
  const left = (): number => Math.max(0, start + length - reader.offset());
  return {
    peek: (wanted) => reader.peek(Math.min(wanted, left())),
    some: async (most) => (left() === 0 ? undefined : reader.some(Math.min(most, left()))),
    skip: (wanted) => reader.skip(Math.min(wanted, left())),
    unread: reader.unread,
    offset: () => reader.offset() - start,
    inFile: reader.inFile,
  };
}

/** Takes exactly so many bytes, or undefined where there are fewer; they stay as they are. */
export async function take(reader: Reader, length: number): Promise<Buffer | undefined> {
  const bytes = await reader.peek(length);
  if (bytes.length < length) return undefined;
  const kept = Buffer.from(bytes);
  await reader.skip(length);
  return kept;
}
