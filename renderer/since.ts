import { formatDuration } from '../shared/bytes';

/** Time since a moment: `57 s`, `3 min 20 s`. */
export const since = (at: string, now: number): string => formatDuration(now - Date.parse(at));

/** The same in one unit, for what is only glanced at: `57 s`, `3 min`. */
export function roughlySince(at: string, now: number): string {
  const span = now - Date.parse(at);
  return formatDuration(span < 60_000 ? span : span - (span % 60_000));
}
