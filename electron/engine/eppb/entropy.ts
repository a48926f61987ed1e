import type { Entropy } from '../../../shared/inspection';

const blocksMax = 512;
const smallestBlock = 4096;
const windowBytes = 4096;
/** A last block of fewer bytes is none of its own. */
const shortest = 2048;
/** Up to here every byte is counted, above only one window of several. */
const wholeMax = 16 * 1024 * 1024;
const sparsest = 64;

/** Measures how evenly bytes are spread, block by block, in passing; of a large file by samples. */
export type EntropyMeter = {
  readonly hear: (bytes: Buffer, offset: number) => void;
  readonly result: () => Entropy | undefined;
};

/** A meter for a file of this size, of which at most 512 blocks come out. */
export function openEntropyMeter(size: number): EntropyMeter {
  const blockBytes = Math.max(
    smallestBlock,
    Math.ceil(size / blocksMax / windowBytes) * windowBytes,
  );
  const stride = Math.min(sparsest, Math.max(1, Math.floor(size / wholeMax)));
  // No block without a window.
  const every = windowBytes * Math.min(stride, Math.max(1, blockBytes / windowBytes));
  const counts = new Uint32Array(256);
  const bits: number[] = [];
  let block = 0;
  let counted = 0;
  /** The block before: a short last one is counted with it, for few bytes look more even or less than they are. */
  const before = { counts: new Uint32Array(256), counted: 0 };
  const close = (isLast = false): void => {
    if (counted === 0 || bits.length > blocksMax) return;
    if (isLast && counted < shortest && before.counted > 0) {
      before.counts.forEach((count, byte) => {
        counts[byte] = (counts[byte] as number) + count;
      });
      counted += before.counted;
      bits.pop();
    }
    if (bits.length < blocksMax) bits.push(entropyOf(counts, counted));
    before.counts.set(counts);
    before.counted = counted;
    counts.fill(0);
    counted = 0;
  };
  return {
    hear: (bytes, offset) => {
      const end = offset + bytes.length;
      let window = Math.floor(offset / every) * every;
      for (; window < end; window += every) {
        const from = Math.max(window, offset);
        const to = Math.min(window + windowBytes, end);
        if (from >= to) continue;
        const at = Math.floor(from / blockBytes);
        if (at !== block) {
          close();
          block = at;
        }
        for (let index = from - offset; index < to - offset; index++) {
          const byte = bytes[index] as number;
          counts[byte] = (counts[byte] as number) + 1;
        }
        counted += to - from;
      }
    },
    result: () => {
      close(true);
      return bits.length === 0 ? undefined : { blockBytes, bits };
    },
  };
}

/** Shannon entropy of these counts in bits a byte, one decimal place. */
export function entropyOf(counts: Uint32Array, total: number): number {
  let bits = 0;
  for (const count of counts) {
    if (count === 0) continue;
    const share = count / total;
    bits -= share * Math.log2(share);
  }
  return Math.round(Math.min(8, Math.max(0, bits)) * 10) / 10;
}
