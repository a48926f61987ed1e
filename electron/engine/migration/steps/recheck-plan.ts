import { servicesLost } from '../../../../shared/comparison';
import { countDrift, type DriftRow, sameDrift } from '../../../../shared/drift';
import { fail } from '../../../../shared/failure';
import { countedTwice } from '../../../../shared/not-counted';
import { ifTold } from '../if-told';
import { untilAnswered } from '../patience';
import type { Given, Step, Tools } from '../step';
import { nothingMissing } from './verify-target';

type Needed = 'request' | 'source' | 'backup' | 'baseline' | 'restore' | 'verified';

/**
 * Looks, before anything is cut over, whether the servers are still as the plan takes them to be: minutes or days may have gone by since.
 * What differs is put before a person; the new server has to hold what it held. Looked at anew by every run until the old server is told to power off, or taken off the network.
 */
export const recheckPlan: Step<Needed, 'rechecked'> = {
  id: 'recheck-plan',
  needs: ['request', 'source', 'backup', 'baseline', 'restore', 'verified'],
  run: async (given, tools) => {
    const at = tools.now().toISOString();
    if (cutOverBegan(tools)) return { rechecked: { at, rows: [] } };
    const rows = [...(await driftOfSource(given, tools)), ...(await driftOfTarget(given, tools))];
    if (rows.length === 0) return { rechecked: { at, rows } };
    const { rechecked } = tools.state().facts;
    if (rechecked?.acceptedAt !== undefined && sameDrift(rechecked.rows, rows))
      return { rechecked: { at, rows, acceptedAt: rechecked.acceptedAt } };
    const { action } = await tools.ask<'accept-drift'>({ kind: 'accept-drift', rows });
    if (action !== 'go-on')
      fail('cutover.drift', { changed: rows.map(({ what }) => what).join(', ') });
    return { rechecked: { at, rows, acceptedAt: tools.now().toISOString() } };
  },
  stillHolds: async (tools) => cutOverBegan(tools),
};

/** From the power-off on the old server is not as it was, and shall not be. */
const cutOverBegan = (tools: Tools): boolean => {
  const { facts, confirmed } = tools.state();
  return (
    facts.silence !== undefined ||
    confirmed.includes('power-off') ||
    confirmed.includes('isolate-source')
  );
};

async function driftOfSource(given: Given<Needed>, tools: Tools): Promise<readonly DriftRow[]> {
  if (!(await tools.reach.answers('source', 5000)))
    return [{ what: 'source-silent', before: '', now: '' }];
  const { version } = await untilAnswered(tools, 'source', (source) => source.identity());
  const counts = await untilAnswered(tools, 'source', (source) => source.counts());
  const backups = await untilAnswered(tools, 'source', (source) => source.backups());
  const known = countedTwice(given.baseline, counts, 'source', tools.state());
  const before = tools.state().facts.sourceState?.version ?? given.source.version;
  const since = Date.parse(given.backup.createdAt);
  const later = backups.filter(
    ({ id, createdAt }) => id !== given.request.backupId && Date.parse(createdAt) >= since,
  );
  return [
    ...(version === before ? [] : [{ what: 'source-version', before, now: version } as const]),
    ...countDrift(given.baseline, counts, known),
    ...later.map(
      ({ name }) => ({ what: 'backup', before: given.request.name, now: name }) as const,
    ),
  ];
}

/** Throws `verify.counts-differ` and `verify.service-down` where the new server does not hold what it held. */
async function driftOfTarget(given: Given<Needed>, tools: Tools): Promise<readonly DriftRow[]> {
  const { verified, restore, baseline } = given;
  const { version } = await untilAnswered(tools, 'target', (target) => target.identity());
  const counts = await untilAnswered(tools, 'target', (target) => target.counts());
  const services = await untilAnswered(tools, 'target', (target) => ifTold(target.services()));
  const job = await untilAnswered(tools, 'target', (target) => target.restoreJob());
  const { sourceState, validated } = tools.state().facts;
  const others = job.request !== undefined && job.request !== tools.id;
  // What another restore has put there is a matter of its own.
  if (!others) nothingMissing(baseline, counts, tools.state());
  const lost = servicesLost(services ?? [], sourceState?.services, validated?.services);
  if (lost.length > 0) fail('verify.service-down', { services: lost.join(', ') });
  const known = countedTwice(verified.counts, counts, 'target', tools.state());
  const fewer = known.filter((what) => counts[what] < verified.counts[what]);
  const { version: before } = verified;
  return [
    ...(version === before ? [] : [{ what: 'target-version', before, now: version } as const]),
    ...(others ? [{ what: 'restore', before: restore.job, now: job.job ?? '' } as const] : []),
    ...(fewer.length === 0
      ? []
      : [
          {
            what: 'target-counts',
            before: fewer.map((what) => `${what} ${verified.counts[what]}`).join(', '),
            now: fewer.map((what) => `${what} ${counts[what]}`).join(', '),
          } as const,
        ]),
  ];
}
