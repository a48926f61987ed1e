import type { TransferOptions } from '../transport/transport';
import type { Tools } from './step';

const window = 5000;

/** An average says nothing before this, in milliseconds. */
const early = 2000;

/** Turns bytes done into progress with the rate of the last five seconds and the average since the first call. */
export function byteProgress(
  tools: Pick<Tools, 'now' | 'progress'>,
): TransferOptions['onProgress'] {
  const samples: { readonly at: number; readonly done: number }[] = [];
  let begun: { readonly at: number; readonly done: number } | undefined;
  return (done, total, slower) => {
    const at = tools.now().getTime();
    begun ??= { at, done };
    const span = at - begun.at;
    const average = span > early ? Math.max(0, ((done - begun.done) * 1000) / span) : undefined;
    samples.push({ at, done });
    while (samples.length > 2 && at - (samples[0]?.at ?? at) > window) samples.shift();
    const first = samples[0];
    const elapsed = first ? at - first.at : 0;
    const rate =
      first && elapsed > 250 ? Math.max(0, ((done - first.done) * 1000) / elapsed) : undefined;
    tools.progress({
      ...{ unit: 'bytes', done, total },
      ...(rate !== undefined && { rate }),
      ...(average !== undefined && { average }),
      ...(slower !== undefined && { slower }),
    });
  };
}
