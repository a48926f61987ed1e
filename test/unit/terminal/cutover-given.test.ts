import { expect, it } from 'vitest';
import { reportContent } from '../../../electron/engine/report/report-content';
import { preparedAnswers } from '../../../electron/terminal/answers/prepared-answers';
import { cutoverWish } from '../../../electron/terminal/cutover-options';
import type { Question } from '../../../shared/migration';
import { cutoverQuestions } from '../renderer/script-questions';
import { finished } from '../renderer/states';

const ask = async (question: Omit<Question, 'id'>, given: object) =>
  await preparedAnswers(
    {
      passwords: { source: undefined, target: undefined },
      acceptKey: {},
      allowLegacy: [],
      ...given,
    } as Parameters<typeof preparedAnswers>[0],
    false,
  )(
    { id: 'q-1', ...question } as Question,
    {
      say: () => undefined,
      signal: new AbortController().signal,
    } as never,
  );

const move = cutoverQuestions['move-address'];

it.each([
  [cutoverQuestions['isolate-source'], { isolate: 'OLD-EPP' }, 'isolate-source'],
  [cutoverQuestions['isolate-source'], { powerOff: 'OLD-EPP' }, undefined],
  [cutoverQuestions['keep-address'], { keepAddress: true }, 'keep-address'],
  [cutoverQuestions['keep-address'], { moveAddress: true }, undefined],
  [move, { moveAddress: true }, 'move-address'],
  // What was said beforehand was said of a move with a way back, by command.
  [{ ...move, noSwitch: true as const }, { moveAddress: true }, undefined],
  [{ ...move, by: 'hand' as const }, { moveAddress: true }, undefined],
])(
  'a question %# is answered beforehand by what is meant for it alone',
  async (question, given, kind) => {
    expect((await ask(question, given))?.kind).toBe(kind);
  },
);

it('options go before what a plan says of the cutover', () => {
  expect(cutoverWish({})).toBeUndefined();
  expect(cutoverWish({ sourceAfter: 'isolate' }, { source: 'keep', watchMinutes: 5 })).toEqual({
    ...{ source: 'isolate', watchMinutes: 5 },
  });
  expect(cutoverWish({ revertAfter: 0, watchMinutes: 0 })).toEqual({
    ...{ revertAfterSeconds: 0, watchMinutes: 0 },
  });
});

it('the report has each line of the silence, and what others type for their known hosts', () => {
  const state = finished();
  const silence = state.facts.silence && {
    ...state.facts.silence,
    icmp: { state: 'not-measured', reason: 'not-allowed' } as const,
    ssh: { state: 'quiet' } as const,
  };
  const facts = { ...state.facts, ...(silence && { silence }) };
  const { sections } = reportContent({ ...state, facts }, new Date(0));
  const rows = Object.fromEntries(
    sections
      .find(({ heading }) => heading === 'The cutover')
      ?.rows.map((row) => [row[0], row[1]]) ?? [],
  );
  expect(rows).toMatchObject({
    'Ping (ICMP)': 'not measured: it is not allowed on this computer',
    'SSH port': 'no answer',
    'Watched afterwards': '600 s; nobody but the new server answered there',
  });
  const others = sections.find(({ heading }) => heading === 'For other administrators');
  expect(others?.rows.flat().join('\n')).toContain("ssh-keygen -R '10.0.0.10'");
});
