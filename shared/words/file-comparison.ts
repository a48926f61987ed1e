import { formatBytes } from '../bytes';
import type { FileComparison } from '../file-comparison';

const numbers = new Intl.NumberFormat('en');

/** Whether two files are the same, in one sentence. */
export function comparisonWords({
  same,
  sizes,
  firstDifference = 0,
  beginning,
  names,
}: FileComparison): string {
  if (same) return 'Both files are the same, byte by byte.';
  const name = beginning === 'first' ? names[0] : names[1];
  if (beginning)
    return `${name} is the beginning of the other file and ends at byte ${numbers.format(firstDifference)}: it was cut off.`;
  const size =
    sizes[0] === sizes[1]
      ? 'of the same size'
      : `${formatBytes(sizes[0])} and ${formatBytes(sizes[1])}`;
  return `The files differ, ${size}; the first other byte is ${numbers.format(firstDifference)}.`;
}
