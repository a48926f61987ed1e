import { type Counts, compareCount, countedEntities } from '../../../../shared/appliance';
import { fail } from '../../../../shared/failure';
import type { Step } from '../step';

/** Compares the new server with what the old one had when the backup began: nothing may be missing, the version has to be as before. */
export const verifyTarget: Step<'baseline' | 'target' | 'restore', 'verified'> = {
  id: 'verify-target',
  needs: ['baseline', 'target', 'restore'],
  run: async (given, tools) => {
    const target = await tools.appliance('target');
    const { version } = await target.identity();
    const counts = await target.counts();
    nothingMissing(given.baseline, counts);
    if (version !== given.target.version) {
      fail('verify.counts-differ', { differences: `version ${given.target.version} → ${version}` });
    }
    return { verified: { counts, version } };
  },
};

/**
 * Throws `verify.counts-differ` with each entity of which there are fewer than before. More is fine: a server in use gains
 * devices between the count and the backup, and from the moment that clients reach the new one.
 */
export function nothingMissing(before: Counts, after: Counts): void {
  const differences = countedEntities
    .filter((entity) => compareCount(before[entity], after[entity]) === 'fewer')
    .map((entity) => `${entity} ${before[entity]} → ${after[entity]}`);
  if (differences.length > 0) fail('verify.counts-differ', { differences: differences.join(', ') });
}
