import type { SlowerPart } from '../../../shared/pace';
import type { TransferOptions } from '../transport/transport';
import type { Tools } from './step';

const window = 5000;

/** An average says nothing before this, in milliseconds. */
const early = 2000;

/** What holds a transfer up is told once it was the same for so many milliseconds. */
const settled = 1500;

/** Turns bytes done into progress with the rate of the last five seconds and the average since the first call. */
export function byteProgress(
  tools: Pick<Tools, 'now' | 'progress'>,
): TransferOptions['onProgress'] {
  const samples: { readonly at: number; readonly done: number }[] = [];
  const steady = steadySlower();
  let begun: { readonly at: number; readonly done: number } | undefined;
  return (done, total, seen) => {
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
    const slower = steady(at, seen);
    tools.progress({
      ...{ unit: 'bytes', done, total },
      ...(rate !== undefined && { rate }),
      ...(average !== undefined && { average }),
      ...(slower !== undefined && { slower }),
    });
  };
}

/** Two parts that are about as slow take turns; what is told stays until another one has lasted. */
function steadySlower(): (at: number, seen: SlowerPart | undefined) => SlowerPart | undefined {
  let told: SlowerPart | undefined;
  let wanted: { readonly part: SlowerPart | undefined; readonly since: number } | undefined;
  return (at, part) => {
    if (wanted?.part !== part || wanted === undefined) wanted = { part, since: at };
    if (at - wanted.since >= settled) told = part;
    return told;
  };
}
