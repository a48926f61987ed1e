/** OpenSSH of Ubuntu 14.04 answers with no more than this to one request. */
export const pieceBytes = 65_536;

/** As much as the 2 MiB window of an SSH channel lets through without an answer. */
export const piecesUnderWay = 32;

/**
 * Keeps up to `slots` pieces of work under way and finishes them in order. `begin` starts the piece with this number into
 * its own buffer; `finish` is called for one piece after the other, in order, each when its own and all earlier work is
 * done. The buffers are made once. Stops at the first error, after what is under way has settled.
 */
export async function pipeline(options: {
  readonly pieces: number;
  readonly slots: number;
  readonly begin: (piece: number, buffer: Buffer) => Promise<void>;
  readonly finish: (piece: number, buffer: Buffer) => Promise<void>;
}): Promise<void> {
  const { pieces, slots, begin, finish } = options;
  const memory = Buffer.allocUnsafeSlow(Math.min(slots, Math.max(pieces, 1)) * pieceBytes);
  const bufferOf = (piece: number): Buffer => {
    const start = (piece % slots) * pieceBytes;
    return memory.subarray(start, start + pieceBytes);
  };
  const underWay: Promise<void>[] = [];
  let begun = 0;
  const beginNext = (): void => {
    if (begun >= pieces) return;
    const work = begin(begun, bufferOf(begun));
    // Whoever waits for it hears of its failure; until then it is not an unhandled one.
    work.catch(() => {});
    underWay.push(work);
    begun++;
  };
  try {
    while (begun < Math.min(slots, pieces)) beginNext();
    for (let piece = 0; piece < pieces; piece++) {
      await underWay.shift();
      await finish(piece, bufferOf(piece));
      beginNext();
    }
  } finally {
    await Promise.allSettled(underWay);
  }
}
