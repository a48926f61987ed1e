import { type Counts, compareCount, type LogLine } from '../../../../shared/appliance';
import {
  type ComparisonRow,
  compareCounts,
  compareErrors,
  compareLicence,
  compareServices,
  servicesLost,
} from '../../../../shared/comparison';
import { fail } from '../../../../shared/failure';
import type { MigrationState } from '../../../../shared/migration';
import { countedOnBoth } from '../../../../shared/not-counted';
import type { Appliance } from '../../appliance/appliance';
import { ifTold } from '../if-told';
import { logErrors } from '../log-errors';
import { untilAnswered } from '../patience';
import type { Given, Step, Tools } from '../step';

type Needed = 'baseline' | 'target' | 'restore';

/**
 * Compares the new server with what the old one had when the backup began: nothing may be missing, the version has to be as before,
 * and what ran has to run. What differs as it has to or may stands in the comparison.
 */
export const verifyTarget: Step<Needed, 'verified'> = {
  id: 'verify-target',
  needs: ['baseline', 'target', 'restore'],
  run: async (given, tools) => {
    const ask = <Value>(question: (target: Appliance) => Promise<Value>): Promise<Value> =>
      untilAnswered(tools, 'target', question);
    const { version } = await ask((target) => target.identity());
    // First of all: without its database a server counts nothing.
    const services = await ask((target) => ifTold(target.services()));
    const { sourceState, validated } = tools.state().facts;
    const before = sourceState?.services;
    const lost = servicesLost(services ?? [], before, validated?.services);
    if (lost.length > 0) fail('verify.service-down', { services: lost.join(', ') });
    const counts = await ask((target) => target.counts());
    nothingMissing(given.baseline, counts, tools.state());
    if (version !== given.target.version) {
      fail('verify.counts-differ', { differences: `version ${given.target.version} → ${version}` });
    }
    const licence = await ask((target) => ifTold(target.licence()));
    const errors = await errorsSince(given.restore, ask, tools);
    const comparison: readonly ComparisonRow[] = [
      ...compareCounts(given.baseline, counts).filter(({ what }) =>
        countedOnBoth(given.baseline, counts, tools.state()).some((entity) => entity === what),
      ),
      { what: 'version', ...versionRow(sourceState?.version, version) },
      compareServices(before, services),
      compareLicence(sourceState?.licence, licence),
      compareErrors(errors),
    ];
    const at = tools.now().toISOString();
    return { verified: { counts, version, at, comparison, ...(errors && { errors }) } };
  },
};

/** Pairs of two versions are allowed by the rules, so another one is as planned. */
function versionRow(
  before: string | undefined,
  after: string,
): Pick<ComparisonRow, 'before' | 'after' | 'verdict'> {
  return { before: before ?? '', after, verdict: before === after ? 'same' : 'allowed' };
}

/** The errors of the new server's log since the restore began; undefined where it does not tell. */
async function errorsSince(
  { startedAt }: Given<Needed>['restore'],
  ask: <Value>(question: (target: Appliance) => Promise<Value>) => Promise<Value>,
  tools: Tools,
): Promise<readonly LogLine[] | undefined> {
  if (startedAt === undefined) return undefined;
  const since = new Date(startedAt).toISOString();
  const lines = await ask((target) => ifTold(target.logs(since)));
  return lines && logErrors(lines, tools.secrets.known());
}

/**
 * Throws `verify.counts-differ` with each entity of which there are fewer than before. More is fine: a server in use gains
 * devices between the count and the backup, and from the moment that clients reach the new one. What a person could not count on one of
 * the servers says nothing of the other.
 */
export function nothingMissing(
  before: Counts,
  after: Counts,
  state: Pick<MigrationState, 'handWork'>,
): void {
  const differences = countedOnBoth(before, after, state)
    .filter((entity) => compareCount(before[entity], after[entity]) === 'fewer')
    .map((entity) => `${entity} ${before[entity]} → ${after[entity]}`);
  if (differences.length > 0) fail('verify.counts-differ', { differences: differences.join(', ') });
}
