import type { Side } from './appliance';
import { type Ground, isMeasured, type LowHigh, type Measured } from './measured';
import type { PhaseId } from './steps';
import { transferMinutes } from './transfer-estimate';

/** The phases that are estimated, in the order in which they run. */
export const estimatedPhases = [
  'save-key',
  'back-up',
  'transfer',
  'restore',
  'verify',
  'cut-over',
] as const satisfies readonly PhaseId[];
export type EstimatedPhase = (typeof estimatedPhases)[number];

export type Estimated = { readonly minutes: LowHigh; readonly grounds: readonly Ground[] };

export type Estimate = {
  readonly phases: Readonly<Record<EstimatedPhase, Estimated>>;
  /** All phases together. */
  readonly total: LowHigh;
  /** What people do besides: before the first phase and after the last. */
  readonly deployment: Estimated;
  readonly integrations: Estimated;
  /** What the vendor says that a whole migration takes, deployment and integrations included. */
  readonly documentedTotal: Estimated;
  /** How long a window to plan for the phases: twice the high end of their total. */
  readonly window: { readonly minutes: number; readonly grounds: readonly Ground[] };
  /** After the last phase, in which the new server is watched and not patched; no part of the total. */
  readonly stabilisation: { readonly minutes: number; readonly grounds: readonly Ground[] };
};

/** Durations from the vendor's migration FAQ and best practices. */
export const documentedMinutes = {
  'back-up': { low: 5, high: 30 },
  restore: { low: 15, high: 45 },
  deployment: { low: 30, high: 60 },
  integrations: { low: 30, high: 90 },
  dotted: { low: 4 * 60, high: 8 * 60 },
  dated: { low: 3 * 60, high: 6 * 60 },
  stabilisation: { low: 24 * 60, high: 24 * 60 },
} as const satisfies Record<string, LowHigh>;

/** Our own, of practice: a person stores the key and types it back; counts are compared; a console is used and address caches run out. */
const ownMinutes = {
  'save-key': { low: 2, high: 15 },
  verify: { low: 5, high: 15 },
  'cut-over': { low: 10, high: 30 },
} as const satisfies Partial<Record<EstimatedPhase, LowHigh>>;

/** Documented: above this the vendor wants to be asked. That durations hold up to here and grow from here on is our own assumption. */
export const ordinaryDatabaseBytes = 50e9;

/** Documented for new servers: this much stays free. */
const leastFreeOnTarget = 2e9;

/** No phase is reckoned longer than 30 days; what would be longer is not worth a number. */
const longestMinutes = 30 * 24 * 60;

/** How long a migration takes, as far as what was measured allows to say. What was not measured makes ranges wider. */
export function estimate(measured: Measured): Estimate {
  const transfer = transferMinutes(measured);
  const phases: Estimate['phases'] = {
    'save-key': rounded(ownMinutes['save-key'], [{ basis: 'assumed', about: 'person' }]),
    'back-up': bySize('back-up', measured, roomShort(measured, 'source', transfer.file.high)),
    transfer: rounded(transfer.minutes, transfer.grounds),
    restore: bySize(
      'restore',
      measured,
      roomShort(measured, 'target', transfer.file.high + leastFreeOnTarget),
    ),
    verify: rounded(ownMinutes.verify, [{ basis: 'assumed', about: 'own-duration' }]),
    'cut-over': rounded(ownMinutes['cut-over'], [{ basis: 'assumed', about: 'own-duration' }]),
  };
  const all = Object.values(phases);
  const total = roundOut({
    low: all.reduce((sum, { minutes }) => sum + minutes.low, 0),
    high: all.reduce((sum, { minutes }) => sum + minutes.high, 0),
  });
  return {
    phases,
    total,
    deployment: asDocumented(documentedMinutes.deployment),
    integrations: asDocumented(documentedMinutes.integrations),
    documentedTotal: documentedTotal(measured.versions),
    window: { minutes: 2 * total.high, grounds: [{ basis: 'documented', about: 'window-twice' }] },
    stabilisation: {
      minutes: documentedMinutes.stabilisation.high,
      grounds: asDocumented(documentedMinutes.stabilisation).grounds,
    },
  };
}

/** Widens a range to whole steps that a guess is worth: 1 minute below 10, 5 below an hour, 15 from there on. */
export const roundOut = ({ low, high }: LowHigh): LowHigh => ({
  low: Math.max(1, Math.floor(low / stepOf(low)) * stepOf(low)),
  high: Math.max(1, Math.ceil(high / stepOf(high)) * stepOf(high)),
});

const stepOf = (minutes: number): number => (minutes < 10 ? 1 : minutes < 60 ? 5 : 15);

function rounded({ low, high }: LowHigh, grounds: readonly Ground[]): Estimated {
  if (high <= longestMinutes) return { minutes: roundOut({ low, high }), grounds };
  return {
    minutes: roundOut({ low: Math.min(low, longestMinutes), high: longestMinutes }),
    grounds: [...grounds, { basis: 'assumed', about: 'beyond-reckoning' }],
  };
}

const asDocumented = (minutes: LowHigh): Estimated => ({
  minutes,
  grounds: [{ basis: 'documented', about: 'duration', minutes }],
});

/**
 * A documented duration. Only its high end grows with the database: most of a big one are logs, which no backup carries.
 * An unknown database doubles it, because the vendor advises to plan twice as long.
 */
function bySize(
  phase: 'back-up' | 'restore',
  { databaseBytes, disks }: Measured,
  room: readonly Ground[],
): Estimated {
  const { minutes, grounds } = asDocumented(documentedMinutes[phase]);
  const widened = (factor: number, why: readonly Ground[]): Estimated =>
    rounded({ low: minutes.low, high: minutes.high * factor }, [...grounds, ...why, ...room]);
  if (!isMeasured(databaseBytes)) {
    const { source } = disks ?? {};
    const factor = Math.max(2, growth(source ? source.sizeBytes - source.freeBytes : undefined));
    return widened(factor, [{ basis: 'assumed', about: 'database-unknown', factor }]);
  }
  const factor = growth(databaseBytes);
  return widened(factor, [
    { basis: 'measured', about: 'database', bytes: databaseBytes },
    ...(factor > 1 ? [{ basis: 'assumed', about: 'scaled', factor } as const] : []),
  ]);
}

const growth = (bytes: number | undefined): number =>
  isMeasured(bytes) ? Math.max(1, bytes / ordinaryDatabaseBytes) : 1;

function roomShort({ disks }: Measured, side: Side, needed: number): readonly Ground[] {
  const free = disks?.[side]?.freeBytes;
  if (free === undefined || !Number.isFinite(free) || free < 0 || free >= needed) return [];
  return [{ basis: 'measured', about: 'room-short', side, free, needed }];
}

function documentedTotal(versions: Measured['versions']): Estimated {
  if (versions !== undefined) return asDocumented(documentedMinutes[versions]);
  const { minutes, grounds } = asDocumented({
    low: documentedMinutes.dated.low,
    high: documentedMinutes.dotted.high,
  });
  return { minutes, grounds: [...grounds, { basis: 'assumed', about: 'version-unknown' }] };
}
