import {
  type ApplianceClock,
  aheadOf,
  type Moment,
  minuteMs,
  momentAt,
  readInstant,
  zoneOf,
} from './appliance-time';
import type { Estimate, EstimatedPhase } from './estimate';
import {
  type Calendar,
  collisions,
  nextSafeSlot,
  phaseOffsets,
  type Span,
} from './forbidden-windows';
import type { LowHigh } from './measured';

export type WindowOptions = Calendar & {
  /** When the first phase begins: ISO 8601, in the old server's time zone where the text names none. */
  readonly start: string;
  /** When clients have to be served again at the latest, ISO 8601. */
  readonly end?: string | undefined;
};

/** Points at which a person decides; `before-power-off` is the point of no return. */
export const gateIds = [
  'before-back-up',
  'after-back-up',
  'before-restore',
  'after-restore',
  'before-power-off',
] as const;
export type GateId = (typeof gateIds)[number];

export type EarliestLatest = { readonly earliest: Moment; readonly latest: Moment };

/** A line of the minute plan: a phase that runs, or a point at which a person decides. */
export type PlanLine =
  | {
      readonly kind: 'phase';
      readonly phase: EstimatedPhase;
      readonly minutes: LowHigh;
      readonly begins: EarliestLatest;
    }
  | { readonly kind: 'gate'; readonly gate: GateId; readonly due: EarliestLatest };

/** What speaks against this start or this end. */
export type WindowConflict =
  | { readonly about: 'patch'; readonly until: Moment }
  | {
      readonly about: 'nightly-job';
      readonly phase: 'back-up' | 'restore';
      readonly from: Moment;
      readonly until: Moment;
    }
  | { readonly about: 'window-short'; readonly missingMinutes: number }
  | { readonly about: 'advised-window'; readonly advisedMinutes: number; readonly minutes: number };

/** What was not known and taken as: no patch, a clock like this computer's, UTC. */
export type NotKnown = 'patch' | 'clock' | 'zone';

export type WindowPlan = {
  readonly start: Moment;
  readonly clock: ApplianceClock;
  readonly lines: readonly PlanLine[];
  /** The old server is powered off: from here on only a person at its hypervisor brings it back. */
  readonly pointOfNoReturn: EarliestLatest;
  readonly finished: EarliestLatest;
  readonly wished?:
    | {
        readonly end: Moment;
        /** Later than this no power-off, so that a cut-over that fails can still be turned back by the end. */
        readonly powerOffBefore: Moment;
        /** Later than this a turn back does not bring the old server back by the end. */
        readonly turnBackBefore: Moment;
      }
    | undefined;
  /** Until then, reckoned from the latest end, the new server is watched and not patched. */
  readonly stable: Moment;
  readonly conflicts: readonly WindowConflict[];
  /** Whether a start is free of forbidden times: this one, a later one, or none that was found. */
  readonly safeStart: 'this' | 'none' | Moment;
  readonly notKnown: readonly NotKnown[];
};

/** Our own: taking the address back from the new server and switching the old one on, until it serves again, at most. */
export const turnBackMinutes = 30;

/** Before which phase which gates stand, in the order in which they are passed. */
const gatesBefore: Readonly<Partial<Record<EstimatedPhase, readonly GateId[]>>> = {
  'back-up': ['before-back-up'],
  transfer: ['after-back-up'],
  restore: ['before-restore'],
  'cut-over': ['after-restore', 'before-power-off'],
};

/**
 * A minute plan from an estimate: what runs when, where somebody decides, and when there is no way back any more. Throws a
 * RangeError where `start` or `end` cannot be read.
 */
export function windowPlan(estimate: Estimate, options: WindowOptions): WindowPlan {
  const clock = options.clocks.source;
  const start = instantOf(options.start, clock);
  const end = options.end === undefined ? undefined : instantOf(options.end, clock);
  const at = (milliseconds: number): Moment => momentAt(milliseconds, clock);
  const after = ({ low, high }: LowHigh): EarliestLatest => ({
    earliest: at(start + low * minuteMs),
    latest: at(start + high * minuteMs),
  });

  const offsets = phaseOffsets(estimate);
  const [cutOver] = offsets.slice(-1);
  if (cutOver === undefined) throw new RangeError('an estimate without phases');
  const finishedAt = start + cutOver.ends.high * minuteMs;
  const powerOffBefore = (wished: number): number =>
    wished - (turnBackMinutes + estimate.phases['cut-over'].minutes.high) * minuteMs;

  const forbidden = collisions(start, estimate, options);
  const safe = nextSafeSlot(options.start, estimate, options);
  return {
    start: at(start),
    clock,
    lines: offsets.flatMap(({ phase, begins }): readonly PlanLine[] => [
      ...(gatesBefore[phase] ?? []).map((gate) => ({
        kind: 'gate' as const,
        gate,
        due: after(begins),
      })),
      { kind: 'phase', phase, minutes: estimate.phases[phase].minutes, begins: after(begins) },
    ]),
    pointOfNoReturn: after(cutOver.begins),
    finished: after(cutOver.ends),
    wished:
      end === undefined
        ? undefined
        : {
            end: at(end),
            powerOffBefore: at(powerOffBefore(end)),
            turnBackBefore: at(end - turnBackMinutes * minuteMs),
          },
    stable: at(finishedAt + estimate.stabilisation.minutes * minuteMs),
    conflicts: [
      ...forbidden.map((hit) => conflictOf(hit, at)),
      ...(end === undefined
        ? []
        : shortWindow(start + cutOver.begins.high * minuteMs - powerOffBefore(end))),
      ...(end === undefined ? [] : belowAdvice(end - start, estimate.window.minutes)),
    ],
    safeStart: forbidden.length === 0 ? 'this' : safe === undefined ? 'none' : at(Date.parse(safe)),
    notKnown: notKnown(options),
  };
}

function instantOf(text: string, clock: ApplianceClock): number {
  const read = readInstant(text, clock);
  if (read === undefined) throw new RangeError(`not a date and time in ISO 8601: ${text}`);
  return read;
}

const conflictOf = (
  hit: {
    readonly with: 'patch' | 'nightly-job';
    readonly phase: 'back-up' | 'restore';
    readonly forbidden: Span;
  },
  at: (milliseconds: number) => Moment,
): WindowConflict =>
  hit.with === 'patch'
    ? { about: 'patch', until: at(hit.forbidden.until) }
    : {
        about: 'nightly-job',
        phase: hit.phase,
        from: at(hit.forbidden.from),
        until: at(hit.forbidden.until),
      };

const shortWindow = (missing: number): readonly WindowConflict[] =>
  missing > 0 ? [{ about: 'window-short', missingMinutes: Math.ceil(missing / minuteMs) }] : [];

const belowAdvice = (milliseconds: number, advisedMinutes: number): readonly WindowConflict[] => {
  const minutes = Math.max(0, Math.floor(milliseconds / minuteMs));
  return minutes < advisedMinutes ? [{ about: 'advised-window', advisedMinutes, minutes }] : [];
};

function notKnown({ clocks, lastPatchAt }: WindowOptions): readonly NotKnown[] {
  const patch = lastPatchAt === undefined ? undefined : readInstant(lastPatchAt, clocks.source);
  return [
    ...(patch === undefined ? (['patch'] as const) : []),
    ...(aheadOf(clocks.source) === undefined ? (['clock'] as const) : []),
    ...(zoneOf(clocks.source) === undefined ? (['zone'] as const) : []),
  ];
}
