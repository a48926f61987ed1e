import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Appliance } from '../../electron/engine/appliance/appliance';
import { openByCommand } from '../../electron/engine/appliance/by-command';
import { parseProfile } from '../../electron/engine/appliance/profile';
import { catalogue } from '../../electron/engine/preflight/catalogue';
import type { Check, Subject } from '../../electron/engine/preflight/check';
import { lookAt } from '../../electron/engine/preflight/look';
import { readingsOf } from '../../electron/engine/preflight/readings';
import { loadRules } from '../../electron/engine/rules/load-rules';
import { reachOver } from '../../electron/engine/ssh/reach';
import { startPair } from '../../electron/simulator/pair';
import reference from '../../resources/profiles/reference.json';
import type { Side } from '../../shared/appliance';
import { judge } from '../../shared/compatibility';
import { type Endpoint, parsePlan } from '../../shared/plan';
import { clerk } from '../contract/clerk';
import { median } from './median';
import { type Row, show } from './results';
import { roundTripOf, startSlowWay } from './slow-way';
import type { Run } from './tidily';

const usualRounds = 5;
/** Milliseconds from a server to here and back. */
const roundTrip = 100;
/** All checks together may take this many times what the slowest of them takes alone. */
const goal = 3;

/** Measures and prints; gives true where the goal is missed. */
export async function bench({ signal, rounds = usualRounds }: Run): Promise<boolean> {
  const distant = await openDistantPair();
  try {
    // Three new connections in a row take so long that readings one at a time would hardly be seen beside them.
    const others = catalogue.filter(({ id }) => id !== 'EPP-134');
    const race = await runRounds(distant.subject, [catalogue, others], { signal, rounds });
    const rows = [catalogue, others].map((checks): Row => {
      const together = race.together.get(checks) ?? Number.NaN;
      const alone = checks.map((each) => race.alone.get(each) ?? Number.NaN);
      const most = Math.max(...alone);
      const slowest = checks[alone.indexOf(most)];
      const cells = [
        ...[String(checks.length), ms(alone.reduce((sum, each) => sum + each, 0)), ms(together)],
        ...[`${slowest?.id} on ${slowest?.on}, ${ms(most)}`, (together / most).toFixed(2)],
      ];
      const name = checks === catalogue ? 'all' : 'all but EPP-134';
      return { name, cells, judged: { value: together / most, goal } };
    });
    const title = `checks, ${distant.roundTrip.toFixed(1)} ms away`;
    const columns = ['number', 'one by one', 'together', 'slowest alone', 'of the slowest'];
    return show(title, columns, rows);
  } finally {
    await distant.close();
  }
}

type Race = {
  readonly together: ReadonlyMap<readonly Check[], number>;
  readonly alone: ReadonlyMap<Check, number>;
};

/** Runs each list of checks together and each check alone, in turn; gives their medians. */
async function runRounds(
  subject: () => Subject,
  lists: readonly (readonly Check[])[],
  { signal, rounds }: Run & { readonly rounds: number },
): Promise<Race> {
  const runs = [...lists, ...catalogue.map((each) => [each])];
  const times = runs.map((): number[] => []);
  // The first of each is for warming up.
  for (let round = 0; round <= rounds; round++) {
    for (const [at, checks] of runs.entries()) {
      signal.throwIfAborted();
      const milliseconds = await timeOf(checks, subject());
      if (round > 0) times[at]?.push(milliseconds);
    }
  }
  const medians = times.map(median);
  const at = (index: number): number => medians[index] ?? Number.NaN;
  return {
    together: new Map(lists.map((list, index) => [list, at(index)])),
    alone: new Map(catalogue.map((each, index) => [each, at(lists.length + index)])),
  };
}

/** How long these checks take together; throws where one of them did not get its answer, which would be quick. */
async function timeOf(checks: readonly Check[], subject: Subject): Promise<number> {
  const began = performance.now();
  const found = await lookAt(checks, subject);
  const milliseconds = performance.now() - began;
  const blind = found.filter(
    ({ id, level, required }) =>
      level === 'error' || required === '' || (id === 'EPP-134' && level !== 'ok'),
  );
  if (blind.length > 0) throw new Error(JSON.stringify(blind));
  return milliseconds;
}

type DistantPair = {
  /** What checks look at, with nothing read yet. */
  readonly subject: () => Subject;
  /** The round trip as it was measured. */
  readonly roundTrip: number;
  readonly close: () => Promise<void>;
};

/** A practice pair whose machines are far away, logged in to. */
async function openDistantPair(): Promise<DistantPair> {
  const { signal } = new AbortController();
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const pair = await startPair({
    folder: join(folder, 'pair'),
    computers: 30,
    backupBytes: 3_000_000,
  });
  const { desk } = clerk([pair.password]);
  const reach = reachOver(desk, signal);
  const onClose: (() => unknown)[] = [
    () => rm(folder, { recursive: true }),
    pair.stop,
    reach.close,
  ];
  const close = async (): Promise<void> => {
    for (const each of onClose.reverse()) await each();
  };
  const openAt = openByCommand(parseProfile(reference));
  const connect = async (side: Side): Promise<{ endpoint: Endpoint; appliance: Appliance }> => {
    const way = await startSlowWay(pair[side], roundTrip);
    onClose.push(way.close);
    const endpoint = { ...pair[side], host: way.host, port: way.port, agent: false as const };
    const appliance = await openAt(side, endpoint, desk, signal);
    onClose.push(appliance.close);
    return { endpoint, appliance };
  };
  try {
    const source = await connect('source');
    const target = await connect('target');
    const identities = {
      source: await source.appliance.identity(),
      target: await target.appliance.identity(),
    };
    const { hostKey, version } = identities.source;
    const { rules } = loadRules(folder);
    const subject = (): Subject => ({
      servers: { source: readingsOf(source.appliance), target: readingsOf(target.appliance) },
      identities,
      verdict: judge(rules, version, identities.target.version),
      plan: parsePlan({ source: source.endpoint, target: target.endpoint }),
      hostKeys: { source: hostKey, target: identities.target.hostKey },
      worksheet: {},
      keyAtSource: () => reach.hostKeyAt(source.endpoint, hostKey.type),
      ...{ folder, migrationId: 'm1', now: () => new Date() },
    });
    return { subject, roundTrip: await roundTripOf(roundTrip), close };
  } catch (thrown) {
    await close();
    throw thrown;
  }
}

const ms = (milliseconds: number): string => `${Math.round(milliseconds)} ms`;
