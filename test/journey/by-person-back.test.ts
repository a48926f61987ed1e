import { afterEach, describe, expect, test } from 'vitest';
import { webPerson, webPlan } from './by-web-person';
import { type Stage, setStage } from './stage';

let stage: Stage;
afterEach(async () => {
  await stage?.close();
});

describe('going back without SSH', () => {
  test('after the old server was switched off: it is known again by its certificate', async () => {
    stage = await setStage();
    const { person, done } = webPerson(stage);
    const answers = { ...person.answers, 'move-address': () => undefined };
    const first = await stage.start({ ...person, answers }, webPlan(stage));
    const { id } = first;
    const isAsked = (): boolean =>
      first.events.some(
        (event) => event.type === 'question-asked' && event.question.kind === 'move-address',
      );
    await expect.poll(isAsked, { timeout: 60_000 }).toBe(true);
    await stage.engine.handlers['cancel-migration']({ id, because: 'person' });
    await first.ended;
    expect(stage.pair.machine('source').power).toBe('off');
    const before = done.length;
    const leave = stage.engine.onEvent((_id, event, { rollBack }) => {
      if (event.type !== 'roll-back-step' || rollBack?.waits !== 'source-on') return;
      leave();
      void stage.pair.powerOn('source');
    });
    const back = stage.watch(id, person);
    await stage.engine.handlers['roll-back']({ id, typedName: 'NEW-EPP', backup: 'keep' });
    const state = await back.ended;
    expect(state).toMatchObject({ status: 'rolled-back', failure: undefined });
    expect(stage.pair.machine('source')).toMatchObject({
      power: 'on',
      address: stage.pair.plan.source.host,
    });
    expect(state.hostKeys.source).toMatchObject({ type: 'x509' });
    expect(state.rollBack?.facts).toMatchObject({
      targetOff: 'not-there',
      backup: 'kept',
      sourceBack: { hostKey: state.hostKeys.source?.sha256, fewer: [] },
    });
    expect(state.rollBack?.facts.sourceBack?.counts).toEqual(state.facts.baseline);
    // Nobody trusts what was read before: it is read again, and nothing else is asked.
    expect(new Set(done.slice(before))).toEqual(new Set(['source identity', 'source counts']));
    expect(state.commands).toEqual([]);
  });
});
