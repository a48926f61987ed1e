import { expect, it } from 'vitest';
import { openHandlers } from './open-handlers';

const answer = {
  ...{ kind: 'do-by-hand', action: 'done', secrets: { key: 'N07K1IAC' } },
  given: { version: '5.9.4.2', address: '10.0.0.20' },
} as const;
const asked = { id: 'm-1', questionId: 'q-1' };

it('says of what was entered which of it the console showed, and nothing of secrets', async () => {
  const looked: unknown[] = [];
  const { call, passedOn } = openHandlers({
    consoleShowed: async (...args) => {
      looked.push(args);
      return ['5.9.4.2'];
    },
  });
  await call('answer-question', { ...asked, answer: { ...answer, seen: 'Dashboard' } });
  expect(looked).toEqual([['q-1', ['5.9.4.2', '10.0.0.20']]]);
  const seen = 'Dashboard · shown on its pages: 5.9.4.2';
  expect(passedOn).toEqual([['answer-question', { ...asked, answer: { ...answer, seen } }]]);
});

it('adds nothing where the console showed none of it', async () => {
  const { call, passedOn } = openHandlers();
  await call('answer-question', { ...asked, answer });
  expect(passedOn).toEqual([['answer-question', { ...asked, answer }]]);
});
