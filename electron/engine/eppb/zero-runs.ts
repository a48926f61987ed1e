const pieceBytes = 65_536;
const zeros = Buffer.alloc(1_048_576);

/** A stretch of nothing but zeros, in bytes from the beginning of the file. */
export type ZeroRun = { readonly at: number; readonly length: number };

/** Finds stretches of zeros in passing: the one at the end to the byte, the longest elsewhere by pieces of 64 KiB. */
export type ZeroMeter = {
  readonly hear: (bytes: Buffer, offset: number) => void;
  readonly result: () => { readonly end: ZeroRun; readonly longest: ZeroRun };
};

/** A meter that has heard nothing. */
export function openZeroMeter(): ZeroMeter {
  let endAt = 0;
  let heard = 0;
  let runAt = 0;
  let longest: ZeroRun = { at: 0, length: 0 };
  let isZero = true;
  const part = (bytes: Buffer, offset: number): void => {
    if (bytes[0] === 0 && bytes.equals(zeros.subarray(0, bytes.length))) return;
    isZero = false;
    endAt = offset + lastOther(bytes) + 1;
  };
  const endOfPiece = (end: number): void => {
    const length = end - runAt;
    if (!isZero) runAt = end;
    else if (length > longest.length) longest = { at: runAt, length };
    isZero = true;
  };
  return {
    // Pieces are those of the file, however its bytes come.
    hear: (bytes, offset) => {
      let at = 0;
      while (at < bytes.length) {
        const left = pieceBytes - (heard % pieceBytes);
        const next = bytes.subarray(at, at + left);
        part(next, offset + at);
        at += next.length;
        heard = offset + at;
        if (next.length === left) endOfPiece(heard);
      }
    },
    result: () => {
      if (heard % pieceBytes !== 0) endOfPiece(heard);
      return { end: { at: endAt, length: heard - endAt }, longest };
    },
  };
}

/** Where the last byte is that is not zero. */
function lastOther(bytes: Buffer): number {
  let end = bytes.length;
  for (let step = 4096; step >= 1; step = step === 1 ? 0 : Math.floor(step / 16) || 1) {
    while (end >= step && bytes.subarray(end - step, end).equals(zeros.subarray(0, step))) {
      end -= step;
    }
  }
  return end - 1;
}
