import { type Counts, countedEntities } from '../../shared/appliance';
import { columns } from './layout';

/** What the old server had before and what the new one has now, side by side. */
export function countsTable(before: Counts, after: Counts): readonly string[] {
  const rows = countedEntities.map((entity) => [
    entity,
    String(before[entity]),
    String(after[entity]),
    before[entity] === after[entity] ? 'the same' : 'different',
  ]);
  return columns([['', 'Old server, before', 'New server, after', ''], ...rows], [1, 2]);
}
