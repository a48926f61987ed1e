/** As much as one write carries where the server takes it; a read of so much is asked for in several requests. */
const pieceBytesMax = 262_144;

/** Enough for 1 Gbit/s over 20 ms, and what a stop or a pause may still let arrive. */
const bytesUnderWay = 4 * 1_048_576;

/** Enough for the others to go on for two seconds at 60 Mbit/s while one of several connections makes up for a loss; in memory at most. */
export const bytesUnderWayMax = 16 * 1_048_576;

/** Bytes under way where so many connections share them; `least`: with one. */
export const bytesOver = (connections: number, least = bytesUnderWay): number =>
  connections < 2
    ? least
    : Math.max(least, Math.min(bytesUnderWayMax, connections * bytesUnderWay));

/** However small requests are, no more of them are under way than there would be of this size. */
const requestBytesMin = 32_768;

/** How the part of a file from `start` to `size` is cut into pieces that each fit into one request. */
export type Pieces = {
  readonly count: number;
  /** How many may be under way now. */
  readonly slots: () => number;
  readonly bytes: number;
  readonly offset: (piece: number) => number;
  readonly length: (piece: number) => number;
};

/** `underWay`: bytes in memory at most, asked again and again. */
export function cutIntoPieces(
  start: number,
  size: number,
  requestBytes: number,
  underWay: () => number,
): Pieces {
  const bytes = Math.max(1, Math.min(pieceBytesMax, requestBytes));
  const offset = (piece: number): number => start + piece * bytes;
  return {
    count: Math.ceil((size - start) / bytes),
    slots: () => Math.ceil(underWay() / Math.max(requestBytesMin, bytes)),
    bytes,
    offset,
    length: (piece) => Math.min(bytes, size - offset(piece)),
  };
}

/**
 * Keeps up to `slots` pieces of work under way and finishes them in order. `begin` starts the piece with this number into
 * its own buffer; `finish` is called for one piece after the other, in order, each when its own and all earlier work is
 * done. Answers with how many were finished. Buffers are made when they are first needed. Stops at the first error, after what is under way
 * has settled; `leave` is called before that, to end what has not begun to move.
 */
export async function pipeline({
  pieces: { count, slots, bytes },
  begin,
  finish,
  leave,
  goesOn,
}: {
  readonly pieces: Pieces;
  readonly begin: (piece: number, buffer: Buffer) => Promise<void>;
  readonly finish: (piece: number, buffer: Buffer) => Promise<void>;
  readonly leave: () => void;
  /** Asked before each piece; false: no more of them is begun. */
  readonly goesOn: () => boolean;
}): Promise<number> {
  const free: Buffer[] = [];
  const underWay: { readonly buffer: Buffer; readonly work: Promise<void> }[] = [];
  let begun = 0;
  const fill = (): void => {
    // The first in any case, so that every call gets somewhere.
    while (begun < count && underWay.length < slots() && (begun === 0 || goesOn())) {
      const buffer = free.pop() ?? Buffer.allocUnsafeSlow(bytes);
      const work = begin(begun, buffer);
      // Whoever waits for it hears of its failure; until then it is not an unhandled one.
      work.catch(() => {});
      underWay.push({ buffer, work });
      begun++;
    }
  };
  try {
    fill();
    let finished = 0;
    for (let oldest = underWay[0]; oldest; oldest = underWay[0]) {
      await oldest.work;
      await finish(finished, oldest.buffer);
      finished++;
      underWay.shift();
      free.push(oldest.buffer);
      fill();
    }
    return finished;
  } catch (thrown) {
    leave();
    throw thrown;
  } finally {
    await Promise.allSettled(underWay.map(({ work }) => work));
  }
}
