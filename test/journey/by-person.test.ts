import { afterEach, describe, expect, test } from 'vitest';
import { webPerson, webPlan } from './by-web-person';
import { goodEnd, goodEndOf, type Stage, setStage } from './stage';

let stage: Stage;
afterEach(async () => {
  await stage?.close();
});

describe('a migration without SSH', () => {
  test('ends as one by command does, each piece of work with its proof', async () => {
    stage = await setStage();
    const { person, done } = webPerson(stage);
    const { ended, events } = await stage.start(person, webPlan(stage));
    const state = await ended;
    console.log(
      done,
      state.failure,
      events
        .flatMap((event) => (event.type === 'question-asked' ? event.question.kind : []))
        .join(' '),
    );
    expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
    expect(state.commands).toEqual([]);
  });
});
