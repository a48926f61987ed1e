import { type Counts, countedEntities } from '../../../../shared/appliance';
import { fail } from '../../../../shared/failure';
import type { Step } from '../step';

/** Compares the new server's counts and version with what the old one had before the backup. */
export const verifyTarget: Step<'baseline' | 'target' | 'restore', 'verified'> = {
  id: 'verify-target',
  needs: ['baseline', 'target', 'restore'],
  run: async (given, tools) => {
    const target = await tools.appliance('target');
    const { version } = await target.identity();
    const counts = await target.counts();
    sameCounts(given.baseline, counts);
    return { verified: { counts, version } };
  },
};

/** Throws `verify.counts-differ` with each entity that is not the same. */
export function sameCounts(before: Counts, after: Counts): void {
  const differences = countedEntities
    .filter((entity) => before[entity] !== after[entity])
    .map((entity) => `${entity} ${before[entity]} → ${after[entity]}`);
  if (differences.length > 0) fail('verify.counts-differ', { differences: differences.join(', ') });
}
