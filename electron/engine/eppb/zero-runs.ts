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
  const piece = (bytes: Buffer, offset: number): void => {
    const isZero = bytes[0] === 0 && bytes.equals(zeros.subarray(0, bytes.length));
    if (isZero) {
      const length = offset + bytes.length - runAt;
      if (length > longest.length) longest = { at: runAt, length };
      return;
    }
    runAt = offset + bytes.length;
    endAt = offset + lastOther(bytes) + 1;
  };
  return {
    hear: (bytes, offset) => {
      for (let at = 0; at < bytes.length; at += pieceBytes) {
        piece(bytes.subarray(at, at + pieceBytes), offset + at);
      }
      heard = offset + bytes.length;
    },
    result: () => ({ end: { at: endAt, length: heard - endAt }, longest }),
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
