import type { SlowerPart } from '../../../shared/pace';
import type { TransferOptions } from './transport';

const pauseMilliseconds = 100;

/** Reports progress at most ten times a second, and the end in any case, with what holds the transfer up. */
export function paced(
  onProgress: TransferOptions['onProgress'],
  slower: () => SlowerPart | undefined = () => undefined,
): (done: number, total: number) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (done, total) => {
    const now = performance.now();
    if (done < total && now - last < pauseMilliseconds) return;
    last = now;
    onProgress(done, total, done < total ? slower() : undefined);
  };
}
