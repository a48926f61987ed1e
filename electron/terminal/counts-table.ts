import { type Counts, compareCount, countedEntities } from '../../shared/appliance';
import type { MigrationState } from '../../shared/migration';
import { countedOnBoth, countText } from '../../shared/not-counted';
import { columns } from './layout';

const verdicts = { same: 'the same', more: 'more than before', fewer: 'some are missing' } as const;

/** What the old server had before and what the new one has now, side by side. */
export function countsTable(
  before: Counts,
  after: Counts,
  state: Pick<MigrationState, 'handWork'>,
): readonly string[] {
  const known = countedOnBoth(before, after, state);
  const rows = countedEntities.map((entity) => [
    entity,
    countText(state, 'source', entity, before),
    countText(state, 'target', entity, after),
    known.includes(entity) ? verdicts[compareCount(before[entity], after[entity])] : '',
  ]);
  return columns([['', 'Old server, before', 'New server, after', ''], ...rows], [1, 2]);
}
