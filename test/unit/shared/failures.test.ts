import { expect, test } from 'vitest';
import { exitCodes, type FailureCode, failureExit } from '../../../shared/failure';
import { describeFailure } from '../../../shared/words/failures';

const codes = Object.keys(failureExit) as FailureCode[];

test.each(codes)(
  '%s says what was seen, what was needed and what to do, also without facts',
  (code) => {
    const words = describeFailure({ code, facts: {} });
    for (const text of [words.title, words.seen, words.needed, words.todo]) {
      expect(text).not.toMatch(/undefined|null|!|successfully|\[object/);
    }
    expect(words.title.length).toBeGreaterThan(5);
    expect(words.todo.length).toBeGreaterThan(5);
  },
);

test('every failure ends the command line with a documented exit code', () => {
  expect(codes.filter((code) => !(failureExit[code] in exitCodes))).toEqual([]);
});
