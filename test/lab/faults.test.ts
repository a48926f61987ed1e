import { afterAll, describe, expect, it } from 'vitest';
import { type StepId, stepIds } from '../../shared/steps';
import { type Fault, faults } from './fault-list';
import {
  atStep,
  endOf,
  endSeen,
  type FaultStage,
  goodEnd,
  openFaultStage,
  tailOf,
} from './fault-stage';
import { noHostLabBecause } from './host-lab';
import { buildPrograms } from './stand';
import { tableOf } from './table';

/**
 * What goes wrong while real hosts restart, power off and change address. All of it takes the better part of an hour, so that
 * `npm test` runs one; `npm run faults` runs everything, in parts beside each other (EPP_FAULTS=PART/PARTS), or those whose name has
 * a word (EPP_FAULTS=word).
 */
const wish = process.env['EPP_FAULTS'] ?? '';

// Parts that run beside each other find the programs built.
if (!wish.includes('/')) buildPrograms();
const reason = noHostLabBecause();
if (reason) console.log(`skipped, faults on hosts: ${reason}`);

const endSteps: ReadonlySet<StepId> = new Set(['see-off-source', 'write-report']);

/** Thirty moments: one in each step, and more where something cannot be taken back. */
const killed = [
  // The last two are over in no time.
  ...stepIds.map((step) => [step, endSteps.has(step) ? 0 : 0.5] as const),
  ...([0, 2, 5] as const).map((seconds) => ['restore-backup', seconds] as const),
  ...([0, 2, 8] as const).map((seconds) => ['power-off-source', seconds] as const),
  ...([0, 2] as const).map((seconds) => ['move-address', seconds] as const),
] satisfies readonly (readonly [StepId, number])[];

const kills = killed.map(
  ([step, seconds]): Fault => ({
    name: `the program is killed ${seconds} s into ${step}`,
    strike: async (_stage, running) => {
      await atStep(running, step, seconds * 1000);
      running.child.kill('SIGKILL');
    },
    // A step may be over by then, with the whole run where it is the last one.
    stops: /^(killed|0|1)$/,
  }),
);

const inEveryTest: readonly string[] = ['the program is killed 2 s into move-address'];

const chosen = [...faults, ...kills].filter(({ name }, at) => {
  const [part, parts] = wish.split('/').map(Number);
  if (wish === '') return inEveryTest.includes(name);
  return part !== undefined && parts ? at % parts === part - 1 : name.includes(wish);
});

const rows: (readonly [string, readonly string[]])[] = [];

describe.skipIf(reason)('on real hosts', () => {
  afterAll(() => {
    const columns = ['it ended', 'then', 'old server, address', 'two at one address'];
    console.log(`\n${tableOf('lab, faults', columns, rows)}\n`);
  });

  it.each(chosen)('$name', { timeout: 400_000, retry: 0 }, async (fault) => {
    const stage = await openFaultStage(fault.lab, fault.plan);
    try {
      await meet(fault, stage);
    } finally {
      await stage.close();
    }
  });
});

async function meet(fault: Fault, stage: FaultStage): Promise<void> {
  await fault.before?.(stage);
  const first = stage.start(fault.env?.(stage));
  await fault.strike?.(stage, first);
  const stopped = await endOf(first);
  let last = first;
  let then = '';
  if (!/^[01]$/.test(stopped)) {
    const { status, failedStep } = stage.state() ?? {};
    expect({ status, failedStep }, tailOf(first)).not.toEqual({ status: 'finished' });
    await fault.mend?.(stage);
    const { resumeWith = [] } = fault;
    last = stage.resume(...(typeof resumeWith === 'function' ? resumeWith(stage) : resumeWith));
    then = await endOf(last);
  }
  const seen = await endSeen(stage);
  const clash = stage.watch.clashes.length > 0;
  rows.push([
    fault.name,
    [
      stopped,
      then,
      `${seen.oldIsOff ? 'off' : 'on'}, ${seen.mac === stage.lab.target.mac ? 'new' : 'not new'}`,
      clash ? 'yes' : 'no',
    ],
  ]);
  expect(stopped, tailOf(first)).toMatch(fault.stops ?? /^[01]$/);
  if (then !== '') expect(then, tailOf(last)).toMatch(/^[01]$/);
  expect(seen, tailOf(last)).toEqual({ ...goodEnd(stage), ...fault.end });
  if (fault.clashes === undefined) expect(clash, 'two servers had one address').toBe(false);
}
