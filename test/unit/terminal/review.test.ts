import { describe, expect, test } from 'vitest';
import type { AnswerDesk } from '../../../electron/terminal/answers/answerer';
import { practiceAnswers } from '../../../electron/terminal/answers/practice-answers';
import { preparedAnswers } from '../../../electron/terminal/answers/prepared-answers';
import type { PreparedReview } from '../../../electron/terminal/answers/prepared-review';
import { checkedEnding, endingOf } from '../../../electron/terminal/ending';
import { countsWords, findingLines } from '../../../electron/terminal/finding-text';
import { expectGuard } from '../../../electron/terminal/plan/expect-guard';
import type { Finding } from '../../../shared/finding';
import { isBlocking } from '../../../shared/finding-rules';
import type { Answer, MigrationState, Question } from '../../../shared/migration';
import { stateAfter } from './state';

const finding = (id: Finding['id'], level: Finding['level'], more: Partial<Finding> = {}) => ({
  ...{ id, level, on: 'source' as const, measured: 'this', required: 'that' },
  ...more,
});
const full = finding('EPP-110', 'error');
const snapshot = finding('EPP-140', 'unknown', { on: 'both' });
const notFresh = finding('EPP-122', 'warning', { on: 'target' });
const fine = finding('EPP-105', 'ok');

const question: Question = { id: 'q', kind: 'review-findings', blocking: [] };
const desk = (state: MigrationState): AnswerDesk => ({
  migration: {
    state,
    revealKey: async () => '',
    handKey: async () => 'KEY',
    consoleFields: async () => ({ address: '', port: 21, path: '' }),
    saveKit: async (path) => ({ path, warnings: [] }),
  },
  signal: new AbortController().signal,
  say: () => undefined,
  stepAside: () => () => undefined,
});
const at = '2026-11-24T10:00:00.000Z';
const stateWith = (...findings: readonly Finding[]): MigrationState =>
  stateAfter({ at, type: 'findings-made', findings });

const said: PreparedReview = {
  by: 'Jane',
  statements: [{ id: 'EPP-140', on: 'both', holds: true, note: 'Jane, 18:00' }],
  waivers: [{ id: 'EPP-122', on: 'target', reason: 'a test server' }],
};

describe('what was written down beforehand of findings', () => {
  const ask = (review: PreparedReview | undefined, canAsk: boolean, onlyLook = false) => {
    const answers = preparedAnswers({ review, onlyLook }, canAsk);
    return (...findings: readonly Finding[]) => answers(question, desk(stateWith(...findings)));
  };

  test('is said where it is about a finding that there is', async () => {
    expect(await ask(said, false)(snapshot, fine)).toEqual({
      kind: 'review-findings',
      action: 'go-on',
      statements: said.statements,
      waivers: [],
      by: 'Jane',
    });
  });

  test('is said once: what still blocks after that stops the run', async () => {
    const review = ask(said, false);
    expect(await review(snapshot, full)).toMatchObject({ statements: said.statements });
    expect(await review(snapshot, full)).toMatchObject({ action: 'stop', statements: [] });
  });

  test('leaves to a person what it does not say', async () => {
    const review = ask(said, true);
    expect(await review(snapshot, notFresh)).toMatchObject({ action: 'go-on' });
    expect(await review(full)).toBeUndefined();
    expect(await ask(undefined, true)(notFresh)).toBeUndefined();
  });

  test.each([
    ['cannot be measured', finding('EPP-142', 'unknown')],
    ['is worth a warning', finding('EPP-113', 'warning')],
    ['blocks', full],
  ])('has a person asked again about what %s, and looks at nothing for that', async (_, left) => {
    const review = ask(said, true);
    expect(await review(snapshot, left)).toEqual({
      ...{ kind: 'review-findings', action: 'look-again', only: [], by: 'Jane' },
      ...{ statements: said.statements, waivers: [] },
    });
    const statement = { holds: true, note: 'Jane, 18:00', by: 'Jane', at };
    expect(await review({ ...snapshot, statement }, left)).toBeUndefined();
  });

  test('is enough where the rest was answered earlier, and where nobody can be asked', async () => {
    const waiver = { reason: 'a test server', by: 'Joe', at };
    const earlier = finding('EPP-113', 'warning', { waiver });
    expect(await ask(said, true)(snapshot, earlier)).toMatchObject({ action: 'go-on' });
    const left = finding('EPP-142', 'unknown');
    expect(await ask(said, false)(snapshot, left)).toMatchObject({ action: 'go-on' });
  });

  test('lets a run go on with warnings where nobody can be asked', async () => {
    expect(await ask(undefined, false)(notFresh, fine)).toMatchObject({ action: 'go-on' });
  });

  test('is all there is where the findings are only looked at, also at a terminal', async () => {
    expect(await ask(undefined, true, true)(notFresh)).toMatchObject({ action: 'go-on' });
    expect(await ask(undefined, true, true)(full)).toMatchObject({ action: 'stop' });
  });
});

describe('practice', () => {
  const practice = practiceAnswers('practice', () => 'kit');
  test('says of everything that cannot be measured that it holds', async () => {
    const answer = await practice(question, desk(stateWith(snapshot, fine)));
    expect(answer).toMatchObject({ statements: [{ id: 'EPP-140', on: 'both', holds: true }] });
    const { note } = (answer as Answer & { kind: 'review-findings' }).statements[0] ?? {};
    expect(note?.length).toBeGreaterThan(3);
  });

  test('does not pass over what is measured and blocks', async () => {
    expect(await practice(question, desk(stateWith(full)))).toMatchObject({ action: 'stop' });
  });
});

describe('findings in lines', () => {
  const statement = { holds: true, note: 'a snapshot is there', by: 'Jane', at };
  test('begin with what blocks and say who said what', () => {
    const stated = { ...snapshot, statement };
    const waived = finding('EPP-106', 'error', { waiver: { reason: 'it may', by: 'Joe', at } });
    const lines = findingLines([fine, notFresh, stated, waived, full], 200).join('\n');
    expect(lines.match(/EPP-\d+/g)).toEqual(['EPP-110', 'EPP-122', 'EPP-106', 'EPP-140']);
    expect(lines).toContain('✗ EPP-110');
    expect(lines).toContain('Jane says that it holds: a snapshot is there');
    expect(lines).toContain('Joe goes on in spite of it: it may');
  });

  test('are counted by how they stand', () => {
    expect(countsWords([fine, fine, full, snapshot])).toBe('Blocks 1 · To be said 1 · Fine 2');
    expect(isBlocking(snapshot)).toBe(true);
  });
});

describe('a run that was only to look', () => {
  const paused = (...findings: readonly Finding[]) =>
    checkedEnding(
      endingOf(
        stateAfter(
          { at, type: 'findings-made', findings },
          { at, type: 'run-ended', outcome: 'stopped' },
        ),
      ),
    );
  test('ends with 0 where all is fine and with 1 where something is worth a warning', () => {
    expect(paused(fine)).toMatchObject({ outcome: 'checked', exitCode: 0 });
    expect(paused(notFresh)).toMatchObject({ outcome: 'checked', exitCode: 1 });
    expect(paused({ ...snapshot, id: 'EPP-142' })).toMatchObject({ exitCode: 1 });
  });
});

describe('what a plan expects of the servers', () => {
  const state = stateAfter();
  const having = (version: string): MigrationState => ({
    ...state,
    facts: { source: { version } as NonNullable<MigrationState['facts']['source']> },
  });
  test('ends the run where a server has another version', () => {
    const guard = expectGuard({ sourceVersion: '5.2.0.6' });
    expect(guard(state)).toBeUndefined();
    expect(guard(having('5206'))).toBeUndefined();
    expect(guard(having('5.9.4.2'))).toEqual({
      code: 'plan.invalid',
      facts: {
        where: 'expect.sourceVersion',
        seen: 'the plan expects 5.2.0.6, the old server has 5.9.4.2',
      },
    });
  });

  test('is any build of a release where it names no build', () => {
    expect(expectGuard({ sourceVersion: '2604' })(having('2604.0.1.0'))).toBeUndefined();
    expect(expectGuard({ sourceVersion: '2604' })(having('2510.0.1.0'))).toBeDefined();
    expect(expectGuard({ sourceVersion: '2604.0.1.0' })(having('2604.0.2.0'))).toBeDefined();
  });
});
