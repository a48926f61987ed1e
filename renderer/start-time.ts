const two = (value: number): string => String(value).padStart(2, '0');

/** An instant (ISO 8601) as the field for date and time has it, by this computer's clock: `2026-11-24T22:05`. */
export function toField(instant: string): string {
  const date = new Date(instant);
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The instant (ISO 8601 in UTC) of what stands in the field, or undefined where it is no date and time of four-digit years. */
export function fromField(text: string): string | undefined {
  const date = new Date(text);
  if (text === '' || Number.isNaN(date.getTime())) return undefined;
  const instant = date.toISOString();
  return /^\d{4}-/.test(instant) ? instant : undefined;
}

/** Time zones that there are, in minutes east of UTC. */
export const zones: readonly number[] = [
  ...[-720, -660, -600, -570, -540, -480, -420, -360, -300, -240, -210, -180, -150, -120, -60],
  ...[0, 60, 120, 180, 210, 240, 270, 300, 330, 345, 360, 390, 420, 480, 525, 540, 570, 600, 630],
  ...[660, 720, 765, 780, 825, 840],
];
