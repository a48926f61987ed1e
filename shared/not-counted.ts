import { type Counts, countedEntities, type Side } from './appliance';
import type { MigrationState } from './migration';

type Counted = keyof Counts;

/** What stands in place of a number that nobody could tell. */
const notCountedWords = 'not counted';

/**
 * Whether a count is none: a person read the counts of that server and left this one out, which is kept as 0. Where it was entered or told
 * by a command it is a number, whatever it is.
 */
const isNotCounted = (
  { handWork }: Pick<MigrationState, 'handWork'>,
  side: Side,
  entity: Counted,
  counts: Counts,
): boolean =>
  counts[entity] === 0 &&
  handWork.some(
    (work) => work.side === side && work.operation === 'counts' && work.given[entity] === undefined,
  );

/** The same as text for tables; empty where nothing was counted so far. */
export function countText(
  state: Pick<MigrationState, 'handWork'>,
  side: Side,
  entity: Counted,
  counts: Counts | undefined,
): string {
  if (counts === undefined) return '';
  return isNotCounted(state, side, entity, counts) ? notCountedWords : String(counts[entity]);
}

/** What there is a number of at both times on one server: one that was left out at either cannot have changed. */
export const countedTwice = (
  before: Counts,
  now: Counts,
  side: Side,
  state: Pick<MigrationState, 'handWork'>,
): readonly Counted[] =>
  countedEntities.filter(
    (entity) =>
      !isNotCounted(state, side, entity, before) && !isNotCounted(state, side, entity, now),
  );

/** What there is a number of before, on the old server, and after, on the new one: the rest cannot be compared. */
export const countedOnBoth = (
  before: Counts,
  after: Counts,
  state: Pick<MigrationState, 'handWork'>,
): readonly Counted[] =>
  countedEntities.filter(
    (entity) =>
      !isNotCounted(state, 'source', entity, before) &&
      !isNotCounted(state, 'target', entity, after),
  );
