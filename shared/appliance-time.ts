/** An appliance's own clock; what is absent or beyond reason is not known. */
export type ApplianceClock = {
  /** Its clock minus this computer's, in seconds. */
  readonly aheadSeconds?: number | undefined;
  /** Its time zone, in minutes east of UTC. Fixed: a change to or from summer time is not reckoned with. */
  readonly timeZoneOffsetMinutes?: number | undefined;
};

/** One moment, ISO 8601: in UTC by this computer's clock, and as the old server's clock shows it, with its zone. */
export type Moment = { readonly utc: string; readonly shown: string };

export const minuteMs = 60_000;
export const dayMs = 24 * 60 * minuteMs;

const furthestZoneMinutes = 18 * 60;
const furthestClockSeconds = (3650 * dayMs) / 1000;

/** Minutes east of UTC, or undefined where it is not known. */
export const zoneOf = ({ timeZoneOffsetMinutes: zone }: ApplianceClock): number | undefined =>
  zone !== undefined && Math.abs(zone) <= furthestZoneMinutes ? Math.trunc(zone) : undefined;

/** Seconds that the clock is ahead, or undefined where it is not known. */
export const aheadOf = ({ aheadSeconds: ahead }: ApplianceClock): number | undefined =>
  ahead !== undefined && Math.abs(ahead) <= furthestClockSeconds ? ahead : undefined;

/** Milliseconds to add to a moment by this computer's clock so that UTC arithmetic gives the hours that the appliance shows. */
export const shownMinusUtc = (clock: ApplianceClock): number =>
  (aheadOf(clock) ?? 0) * 1000 + (zoneOf(clock) ?? 0) * minuteMs;

/** A moment (milliseconds since 1970 by this computer's clock) in both ways of writing. */
export function momentAt(milliseconds: number, clock: ApplianceClock): Moment {
  const shown = new Date(milliseconds + shownMinusUtc(clock)).toISOString();
  return {
    utc: new Date(milliseconds).toISOString(),
    shown: shown.replace(/\.\d+Z$/, zoneSuffix(zoneOf(clock) ?? 0)),
  };
}

const zoneSuffix = (minutes: number): string => {
  const two = (value: number): string => String(Math.floor(Math.abs(value))).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
};

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?$/;

/** Milliseconds since 1970, or undefined where the text is no ISO 8601 date and time. One without a zone is in the appliance's. */
export function readInstant(text: string, clock: ApplianceClock): number | undefined {
  const match = instant.exec(text);
  if (match === null) return undefined;
  const read = Date.parse(match[1] === undefined ? text + zoneSuffix(zoneOf(clock) ?? 0) : text);
  return Number.isNaN(read) ? undefined : read;
}
