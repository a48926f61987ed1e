import { type Counts, countedEntities } from './appliance';

/** What may have changed between the baseline and the cutover, in the order in which it is shown. */
export const driftThings = [
  'source-silent',
  'source-version',
  'target-version',
  ...countedEntities,
  'backup',
  'restore',
  'target-counts',
] as const;
export type DriftThing = (typeof driftThings)[number];

/** A difference: how it was when the plan was made or the backup began, and how it is now. */
export type DriftRow = {
  readonly what: DriftThing;
  readonly before: string;
  readonly now: string;
};

/**
 * Where the old server counts otherwise than when the backup began: none of it is on the new server, or more is there. `known`: what
 * there is a number of at both times.
 */
export const countDrift = (
  before: Counts,
  now: Counts,
  known: readonly (keyof Counts)[],
): readonly DriftRow[] =>
  known
    .filter((what) => before[what] !== now[what])
    .map((what) => ({ what, before: String(before[what]), now: String(now[what]) }));

/** True where both say the same: what was accepted once is not asked again. */
export const sameDrift = (a: readonly DriftRow[], b: readonly DriftRow[]): boolean =>
  JSON.stringify(a.map(asText)) === JSON.stringify(b.map(asText));

const asText = ({ what, before, now }: DriftRow): readonly string[] => [what, before, now];
