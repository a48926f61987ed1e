const two = (value: number): string => String(value).padStart(2, '0');

/** Time of day here, `02:41`. */
export function formatTime(at: string): string {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The same with seconds, `02:41:07`. */
export const formatClock = (at: string): string =>
  `${formatTime(at)}:${two(new Date(at).getSeconds())}`;

/** Date and time here, `2026-11-24 02:41`, or with `:07`; without words, so that it is read the same everywhere. */
export function formatMoment(at: string, to: 'minutes' | 'seconds' = 'minutes'): string {
  const date = new Date(at);
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  const seconds = to === 'seconds' ? `:${two(date.getSeconds())}` : '';
  return `${day} ${formatTime(at)}${seconds}`;
}
