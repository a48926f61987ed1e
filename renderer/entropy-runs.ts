import type { Entropy } from '../shared/inspection';

/** How disordered bytes are, as far as it says something to a person. */
export type Disorder = 'uniform' | 'ordered' | 'mixed' | 'random';

/** Blocks of one kind that follow each other. Bytes; `to` is the first one behind. */
export type EntropyRun = {
  readonly disorder: Disorder;
  readonly from: number;
  readonly to: number;
  /** Average, bits a byte. */
  readonly bits: number;
};

/** Few bytes cannot have the entropy of many: below it a block tells nothing of randomness. */
const bytesMin = 512;

/** The kind of one block. What is compressed or encrypted has almost 8 bits in each byte. */
function disorderOf(bits: number, blockBytes: number): Disorder {
  if (bits < 0.5) return 'uniform';
  if (blockBytes < bytesMin) return bits < 5 ? 'ordered' : 'mixed';
  if (bits >= 7.5) return 'random';
  return bits < 6 ? 'ordered' : 'mixed';
}

/** The strip of a file in runs of one kind. */
export function entropyRuns({ blockBytes, bits }: Entropy, size: number): readonly EntropyRun[] {
  const runs: { disorder: Disorder; from: number; to: number; sum: number; blocks: number }[] = [];
  bits.forEach((each, index) => {
    const from = index * blockBytes;
    const to = Math.min(size, from + blockBytes);
    const disorder = disorderOf(each, to - from);
    const last = runs.at(-1);
    if (last?.disorder === disorder) {
      last.to = to;
      last.sum += each;
      last.blocks += 1;
    } else runs.push({ disorder, from, to, sum: each, blocks: 1 });
  });
  return runs.map(({ sum, blocks, ...run }) => ({ ...run, bits: sum / blocks }));
}

/** Shorter than this share of the longest one, a run is the seam between two others. */
const seam = 0.01;

/** The longest runs, in the order of the file. */
export function longestRuns(runs: readonly EntropyRun[], most: number): readonly EntropyRun[] {
  const length = ({ from, to }: EntropyRun): number => to - from;
  const longest = runs.toSorted((a, b) => length(b) - length(a)).slice(0, most);
  const least = seam * (longest[0] ? length(longest[0]) : 0);
  return longest.filter((run) => length(run) >= least).toSorted((a, b) => a.from - b.from);
}
