import type { Progress } from './progress';

/** A guess in milliseconds, honest about how unsure it is. */
export type TimeLeft = { readonly low: number; readonly high: number };

/** Nothing is said before, in milliseconds. */
const early = 3000;

/**
 * How long it still takes: from the rate and the average where there are, else from the pace so far. Undefined while too little is
 * known: less than three seconds or no average with a rate, five seconds or three percent without.
 */
export function timeLeft(progress: Progress, elapsedMs: number): TimeLeft | undefined {
  const { done, total, rate, average = 0 } = progress;
  const left = total - done;
  if (total <= 0 || left <= 0) return undefined;
  if (rate !== undefined) {
    if (rate <= 0 || average <= 0 || elapsedMs < early) return undefined;
    // An average with a long pause in it says little of what is to come.
    const other = Math.min(2 * rate, Math.max(rate / 2, average));
    const [slow, fast] = [Math.min(rate, other), Math.max(rate, other)];
    return { low: (left / fast) * 900, high: (left / slow) * 1200 };
  }
  if (elapsedMs < 5000 || done / total < 0.03) return undefined;
  const guess = (elapsedMs * left) / done;
  return { low: guess * 0.8, high: guess * 1.5 };
}

/** A range in words, rounded to what the guess is worth: `20 to 35 s`, `4 to 7 min`, `1 to 2 h`. */
export function formatRange({ low, high }: TimeLeft): string {
  if (high < 10_000) return '10 s';
  const [unit, name] =
    high < 90_000 ? [5000, 5] : high < 90 * 60_000 ? [60_000, 1] : [1_800_000, 0.5];
  const from = Math.max(1, Math.floor(low / unit)) * name;
  const to = Math.max(1, Math.ceil(high / unit)) * name;
  const word = high < 90_000 ? 's' : high < 90 * 60_000 ? 'min' : 'h';
  return from === to ? `${to} ${word}` : `${from} to ${to} ${word}`;
}
