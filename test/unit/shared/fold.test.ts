import { describe, expect, test } from 'vitest';
import { fold, foldAll, interrupted, nextStep } from '../../../shared/fold';
import { commandsKept, type MigrationEvent } from '../../../shared/migration';
import { parsePlan } from '../../../shared/plan';
import { type StepId, stepIds } from '../../../shared/steps';

const at = '2026-11-24T02:00:00.000Z';
const plan = parsePlan({ source: { host: 'a', user: 'u' }, target: { host: 'b', user: 'u' } });
const created: MigrationEvent = { at, type: 'migration-created', id: 'm1', plan };
const state = (...events: MigrationEvent[]) => {
  const folded = foldAll([created, ...events]);
  if (!folded) throw new Error('no state');
  return folded;
};
const started: MigrationEvent = { at, type: 'run-started', program: 'test' };
/** The steps before the backup. */
const doneBefore = Object.fromEntries(
  stepIds
    .slice(0, stepIds.indexOf('request-backup'))
    .map((step) => [step, { state: 'done' as const }]),
);
const failure = { code: 'ssh.refused', facts: { host: 'a', port: 22 } } as const;
const question = { id: 'q-1', kind: 'power-off', sourceName: 'OLD', address: 'a' } as const;

describe('the state is the fold of the events', () => {
  test('it begins with migration-created and nothing else', () => {
    expect(() => fold(undefined, started)).toThrow(/migration-created/);
    expect(foldAll([])).toBeUndefined();
  });

  test('a new migration waits with its first step', () => {
    expect(state()).toMatchObject({ status: 'ready', id: 'm1' });
    expect(nextStep(state())).toBe('connect-source');
  });

  test('a step that is done leaves what it learned and the next one is due', () => {
    const after = state(
      started,
      { at, type: 'step-started', step: 'connect-source' },
      { at, type: 'step-done', step: 'connect-source', learned: {}, found: false },
    );
    expect(after.steps['connect-source']).toMatchObject({
      state: 'done',
      startedAt: at,
      endedAt: at,
    });
    expect(nextStep(after)).toBe('connect-target');
  });

  test('the first backup of the new server is folded apart from that of the old one', () => {
    const request = { backupId: 'b-9', name: 'first' };
    const kit = { path: '/new.txt', language: 'en', paper: 'A4', warnings: [] } as const;
    const asked = { at, type: 'first-backup-asked', request } as const;
    const keyProof = { backupId: 'b-9', provenAt: at };
    const proven = state(
      asked,
      { at, type: 'kit-saved', ...kit, complete: false, side: 'target' },
      { at, type: 'first-backup-proven', keyProof },
    );
    expect(proven.kit).toBeUndefined();
    expect(proven.keyOfTarget).toMatchObject({ request, keyProof, kit: { path: '/new.txt' } });
    const given = { reason: 'failed', deleted: true, ...request } as const;
    const lost = fold(proven, { at, type: 'backup-given-up', side: 'target', ...given });
    expect(lost.keyOfTarget).toEqual({ givenUp: [{ ...given, at, ready: false }] });
    expect({ givenUp: lost.givenUp, steps: lost.steps }).toEqual({
      givenUp: [],
      steps: proven.steps,
    });
    expect(fold(lost, asked).keyOfTarget).toMatchObject({ request, givenUp: [given] });
    expect(state(started)).not.toHaveProperty('keyOfTarget');
  });

  test('what was measured stays until another look, and journals without it can be read', () => {
    const looked = { at, type: 'findings-made', findings: [] } as const;
    expect(state(started, looked).measured).toBeUndefined();
    const measured = { databaseBytes: 4e9 };
    expect(state(started, { ...looked, measured }, looked).measured).toEqual(measured);
    expect(state({ ...looked, measured }, { ...looked, measured: {} }).measured).toEqual({});
  });

  test('a backup that was given up takes all with it that rests on it', () => {
    const done = (step: StepId, learned: object): MigrationEvent =>
      ({ at, type: 'step-done', step, learned, found: false }) as MigrationEvent;
    const before = state(
      started,
      done('connect-source', { source: { hostname: 'OLD' } }),
      done('request-backup', { request: { backupId: 'b-1', name: 'one' } }),
      done('save-key', { keyProof: { backupId: 'b-1', how: 'typed', provenAt: at } }),
      {
        ...{ at, type: 'kit-saved', path: '/kit.pdf', language: 'de', paper: 'A4' },
        ...{ warnings: ['same-drive'], complete: false },
      },
      done('create-backup', { backup: { id: 'b-1' } }),
      done('download-backup', { localFile: { path: '/one.eppb' } }),
      { at, type: 'question-answered', questionId: 'q', kind: 'confirm-restore', accepted: true },
    );
    expect(before.kit).toMatchObject({ path: '/kit.pdf', warnings: ['same-drive'] });
    const lost = { backupId: 'b-1', name: 'one', reason: 'key-lost', deleted: false } as const;
    const after = fold(before, { at, type: 'backup-given-up', ...lost });
    expect(Object.keys(after.facts)).toEqual(['source']);
    expect(nextStep({ ...after, steps: { ...after.steps, ...doneBefore } })).toBe('request-backup');
    expect(after).toMatchObject({
      kit: undefined,
      confirmed: [],
      givenUp: [{ ...lost, at, ready: true }],
    });
  });

  test('a kit of an earlier version, whose event has its path alone, can be read', () => {
    const old = { at, type: 'kit-saved', path: '/kit.txt' } as MigrationEvent;
    expect(state(started, old).kit).toEqual({
      ...{ path: '/kit.txt', language: 'en', paper: 'A4' },
      ...{ warnings: [], complete: false },
    });
  });

  test('a failure stays until the next run begins', () => {
    const failed = state(
      started,
      { at, type: 'step-started', step: 'connect-source' },
      { at, type: 'step-failed', step: 'connect-source', failure },
      { at, type: 'run-ended', outcome: 'stopped' },
    );
    expect(failed).toMatchObject({ status: 'failed', failure, failedStep: 'connect-source' });
    expect(fold(failed, started)).toMatchObject({ status: 'running', failure: undefined });
  });

  test('a run that stops without a failure is paused', () => {
    expect(state(started, { at, type: 'run-ended', outcome: 'stopped' }).status).toBe('paused');
  });

  test('a question is open until its own answer comes, and a yes is remembered', () => {
    const asked = state(started, { at, type: 'question-asked', question });
    expect(asked.question).toEqual(question);
    const answered = (questionId: string, accepted: boolean): MigrationEvent => ({
      at,
      type: 'question-answered',
      questionId,
      kind: 'power-off',
      accepted,
    });
    expect(fold(asked, answered('q-0', false)).question).toEqual(question);
    expect(fold(asked, answered('q-1', false))).toMatchObject({
      question: undefined,
      confirmed: [],
    });
    expect(fold(asked, answered('q-1', true)).confirmed).toEqual(['power-off']);
  });

  test('a run that died is shown as waiting, without its question', () => {
    const died = interrupted(state(started, { at, type: 'question-asked', question }));
    expect(died).toMatchObject({ status: 'paused', question: undefined });
  });

  test('commands are kept up to a limit, the newest last', () => {
    const run = (command: string): MigrationEvent => ({
      at,
      type: 'command-run',
      side: 'source',
      command,
      exitCode: 0,
      milliseconds: 1,
      changes: false,
    });
    const many = Array.from({ length: commandsKept + 5 }, (_, index) => run(String(index)));
    const { commands } = state(...many);
    expect(commands).toHaveLength(commandsKept);
    expect(commands.at(-1)?.command).toBe(String(commandsKept + 4));
  });

  test('commands that changed something are never dropped, so that the report has them', () => {
    const run = (command: string, changes: boolean): MigrationEvent => ({
      ...{ at, type: 'command-run', side: 'source', command },
      ...{ exitCode: 0, milliseconds: 1, changes },
    });
    const looks = Array.from({ length: commandsKept + 5 }, () => run('look', false));
    const { commands } = state(run('start', true), ...looks);
    expect(commands).toHaveLength(commandsKept);
    expect(commands[0]?.command).toBe('start');
  });

  test('folding does not change what was folded before', () => {
    const before = state(started);
    const copy = structuredClone(before);
    fold(before, { at, type: 'step-started', step: 'connect-source' });
    expect(before).toEqual(copy);
  });
});

test('every step can be waited for', () => {
  expect(Object.keys(state().steps)).toEqual([...stepIds]);
});
