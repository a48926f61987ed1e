import { describe, expect, test } from 'vitest';
import type { AnswerDesk } from '../../../electron/terminal/answers/answerer';
import {
  type PreparedAnswers,
  preparedAnswers,
} from '../../../electron/terminal/answers/prepared-answers';
import { endingOf } from '../../../electron/terminal/ending';
import { learnedWords } from '../../../electron/terminal/learned-words';
import { progressWords } from '../../../electron/terminal/progress-words';
import { liveLines, type RunningStep } from '../../../electron/terminal/screens/live-lines';
import type { ClientsQuestion } from '../../../shared/clients';
import type { Facts } from '../../../shared/facts';
import type { Question } from '../../../shared/migration';
import type { Progress } from '../../../shared/progress';
import { throughput } from '../../../shared/throughput';
import { plainPaint } from './page';
import { stateAfter } from './state';

const at = '2026-11-24T21:05:00.000Z';
const now = Date.parse(at);
const progress: Progress = {
  ...{ unit: 'clients', done: 41_200, total: 43_000 },
  clients: {
    firstAt: '2026-11-24T21:03:12.000Z',
    missing: Array.from({ length: 50 }, (_, index) => `PC-${index}\u001b[31m`),
    ...{ enough: 40_850, until: '2026-11-24T22:04:00.000Z' },
  },
};

describe('the clients in a terminal', () => {
  test('are counted in one line, with the first and the time that is left', () => {
    expect(progressWords(progress, 0, now)).toBe(
      '41200 of 43000 back; first at 21:03:12 UTC  59 min left',
    );
    expect(progressWords({ unit: 'clients', done: 0, total: 3 }, 0, now)).toBe('0 of 3 back');
  });

  test('are drawn in 79 columns, those that are missing below', () => {
    const state = stateAfter({ at, type: 'step-started', step: 'await-clients' });
    const running: RunningStep = {
      ...{ step: 'await-clients', startedAt: now, throughput: throughput(), progress },
    };
    const view = { now, width: 79, paint: plainPaint, mayPause: false };
    const lines = liveLines(running, state, view);
    expect(lines.every((line) => line.length <= 79)).toBe(true);
    expect(lines[0]).toMatch(/Waiting for the clients to come back +Clients back, 9 of 10$/);
    expect(lines[1]).toMatch(/█+░* {2}41200 of 43000 back/);
    expect(lines[2]).toMatch(/^ {4}It goes on with 40850\. Missing: PC-0, PC-1,.*…$/);
  });

  test.each<[Partial<Facts>, string, number]>([
    [
      {
        clientsBack: {
          endedAt: at,
          counted: { expected: 430, back: 412, firstAt: '2026-11-24T21:03:12.000Z' },
        },
      },
      '412 of 430 computers back; first at 21:03:12 UTC',
      0,
    ],
    [
      {
        clientsBack: {
          endedAt: at,
          counted: { expected: 430, back: 300 },
          said: { by: 'Jane', holds: false },
        },
      },
      '300 of 430 computers back; Jane went on without the others',
      1,
    ],
    [
      { clientsBack: { endedAt: at, said: { by: 'Jane', holds: true } } },
      'Nobody could count the clients; Jane said that they are back',
      0,
    ],
    [
      { clientsBack: { endedAt: at, counted: { expected: 0, back: 0 } } },
      'The old server had seen no computer in its last day',
      0,
    ],
  ])('%# are told at the end, and end with a warning where one is due', (learned, words, exit) => {
    const state = stateAfter(
      { at, type: 'step-done', step: 'await-clients', learned, found: false },
      { at, type: 'run-ended', outcome: 'finished' },
    );
    expect(learnedWords('await-clients', state)).toBe(words);
    expect(endingOf(state).exitCode).toBe(exit);
  });

  test('a certificate that clients do not know is a warning', () => {
    const counts = {
      computers: 1,
      users: 1,
      groups: 1,
      devices: 1,
      policies: 1,
      rights: 1,
      admins: 1,
    };
    const ended = (was: 'target' | 'changed') =>
      endingOf(
        stateAfter(
          {
            ...{ at, type: 'step-done', step: 'prove-takeover', found: false },
            learned: {
              takeover: { hostKey: 'x', counts, provenAt: at, certificate: { seen: 'ab', was } },
            },
          },
          { at, type: 'run-ended', outcome: 'finished' },
        ),
      ).exitCode;
    expect(ended('target')).toBe(0);
    expect(ended('changed')).toBe(1);
  });
});

describe('what is said of clients beforehand', () => {
  const desk: AnswerDesk = {
    signal: new AbortController().signal,
    say: () => undefined,
    stepAside: () => () => undefined,
  };
  const missing: Question = {
    ...{ id: 'q', kind: 'clients-missing', back: 3, expected: 5, enough: 5 },
    ...{ missing: ['a', 'b'], file: '/m.csv' },
  };
  const byPerson = (about: 'off' | 'on' | 'back'): Question & ClientsQuestion => ({
    ...{ id: 'q', kind: 'clients-by-person', about, serverName: 'NEW', why: 'no-command' },
  });
  const answer = (given: PreparedAnswers, question: Question) =>
    preparedAnswers(given, false)(question, desk);
  const stated: PreparedAnswers = {
    review: {
      statements: [{ id: 'EPP-123', on: 'target', holds: true, note: '' }],
      ...{ waivers: [], by: 'Jane' },
    },
  };

  test('goes on without those that are missing where that was accepted, and only then', async () => {
    expect(await answer({}, missing)).toBeUndefined();
    expect(await answer({ acceptMissing: true }, missing)).toMatchObject({ action: 'go-on' });
  });

  test('never says that they are back; that they are kept away where it was stated', async () => {
    expect(await answer(stated, byPerson('off'))).toMatchObject({ holds: true, by: 'Jane' });
    expect(await answer({}, byPerson('off'))).toBeUndefined();
    expect(await answer({ ...stated, acceptMissing: true }, byPerson('on'))).toBeUndefined();
    expect(await answer(stated, byPerson('back'))).toBeUndefined();
    expect(await answer({ ...stated, acceptMissing: true }, byPerson('back'))).toMatchObject({
      holds: false,
    });
  });
});
