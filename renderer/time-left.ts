import { formatDuration } from '../shared/bytes';
import type { Progress } from '../shared/migration';

/** A guess in milliseconds, honest about how unsure it is. */
export type TimeLeft = { readonly low: number; readonly high: number };

/** Since when progress was watched, and where it stood then. */
export type Watched = { readonly elapsedMs: number; readonly from: number };

/**
 * How long it still takes: from the rate where there is one, else from the pace while it was watched. Undefined while
 * too little is known: less than five seconds or three percent.
 */
export function timeLeft(progress: Progress, { elapsedMs, from }: Watched): TimeLeft | undefined {
  const { done, total, rate } = progress;
  const left = total - done;
  if (total <= 0 || left <= 0) return undefined;
  if (rate !== undefined) return rate > 0 ? spread((left / rate) * 1000, 0.85, 1.3) : undefined;
  const moved = done - from;
  if (elapsedMs < 5000 || moved / total < 0.03) return undefined;
  return spread((elapsedMs * left) / moved, 0.8, 1.5);
}

const spread = (milliseconds: number, low: number, high: number): TimeLeft => ({
  low: milliseconds * low,
  high: milliseconds * high,
});

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

/** Time since a moment: `57 s`, `3 min 20 s`. */
export const since = (at: string, now: number): string => formatDuration(now - Date.parse(at));

/** The same in one unit, for what is only glanced at: `57 s`, `3 min`. */
export function roughlySince(at: string, now: number): string {
  const span = now - Date.parse(at);
  return formatDuration(span < 60_000 ? span : span - (span % 60_000));
}
