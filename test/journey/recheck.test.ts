import { describe, expect, test } from 'vitest';
import type { MigrationEvent } from '../../shared/migration';
import { login } from '../unit/simulator/practice-client';
import { asked, isGood } from './key-gate';
import { onStage, type Stage, setStage } from './stage';

const order = (events: readonly MigrationEvent[]): readonly string[] =>
  events.flatMap((event) => (event.type === 'step-started' ? [event.step] : []));
const accept = {
  answers: { 'accept-drift': () => ({ kind: 'accept-drift', action: 'go-on' }) as const },
};

/** A migration that pauses before its cutover. */
async function paused(stage: Stage): Promise<string> {
  const { id, ended } = await stage.start({}, { until: 'verify' });
  const state = await ended;
  expect(state.status).toBe('paused');
  expect(state.steps['recheck-plan'].state).toBe('waiting');
  expect(stage.pair.machine('source').power).toBe('on');
  return id;
}

/** Somebody makes a backup on the old server. */
async function backUpByHand(stage: Stage): Promise<void> {
  const { one } = await login(stage.pair.source);
  const { id } = await one('backup prepare --name by-hand --description none');
  await one(`backup start ${id}`);
}

describe.concurrent('before the cutover', () => {
  test('nothing is asked where nothing has changed', () =>
    onStage(setStage(), async (stage) => {
      const second = stage.resume(await paused(stage));
      const state = await second.ended;
      isGood(stage, state);
      expect(order(second.events)[0]).toBe('recheck-plan');
      expect(asked(second.events, 'accept-drift')).toEqual([]);
      expect(state.facts.rechecked?.rows).toEqual([]);
    }));

  test('what has changed since the backup is put before a person, who may stop', () =>
    onStage(setStage(), async (stage) => {
      const id = await paused(stage);
      await backUpByHand(stage);
      const second = stage.resume(id);
      const { failure } = await second.ended;
      expect(failure).toEqual({ code: 'cutover.drift', facts: { changed: 'backup' } });
      expect(asked(second.events, 'accept-drift')).toMatchObject([
        { rows: [{ what: 'backup', now: 'by-hand' }] },
      ]);
      expect(stage.pair.machine('source').power).toBe('on');

      // Accepted once, it is not asked again; it stands in the facts.
      const third = stage.resume(id, {
        answers: {
          ...accept.answers,
          'power-off': () => ({ kind: 'power-off', typedName: 'no' }),
        },
      });
      expect((await third.ended).failure?.code).toBe('cutover.declined');
      const fourth = stage.resume(id);
      const state = await fourth.ended;
      expect(asked(fourth.events, 'accept-drift')).toEqual([]);
      expect(order(fourth.events)[0]).toBe('recheck-plan');
      expect(state.status).toBe('finished');
      expect(state.facts.rechecked?.acceptedAt).toBeDefined();
    }));

  test('another restore on the new server is told', () =>
    onStage(setStage(), async (stage) => {
      const id = await paused(stage);
      await stage.pair.setFault('target', 'fail-restore', true);
      const { one } = await login(stage.pair.target);
      const { file } = await one('backup status b-1');
      await one(`backup import ${file} --request somebody-else`, 'THEIRKEY');
      const second = stage.resume(id);
      expect((await second.ended).failure?.code).toBe('cutover.drift');
      expect(asked(second.events, 'accept-drift')).toMatchObject([
        { rows: [{ what: 'restore', before: 'r-1', now: 'r-2' }] },
      ]);
    }));

  test('an old server that does not answer is a matter for a person', () =>
    onStage(setStage(), async (stage) => {
      const id = await paused(stage);
      await stage.pair.setFault('source', 'refuse', true);
      const second = stage.resume(id);
      expect((await second.ended).failure?.code).toBe('cutover.drift');
      expect(asked(second.events, 'accept-drift')).toMatchObject([
        { rows: [{ what: 'source-silent' }] },
      ]);
    }));

  test('a service that went down meanwhile is a failure, which passes when it is up', () =>
    onStage(setStage(), async (stage) => {
      const id = await paused(stage);
      await stage.pair.setFault('target', 'service-down', true);
      expect((await stage.resume(id).ended).failure).toEqual({
        code: 'verify.service-down',
        facts: { services: 'mysql' },
      });
      await stage.pair.setFault('target', 'service-down', false);
      isGood(stage, await stage.resume(id).ended);
    }));
});
