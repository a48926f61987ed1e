import type { Side } from '../../../shared/appliance';
import { fail } from '../../../shared/failure';
import type { Plan } from '../../../shared/plan';
import type { PlanFile } from '../../../shared/plan-file';
import type { FaultWish } from '../option-values';
import type { PracticePair, PracticeWishes } from '../ports';

const backupBytes = 10_000_000;
const computers = 1200;

/** The practice servers that are like those which a plan expects. */
export function practiceWishes({ expect }: PlanFile, wanted: readonly FaultWish[]): PracticeWishes {
  const known = expect?.sourceVersion ?? expect?.targetVersion;
  return {
    ...{ preset: 'matching', computers, backupBytes },
    ...(known !== undefined && {
      versions: {
        source: expect?.sourceVersion ?? known,
        target: expect?.targetVersion ?? known,
      },
    }),
    faults: faultsWished(wanted),
  };
}

/** The faults of both practice servers as they were asked for. */
export function faultsWished(wanted: readonly FaultWish[]): NonNullable<PracticeWishes['faults']> {
  const faultsOf = (side: Side) =>
    Object.fromEntries(
      wanted.filter((each) => each.side === side).map(({ name }) => [name, true as const]),
    );
  return { source: faultsOf('source'), target: faultsOf('target') };
}

/** What practice takes of a plan, and what it does not. */
export function practiceWords({ expect }: PlanFile, until: Plan['until']): string {
  const versions = [
    ...(expect?.sourceVersion === undefined ? [] : [`old server ${expect.sourceVersion}`]),
    ...(expect?.targetVersion === undefined ? [] : [`new server ${expect.targetVersion}`]),
  ];
  const expected = versions.length === 0 ? 'none are expected' : versions.join(', ');
  return `Practice uses of the plan the versions (${expected}), how far it goes (until ${until}) where the key for the restore comes from and how long it waits for clients (a minute is a second); it does not use its addresses, keys, names, statements, waivers, recovery kit and passwords.`;
}

/** The plan of a pair in place of the plan's own servers; throws `plan.invalid` where one of its own hosts would be reached. */
export function practicePlan(
  pair: PracticePair,
  own: PlanFile,
  how: Pick<
    Plan,
    | 'until'
    | 'keyAtRestore'
    | 'firstBackup'
    | 'bytesPerSecond'
    | 'clients'
    | 'route'
    | 'cutover'
    | 'keepSourceDays'
  >,
): Plan {
  const hosts = [own.source, own.target].flatMap(({ host, via = [] }) => [
    host,
    ...via.map((jump) => jump.host),
  ]);
  for (const side of ['source', 'target'] as const) {
    const { host } = pair.plan[side];
    if (!isLoopback(host) || hosts.some((each) => each.toLowerCase() === host.toLowerCase()))
      fail('plan.invalid', {
        where: 'practice',
        seen: `the plan’s own servers are not touched in practice, and ${host} is one of them`,
      });
  }
  return { ...pair.plan, ...how };
}

const isLoopback = (host: string): boolean =>
  host === '::1' || host === 'localhost' || /^127(?:\.\d{1,3}){3}$/.test(host);
