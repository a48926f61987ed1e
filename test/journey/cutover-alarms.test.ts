import { describe, expect, test } from 'vitest';
import { byHand, told, until } from './by-hand';
import { goodEnd, goodEndOf, onStage, type Stage, setStage } from './stage';

describe.concurrent('an old server that', () => {
  test('comes back before the move stops it', () =>
    onStage(setStage(), async (stage) => {
      const run = await stage.start({
        answers: {
          'move-address': (question) => {
            void comeBack(stage).then(() =>
              stage.engine.handlers['answer-question']({
                id: run.id,
                questionId: question.id,
                answer: { kind: 'move-address', accept: true },
              }),
            );
            return undefined;
          },
        },
      });
      const state = await run.ended;
      expect(state.failure).toMatchObject({ code: 'cutover.still-answering' });
      expect(told(stage)).toEqual([]);
      await byHand.powerOff(stage);
      await until(() => !stage.pair.machine('source').listening);
      const after = await stage.resume(run.id).ended;
      expect(goodEnd(after, stage)).toEqual(goodEndOf(stage, after));
    }));

  test('comes back after the move raises the alarm, and the run goes on when it is off again', () =>
    onStage(setStage(), async (stage) => {
      const run = await stage.start({}, { cutover: { watchMinutes: 0.2 } });
      const leave = stage.engine.onEvent((_id, event) => {
        if (event.type !== 'step-started' || event.step !== 'see-off-source') return;
        leave();
        void comeBack(stage);
      });
      const state = await run.ended;
      expect(state).toMatchObject({
        ...{ status: 'failed', failedStep: 'see-off-source' },
        failure: { code: 'cutover.source-back' },
      });
      await byHand.powerOff(stage);
      await until(() => stage.pair.machine('target').listening);
      const after = await stage.resume(run.id).ended;
      expect(goodEnd(after, stage)).toEqual(goodEndOf(stage, after));
    }));
});

describe.concurrent('a third machine', () => {
  test('at the old address keeps the new one from it', () =>
    onStage(setStage(), async (stage) => {
      const run = await stage.start({
        answers: {
          'move-address': (question) => {
            void stage.pair.setFault('source', 'address-taken', true).then(() =>
              stage.engine.handlers['answer-question']({
                id: run.id,
                questionId: question.id,
                answer: { kind: 'move-address', accept: true },
              }),
            );
            return undefined;
          },
        },
      });
      const state = await run.ended;
      expect(state.failure).toMatchObject({ code: 'cutover.address-taken' });
      const { source, target } = state.facts;
      expect([source?.hostKey.sha256, target?.hostKey.sha256]).not.toContain(
        state.failure?.facts['seen'],
      );
      expect(told(stage)).toEqual([]);
      await stage.pair.setFault('source', 'address-taken', false);
      const after = await stage.resume(run.id).ended;
      expect(goodEnd(after, stage)).toEqual(goodEndOf(stage, after));
    }));
});

/** The old server is switched on again by its host. */
async function comeBack({ pair }: Stage): Promise<void> {
  await pair.setFault('source', 'back-from-off', { afterSeconds: 0 });
  await until(() => pair.machine('source').listening);
}
