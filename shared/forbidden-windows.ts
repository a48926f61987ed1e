import {
  type ApplianceClock,
  aheadOf,
  dayMs,
  minuteMs,
  readInstant,
  shownMinusUtc,
} from './appliance-time';
import { type Estimate, estimatedPhases } from './estimate';
import type { LowHigh } from './measured';

/** From and until in milliseconds since 1970, by this computer's clock; `until` is outside. */
export type Span = { readonly from: number; readonly until: number };

/** Documented: a job runs every night at 21:00 by the appliance's clock. What is allowed around it is our own margin. */
export const nightlyJob = { hour: 21, minutesBefore: 60, minutesAfter: 120 } as const;

/** Documented: a backup for a migration is made 24 h after the last patch at the earliest. */
export const patchRestMinutes = 24 * 60;

/** What says when nothing may run. */
export type Calendar = {
  /** The old server's clock, and what is known of the new one's; what is not is taken from the old one's. */
  readonly clocks: {
    readonly source: ApplianceClock;
    readonly target?: ApplianceClock | undefined;
  };
  /** When the old server was last patched: ISO 8601 by its own clock, in its own time zone where the text names none. */
  readonly lastPatchAt?: string | undefined;
};

/** A phase that would run where nothing may, and until when that lasts. */
export type Collision = {
  readonly with: 'patch' | 'nightly-job';
  readonly phase: 'back-up' | 'restore';
  readonly forbidden: Span;
  /** When the phase can run at the earliest and at the latest. */
  readonly phaseSpan: Span;
};

/** The first time around a nightly job that a span runs into, or undefined. */
export function nightlyAcross(span: Span, clock: ApplianceClock): Span | undefined {
  const shift = shownMinusUtc(clock);
  const begins = (nightlyJob.hour * 60 - nightlyJob.minutesBefore) * minuteMs;
  const ends = (nightlyJob.hour * 60 + nightlyJob.minutesAfter) * minuteMs;
  const day = (Math.floor((span.from + shift - ends) / dayMs) + 1) * dayMs;
  const night = { from: day + begins - shift, until: day + ends - shift };
  return night.from < span.until ? night : undefined;
}

/** The rest after the last patch; undefined where no patch is known, or its time cannot be read. */
export function restAfterPatch({ clocks, lastPatchAt }: Calendar): Span | undefined {
  const shown = lastPatchAt === undefined ? undefined : readInstant(lastPatchAt, clocks.source);
  if (shown === undefined) return undefined;
  const from = shown - (aheadOf(clocks.source) ?? 0) * 1000;
  return { from, until: from + patchRestMinutes * minuteMs };
}

/** When each phase begins and ends after the start, in minutes: earliest and latest. */
export function phaseOffsets(estimate: Estimate): readonly {
  readonly phase: (typeof estimatedPhases)[number];
  readonly begins: LowHigh;
  readonly ends: LowHigh;
}[] {
  let begins: LowHigh = { low: 0, high: 0 };
  return estimatedPhases.map((phase) => {
    const { minutes } = estimate.phases[phase];
    const ends = { low: begins.low + minutes.low, high: begins.high + minutes.high };
    const line = { phase, begins, ends };
    begins = ends;
    return line;
  });
}

/** Where backup and restore would run into a forbidden time if the first phase began at `start` (milliseconds since 1970). */
export function collisions(
  start: number,
  estimate: Estimate,
  calendar: Calendar,
): readonly Collision[] {
  const { source, target } = calendar.clocks;
  const clockOfTarget = {
    aheadSeconds: target?.aheadSeconds ?? source.aheadSeconds,
    timeZoneOffsetMinutes: target?.timeZoneOffsetMinutes ?? source.timeZoneOffsetMinutes,
  };
  const rest = restAfterPatch(calendar);
  return phaseOffsets(estimate).flatMap(({ phase, begins, ends }): readonly Collision[] => {
    if (phase !== 'back-up' && phase !== 'restore') return [];
    const phaseSpan = {
      from: start + begins.low * minuteMs,
      until: start + ends.high * minuteMs,
    };
    const night = nightlyAcross(phaseSpan, phase === 'back-up' ? source : clockOfTarget);
    return [
      ...(rest && phase === 'back-up' && phaseSpan.from < rest.until
        ? [{ with: 'patch', phase, forbidden: rest, phaseSpan } as const]
        : []),
      ...(night ? [{ with: 'nightly-job', phase, forbidden: night, phaseSpan } as const] : []),
    ];
  });
}

/** Starts are proposed in steps of this many minutes. */
const startStepMinutes = 5;

/**
 * The earliest start from `now` on (both ISO 8601, the answer in UTC by this computer's clock) from which neither backup nor
 * restore can run into a forbidden time; undefined where the phases are too long or too uncertain for any.
 */
export function nextSafeSlot(
  now: string,
  estimate: Estimate,
  calendar: Calendar,
): string | undefined {
  const from = readInstant(now, calendar.clocks.source);
  if (from === undefined) throw new RangeError(`not a date and time in ISO 8601: ${now}`);
  const begin = onStep(from);
  // Nights come again every day: where no start of two days after the patch's rest fits, none does.
  const last = Math.max(begin, restAfterPatch(calendar)?.until ?? begin) + 2 * dayMs;
  for (let start = begin; start <= last; ) {
    const [hit] = collisions(start, estimate, calendar);
    if (hit === undefined) return new Date(start).toISOString();
    start = onStep(start + hit.forbidden.until - hit.phaseSpan.from);
  }
  return undefined;
}

const onStep = (milliseconds: number): number =>
  Math.ceil(milliseconds / (startStepMinutes * minuteMs)) * startStepMinutes * minuteMs;
