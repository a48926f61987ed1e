/** How fast a file moved in the course of time; times in milliseconds. */
export type Throughput = {
  /** So many bytes were there at this time. */
  readonly hear: (at: number, done: number) => void;
  /**
   * Bytes a second for each whole second that was heard of before `now`, oldest first: at most `seconds` of them, fewer where it began later.
   * Seconds in which nothing arrived are 0.
   */
  readonly rates: (now: number, seconds: number) => readonly number[];
  /** When more bytes were heard of last. */
  readonly movedAt: () => number | undefined;
};

type Sample = { readonly at: number; readonly done: number };

const second = 1000;
/** Closer than this, two samples add nothing. */
const apart = 200;
/** Between two samples that are further apart than this, nothing moved until the second one. */
const gap = 1500;

/** Remembers the last `keep` milliseconds. */
export function throughput(keep = 190 * second): Throughput {
  const samples: Sample[] = [];
  let movedAt: number | undefined;
  return {
    hear: (at, done) => {
      const last = samples.at(-1);
      if (last === undefined || done !== last.done) movedAt = at;
      // A clock that was set back.
      if (last && at < last.at) samples.length = 0;
      const before = samples.at(-2);
      if (before && last && at - before.at < apart) samples.pop();
      samples.push({ at, done });
      while (samples[1] && at - samples[1].at > keep) samples.shift();
    },
    rates: (now, seconds) => {
      const [first] = samples;
      const last = samples.at(-1);
      if (!first || !last) return [];
      // A second whose end is not heard of yet would look slower than it was.
      const end = Math.floor((now - last.at > gap ? now : last.at) / second);
      const begin = Math.max(end - seconds, Math.ceil(first.at / second));
      if (begin >= end) return [];
      const amount = amounts(samples);
      const rates: number[] = [];
      let before = amount(begin * second);
      for (let at = begin + 1; at <= end; at++) {
        const after = amount(at * second);
        // Less than before: it began anew.
        rates.push(Math.max(0, after - before));
        before = after;
      }
      return rates;
    },
    movedAt: () => movedAt,
  };
}

/** The bytes at a time, asked for in ascending order. */
function amounts(samples: readonly Sample[]): (at: number) => number {
  let index = 0;
  return (at) => {
    while ((samples[index + 1]?.at ?? Number.POSITIVE_INFINITY) <= at) index++;
    const one = samples[index];
    const next = samples[index + 1];
    if (!one) return 0;
    if (!next || next.at - one.at > gap) return one.done;
    const share = Math.max(0, at - one.at) / (next.at - one.at);
    return one.done + share * (next.done - one.done);
  };
}

const steps = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** Rates as a line of bars, the highest one full; a second without a byte is a low dot. */
export function sparkline(rates: readonly number[]): string {
  const highest = Math.max(...rates, 0);
  return rates
    .map((rate) => {
      if (rate <= 0 || highest <= 0) return '·';
      return steps[Math.min(steps.length - 1, Math.floor((rate / highest) * steps.length))];
    })
    .join('');
}
