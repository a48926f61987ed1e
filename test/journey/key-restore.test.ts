import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { anew, asked, isGood } from './key-gate';
import { goodEnd, goodEndOf, onStage, setStage } from './stage';

describe.concurrent('the key at the restore', () => {
  test('is asked for, and a wrong one never reaches the new server', () =>
    onStage(setStage(), async (stage) => {
      let tries = 0;
      const started = await stage.start({
        answers: {
          'enter-key': (_question, key) => ({
            kind: 'enter-key',
            secret:
              ++tries === 1 ? `${key.slice(0, -1)}~` : (key.match(/.{1,4}/g)?.join(' ') ?? ''),
          }),
        },
      });
      const state = await started.ended;
      isGood(stage, state);
      expect(asked(started.events, 'enter-key').map(({ fault }) => fault)).toEqual([
        undefined,
        { failure: { code: 'key.wrong', facts: { backup: state.facts.request?.name } } },
      ]);
      expect(stage.pair.machine('target').restoresStarted).toBe(1);
      expect(state.facts.restore).toMatchObject({ keyFrom: 'typed' });
    }));

  test('stays in memory where the plan says so, and the record tells', () =>
    onStage(setStage(), async (stage) => {
      const started = await stage.start({}, { keyAtRestore: 'memory' });
      const state = await started.ended;
      isGood(stage, state);
      expect(asked(started.events, 'enter-key')).toEqual([]);
      expect(state.facts.restore).toMatchObject({ keyFrom: 'memory' });
      expect(readFileSync(state.facts.report?.text ?? '', 'utf8')).toMatch(
        /taken from memory, as the plan says/,
      );
    }));

  test('that the old server showed wrongly is told from one that was typed wrongly', () =>
    onStage(setStage({ faults: { source: { 'wrong-key': true } } }), async (stage) => {
      const first = await stage.start();
      const failed = await first.ended;
      expect(failed.failure).toMatchObject({ code: 'key.wrong', facts: { by: 'target' } });
      expect(asked(first.events, 'enter-key')).toHaveLength(1);
      await stage.pair.setFault('source', 'wrong-key', false);
      const state = await anew(stage, first.id);
      expect(state).toMatchObject({
        status: 'finished',
        givenUp: [{ reason: 'key-wrong', deleted: false }],
      });
    }));

  test('that is lost makes the backup useless, and a new one is made while the old server lives', () =>
    onStage(setStage(), async (stage) => {
      const first = await stage.start({
        answers: { 'enter-key': () => ({ kind: 'enter-key', lost: true }) },
      });
      const failed = await first.ended;
      expect(failed.failure).toMatchObject({ code: 'key.lost' });
      expect(stage.pair.machine('target').restoresStarted).toBe(0);
      const state = await anew(stage, first.id);
      expect(goodEnd(state, stage)).toEqual({ ...goodEndOf(stage, state), backups: 2 });
      expect(state.givenUp).toMatchObject([
        { name: failed.facts.request?.name, reason: 'key-lost' },
      ]);
      expect(state.facts.request?.name).toBe(`${failed.facts.request?.name}-2`);
      expect(readFileSync(state.facts.report?.text ?? '', 'utf8')).toContain('its key was lost');
    }));

  test('is known to be wrong without anybody there, and a new backup can be made then', () =>
    onStage(setStage(), async (stage) => {
      const first = await stage.start({ answers: { 'enter-key': () => undefined } });
      const leave = stage.engine.onEvent((id, event) => {
        if (event.type !== 'question-asked' || event.question.kind !== 'enter-key') return;
        leave();
        void stage.engine.handlers['cancel-migration']({ id, because: 'unanswered' });
      });
      expect(await first.ended).toMatchObject({
        status: 'paused',
        confirmed: expect.not.arrayContaining(['confirm-restore']),
      });
      const state = await anew(stage, first.id);
      expect(goodEnd(state, stage)).toEqual({ ...goodEndOf(stage, state), backups: 2 });
      expect(state.givenUp).toMatchObject([{ reason: 'cancelled', ready: true }]);
    }));

  test('cannot be made new once the restore may have begun', () =>
    onStage(setStage(), async (stage) => {
      const { id, ended } = await stage.start({}, { until: 'verify' });
      await ended;
      await expect(
        stage.engine.handlers['resume-migration']({ id, newBackup: true }),
      ).rejects.toMatchObject({ failure: { code: 'backup.needed' } });
      isGood(stage, await stage.resume(id).ended);
    }));
});
