import { type Counts, compareCount, countedEntities } from '../../shared/appliance';
import { columns } from './layout';

const verdicts = { same: 'the same', more: 'more than before', fewer: 'some are missing' } as const;

/** What the old server had before and what the new one has now, side by side. */
export function countsTable(before: Counts, after: Counts): readonly string[] {
  const rows = countedEntities.map((entity) => [
    entity,
    String(before[entity]),
    String(after[entity]),
    verdicts[compareCount(before[entity], after[entity])],
  ]);
  return columns([['', 'Old server, before', 'New server, after', ''], ...rows], [1, 2]);
}
