import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createEngine } from '../../electron/engine/engine';
import { nothingMissing } from '../../electron/engine/migration/steps/verify-target';
import { countsTable } from '../../electron/terminal/counts-table';
import type { Counts } from '../../shared/appliance';
import { attend } from './person';
import { goodEnd, goodEndOf, onStage, setStage } from './stage';

const passwords = { source: 'old secret', target: 'new secret' } as const;

describe.concurrent('a server that takes over the old logins', () => {
  test('is logged in to with them, asking nobody again', () =>
    onStage(setStage({ password: passwords }), async (stage) => {
      const { ended, events } = await stage.start({
        answers: {
          'enter-password': ({ account }) => ({
            kind: 'enter-password',
            secret: passwords[account ?? 'source'],
          }),
        },
      });
      const state = await ended;
      expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
      const asked = events.filter(
        (event) => event.type === 'question-asked' && event.question.kind === 'enter-password',
      );
      expect(asked).toHaveLength(2);
    }));

  test('is found by a program that was started in the middle of the restore', () =>
    onStage(setStage({ password: passwords }), async (stage) => {
      const person = {
        password: '',
        answers: {
          'enter-password': ({ account }: { account?: 'source' | 'target' | undefined }) =>
            ({ kind: 'enter-password', secret: passwords[account ?? 'source'] }) as const,
        },
      };
      const first = await stage.start(person);
      const leave = stage.engine.onEvent((id, event) => {
        if (event.type !== 'progress' || event.step !== 'restore-backup') return;
        leave();
        void stage.engine.handlers['cancel-migration']({ id, because: 'person' });
      });
      await first.ended;
      const later = createEngine({ dataFolder: stage.dataFolder, program: 'later 0.0.0' });
      const { ended } = attend(later, first.id, person);
      await later.handlers['resume-migration']({ id: first.id });
      const state = await ended;
      await later.close();
      expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
    }));
});

describe.concurrent('a password mistyped in the middle of the restore', () => {
  test('is asked for again, with a word that it was refused', () =>
    onStage(setStage({ password: passwords, timeScale: 0.3 }), async (stage) => {
      const right = (account: 'source' | 'target' | undefined) =>
        ({ kind: 'enter-password', secret: passwords[account ?? 'source'] }) as const;
      const first = await stage.start({
        answers: { 'enter-password': ({ account }) => right(account) },
      });
      const leave = stage.engine.onEvent((id, event) => {
        if (event.type !== 'progress' || event.step !== 'restore-backup') return;
        leave();
        void stage.engine.handlers['cancel-migration']({ id, because: 'person' });
      });
      await first.ended;
      const later = createEngine({ dataFolder: stage.dataFolder, program: 'later 0.0.0' });
      let mistyped = 0;
      const { ended, events } = attend(later, first.id, {
        password: '',
        answers: {
          'enter-password': ({ account }) =>
            account === 'source' && mistyped++ === 0
              ? { kind: 'enter-password', secret: 'mistyped' }
              : right(account),
        },
      });
      await later.handlers['resume-migration']({ id: first.id });
      const state = await ended;
      await later.close();
      expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
      const again = events.some(
        (event) =>
          event.type === 'question-asked' &&
          event.question.kind === 'enter-password' &&
          event.question.account === 'source' &&
          event.question.again,
      );
      expect(again).toBe(true);
    }));
});

describe.concurrent('a copy that vanishes', () => {
  test('here, before it was uploaded, is downloaded again without a second backup', () =>
    onStage(setStage(), async (stage) => {
      const first = await stage.start();
      const leave = stage.engine.onEvent((id, event) => {
        if (event.type !== 'step-started' || event.step !== 'upload-backup') return;
        leave();
        void stage.engine.handlers['cancel-migration']({ id, because: 'person' });
      });
      const { facts } = await first.ended;
      rmSync(facts.localFile?.path ?? '');
      const state = await stage.resume(first.id).ended;
      expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
    }));

  test('from the new server, before the restore, is uploaded again', () =>
    onStage(setStage(), async (stage) => {
      const first = await stage.start({}, { until: 'transfer' });
      const { facts } = await first.ended;
      rmSync(join(stage.pair.folder, 'target', 'files', facts.targetFile?.path ?? 'none'));
      const state = await stage.resume(first.id).ended;
      expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
    }));
});

describe.concurrent('the old server', () => {
  test('is not called silent while this computer is cut off from both', () =>
    onStage(setStage(), async (stage) => {
      const first = await stage.start({
        answers: {
          'power-off': () => {
            void Promise.all([
              stage.pair.setFault('source', 'refuse', true),
              stage.pair.setFault('target', 'refuse', true),
            ]).then(() => answerLater());
            return undefined;
          },
        },
      });
      const answerLater = async (): Promise<void> => {
        const state = (await stage.engine.handlers['list-migrations']({}))[0];
        const question = state?.question;
        if (question?.kind !== 'power-off') return;
        const answer = { kind: 'power-off', typedName: question.sourceName } as const;
        await stage.engine.handlers['answer-question']({
          id: first.id,
          questionId: question.id,
          answer,
        });
      };
      const cutOff = await first.ended;
      expect(cutOff.failure).toMatchObject({ code: 'cutover.cut-off' });
      expect(stage.pair.machine('source').power).toBe('on');
      await stage.pair.setFault('source', 'refuse', false);
      await stage.pair.setFault('target', 'refuse', false);
      const state = await stage.resume(first.id).ended;
      expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
    }));
});

describe.concurrent('a journal', () => {
  test('of a later version of the program is left alone', () =>
    onStage(setStage(), async (stage) => {
      const first = await stage.start({}, { until: 'check' });
      await first.ended;
      const journal = join(stage.dataFolder, 'migrations', first.id, 'journal.jsonl');
      appendFileSync(journal, '{"at":"2030-01-01T00:00:00.000Z","type":"moon-landing"}\n');
      const before = readFileSync(journal, 'utf8');
      await expect(
        stage.engine.handlers['resume-migration']({ id: first.id }),
      ).rejects.toMatchObject({
        failure: { code: 'migration.journal-damaged' },
      });
      expect(await stage.engine.handlers['list-damaged']({})).toMatchObject([{ id: first.id }]);
      expect(await stage.engine.handlers['list-migrations']({})).toEqual([]);
      expect(readFileSync(journal, 'utf8')).toBe(before);
    }));
});

describe('what the new server holds', () => {
  const counts: Counts = {
    computers: 5,
    users: 5,
    groups: 5,
    devices: 5,
    policies: 5,
    rights: 5,
    admins: 5,
  };
  const nobody = { handWork: [] };
  test('may have grown, since clients go on working', () => {
    expect(() => nothingMissing(counts, { ...counts, devices: 6 }, nobody)).not.toThrow();
  });
  test('is said to be more, not the same, where it has grown', () => {
    const table = countsTable(counts, { ...counts, devices: 6 }, nobody).join('\n');
    expect(table).toMatch(/devices +5 +6 +more than before/);
    expect(table).toMatch(/users +5 +5 +the same/);
  });
  test('may not have shrunk', () => {
    expect(() => nothingMissing(counts, { ...counts, devices: 4, users: 0 }, nobody)).toThrow(
      /devices 5 → 4/,
    );
  });
  test('is not compared where a person could not count it', () => {
    const given = {
      computers: '5',
      users: '5',
      groups: '5',
      devices: '4',
      rights: '0',
      admins: '5',
    };
    const read = { side: 'target', operation: 'counts', way: 'hand', by: 'Ada', at: '' } as const;
    const state = {
      handWork: [{ type: 'hand-work-done' as const, ...read, given, proof: 'stated' as const }],
    };
    const now = { ...counts, policies: 0, rights: 0, devices: 4 };
    const table = countsTable(counts, now, state).join('\n');
    expect(table).toMatch(/policies +5 +not counted *$/m);
    expect(table).toMatch(/rights +5 +0 +some are missing/);
    expect(() => nothingMissing(counts, now, state)).toThrow(/devices 5 → 4, rights 5 → 0"/);
    expect(() => nothingMissing(counts, { ...counts, policies: 0 }, state)).not.toThrow();
  });
});
