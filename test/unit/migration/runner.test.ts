import { describe, expect, test } from 'vitest';
import { runSteps } from '../../../electron/engine/migration/runner';
import type { SequencedStep, Tools } from '../../../electron/engine/migration/step';
import type { UntimedEvent } from '../../../electron/engine/migration/untimed-event';
import { fail } from '../../../shared/failure';
import { fold, foldAll } from '../../../shared/fold';
import type { MigrationEvent, MigrationState } from '../../../shared/migration';
import { parsePlan } from '../../../shared/plan';
import { type StepId, stepIds, type Until } from '../../../shared/steps';

const at = '2026-11-24T02:00:00.000Z';

/** A run over made-up steps; everything but the appliances is the real thing. */
function rehearse(
  steps: readonly SequencedStep[],
  past: readonly MigrationEvent[] = [],
  until: Until = 'done',
) {
  const plan = parsePlan({
    source: { host: 'a', user: 'u' },
    target: { host: 'b', user: 'u' },
    until,
  });
  let state = foldAll([
    { at, type: 'migration-created', id: 'm1', plan },
    ...past,
  ]) as MigrationState;
  const told: string[] = [];
  const stop = new AbortController();
  const emit = (event: UntimedEvent): void => {
    const timed = { ...event, at } as MigrationEvent;
    state = fold(state, timed);
    told.push('step' in event ? `${event.type} ${event.step}` : event.type);
  };
  const tools = {
    plan,
    state: () => state,
    signal: stop.signal,
    now: () => new Date(at),
    awake: () => 0,
    dropConnection: (side) => told.push(`dropped ${side}`),
    pause: async () => stop.signal.throwIfAborted(),
  } as Partial<Tools> as Tools;
  return { run: () => runSteps(steps, tools, emit), told, stop, state: () => state };
}

const step = (
  id: StepId,
  run: SequencedStep['run'],
  more: Partial<SequencedStep> = {},
): SequencedStep => ({
  id,
  needs: [],
  run,
  ...more,
});
const fine = async () => ({}) as never;

/** The steps before the backup is requested, all done. */
const beforeRequest = stepIds
  .slice(0, stepIds.indexOf('request-backup'))
  .map((id): MigrationEvent => ({ at, type: 'step-done', step: id, learned: {}, found: false }));

describe('a run', () => {
  test('does each step once and in order', async () => {
    const { run, told } = rehearse([step('connect-source', fine), step('connect-target', fine)]);
    expect(await run()).toBe('finished');
    expect(told).toEqual([
      'step-started connect-source',
      'step-done connect-source',
      'step-started connect-target',
      'step-done connect-target',
    ]);
  });

  test('leaves out what is done', async () => {
    const done: MigrationEvent = {
      at,
      type: 'step-done',
      step: 'connect-source',
      learned: {},
      found: false,
    };
    const { run, told } = rehearse(
      [step('connect-source', async () => fail('ssh.refused'))],
      [done],
    );
    expect(await run()).toBe('finished');
    expect(told).toEqual([]);
  });

  test('does a step again whose gain was lost', async () => {
    const done: MigrationEvent = {
      at,
      type: 'step-done',
      step: 'request-backup',
      learned: {},
      found: false,
    };
    const lost = step('request-backup', fine, { stillHolds: async () => false });
    const { run, told } = rehearse([lost], [done]);
    expect(await run()).toBe('finished');
    expect(told).toContain('step-done request-backup');
  });

  test('that cannot find out whether a step still holds leaves that step done', async () => {
    const done: MigrationEvent = {
      at,
      type: 'step-done',
      step: 'request-backup',
      learned: {},
      found: false,
    };
    const unsure = step('request-backup', fine, { stillHolds: async () => fail('ssh.refused') });
    const { run, state } = rehearse([unsure, step('save-key', fine)], [...beforeRequest, done]);
    expect(await run()).toBe('stopped');
    expect(state().steps['request-backup'].state).toBe('done');
    expect(state()).toMatchObject({ failedStep: 'save-key', failure: { code: 'ssh.refused' } });
  });

  test('stops at a failure and keeps its code', async () => {
    const refusing = step('connect-source', async () => fail('ssh.refused', { host: 'a' }));
    const { run, told, state } = rehearse([refusing, step('connect-target', fine)]);
    expect(await run()).toBe('stopped');
    expect(told).toEqual(['step-started connect-source', 'step-failed connect-source']);
    expect(state().failure).toEqual({ code: 'ssh.refused', facts: { host: 'a' } });
  });

  test('does not ask whether a step is done that was never started', async () => {
    const asked = step('create-backup', fine, {
      alreadyDone: async () => fail('internal.unexpected'),
    });
    expect(await rehearse([asked]).run()).toBe('finished');
  });

  test('asks the appliance before it repeats a step that was started', async () => {
    const started: MigrationEvent = { at, type: 'step-started', step: 'create-backup' };
    const repeated = step('create-backup', async () => fail('internal.unexpected'), {
      alreadyDone: fine,
    });
    expect(await rehearse([repeated], [started]).run()).toBe('finished');
  });

  test('tries a step again whose connection broke, over a new connection', async () => {
    let attempts = 0;
    const shaky = step('upload-backup', async () =>
      ++attempts < 3 ? fail('ssh.connection-lost') : fine(),
    );
    const { run, told } = rehearse([shaky]);
    expect(await run()).toBe('finished');
    expect(attempts).toBe(3);
    expect(told.filter((line) => line === 'dropped target')).toHaveLength(2);
  });

  test('waits for a server that restarts, but not while it is cut over', async () => {
    const restarting = (id: StepId) => {
      const said = ['ssh.connection-lost', 'ssh.refused', 'appliance.busy'] as const;
      let turn = 0;
      return step(id, async () => {
        const code = said[turn++];
        return code === undefined ? fine() : fail(code);
      });
    };
    expect(await rehearse([restarting('upload-backup')]).run()).toBe('finished');
    const late = rehearse([restarting('move-address')]);
    expect(await late.run()).toBe('stopped');
    expect(late.state().failure?.code).toBe('ssh.refused');
  });

  test('gives up when the connection breaks again and again', async () => {
    const broken = step('upload-backup', async () => fail('ssh.connection-lost'));
    const { run, state } = rehearse([broken]);
    expect(await run()).toBe('stopped');
    expect(state().failure?.code).toBe('ssh.connection-lost');
  });

  test('that is cancelled is no failure', async () => {
    const { run, stop, state } = rehearse([
      step('connect-source', async () => {
        stop.abort();
        return fail('ssh.connection-lost');
      }),
    ]);
    expect(await run()).toBe('cancelled');
    expect(state().failure).toBeUndefined();
  });

  test('does not call a step done that ended while it was cancelled', async () => {
    const { run, stop, told } = rehearse([
      step('connect-source', async () => {
        stop.abort();
        return fine();
      }),
    ]);
    expect(await run()).toBe('cancelled');
    expect(told).toEqual(['step-started connect-source']);
  });

  test('stops after the phase that the plan names, and goes on from there', async () => {
    const steps = [step('verify-target', fine), step('power-off-source', fine)];
    const first = rehearse(steps, [], 'verify');
    expect(await first.run()).toBe('stopped');
    expect(first.told).toEqual(['step-started verify-target', 'step-done verify-target']);
    const done: MigrationEvent = {
      at,
      type: 'step-done',
      step: 'verify-target',
      learned: {},
      found: false,
    };
    expect(await rehearse(steps, [done], 'verify').run()).toBe('finished');
  });

  test('that has to repeat a step of that phase does not stop there again', async () => {
    const done: MigrationEvent = {
      at,
      type: 'step-done',
      step: 'upload-backup',
      learned: {},
      found: false,
    };
    const lost = step('upload-backup', fine, { stillHolds: async () => false });
    const { run } = rehearse([lost, step('restore-backup', fine)], [done], 'transfer');
    expect(await run()).toBe('finished');
  });

  test('ends at once where the journal cannot be written', async () => {
    const { run } = rehearse([step('connect-source', async () => fail('migration.storage'))]);
    await expect(run()).rejects.toMatchObject({ failure: { code: 'migration.storage' } });
  });
});
