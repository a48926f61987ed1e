import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../shared/migration';
import { goodEnd, goodEndOf, onStage, type Stage, setStage } from './stage';

const plan = { firstBackup: 'before-cutover' } as const;
const backupsOf = ({ pair }: Stage) =>
  pair.machine('target').state.backups.map(({ id, name, state }) => ({ id, name, state }));

/** Every file of the data folder but those of the practice machines, which know their keys. */
function leftBehind(folder: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => !file.startsWith('practice') && !/\.eppb$/.test(file))
    .map((file) => join(folder, file))
    .filter((file) => statSync(file).isFile())
    .map((file) => readFileSync(file, 'latin1'))
    .join('\n');
}

/** Answers as the person does, but of the new server's key only when told how. */
const ofNew = (answer: (key: string, questionId: string) => Answer | undefined) => ({
  'save-key': (
    question: { readonly id: string; readonly side?: 'target' | undefined },
    key: string,
  ) =>
    question.side === 'target'
      ? answer(key, question.id)
      : ({ kind: 'save-key', secret: key } as const),
});

describe.concurrent('the first backup of the new server', () => {
  test('is made before the old one is off, with a key of its own that is nowhere', () =>
    onStage(setStage(), async (stage) => {
      const started = await stage.start({}, plan);
      const state = await started.ended;
      expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
      const { firstBackup } = state.facts;
      expect(firstBackup).toMatchObject({
        ...{ made: true, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
        ...{ name: expect.stringMatching(new RegExp(`-first-${started.id}$`)) },
        keyProof: { how: 'typed' },
      });
      expect(backupsOf(stage)).toContainEqual(
        expect.objectContaining({ name: firstBackup?.made && firstBackup.name, state: 'ready' }),
      );
      expect(new Set(started.keys).size).toBe(2);
      const left = leftBehind(stage.dataFolder);
      expect(left).toContain('first-backup-proven');
      for (const key of started.keys) expect(left).not.toContain(key);
      const order = started.events.flatMap((event) =>
        event.type === 'question-asked' ? event.question.kind : [],
      );
      expect(order.slice(-3)).toEqual(['save-key', 'power-off', 'move-address']);
      const text = readFileSync(state.facts.report?.text ?? '', 'utf8');
      expect(text).toContain('The first backup of the new server');
      expect(text).not.toContain('Make a System Backup of the new server');
    }));

  test('has a kit of its own, complete in the end, which never takes the place of the other', () =>
    onStage(setStage(), async (stage) => {
      const kits = ['old.txt', 'new.txt'].map((name) => join(stage.dataFolder, name));
      const refused: unknown[] = [];
      const started = await stage.start({ answers: { 'save-key': () => undefined } }, plan);
      const { id } = started;
      const { handlers } = stage.engine;
      const answer = async (questionId: string, path: string): Promise<void> => {
        if (path === kits[1])
          await handlers['save-kit']({ id, file: { path: kits[0] ?? '' } }).catch((thrown) =>
            refused.push(thrown.failure.code),
          );
        await handlers['save-kit']({ id, file: { path } });
        const given = { kind: 'save-key', kit: { path } } as const;
        await handlers['answer-question']({ id, questionId, answer: given });
      };
      const done: Promise<void>[] = [];
      const stop = stage.engine.onEvent((_id, event) => {
        if (event.type !== 'question-asked' || event.question.kind !== 'save-key') return;
        done.push(answer(event.question.id, kits[event.question.side === 'target' ? 1 : 0] ?? ''));
      });
      const state = await started.ended;
      stop();
      await Promise.all(done);
      expect(state.status).toBe('finished');
      expect(refused).toEqual(['file.unwritable']);
      expect(state.kit).toMatchObject({ path: kits[0], complete: true });
      expect(state.keyOfTarget?.kit).toMatchObject({ path: kits[1], complete: true });
      const { firstBackup } = state.facts;
      const kit = readFileSync(kits[1] ?? '', 'utf8');
      if (!firstBackup?.made) throw new Error('not made');
      for (const part of [firstBackup.name, firstBackup.sha256, 'NEW-EPP'])
        expect(kit).toContain(part);
      expect(readFileSync(kits[0] ?? '', 'utf8')).not.toContain(firstBackup.name);
    }));

  test('can be left to a person for later, and stays a thing to do', () =>
    onStage(setStage(), async (stage) => {
      const answers = ofNew(() => ({ kind: 'save-key', later: true }));
      const state = await (await stage.start({ answers }, plan)).ended;
      expect(state.status).toBe('finished');
      expect(state.facts.firstBackup).toEqual({ made: false, why: 'person' });
      expect(backupsOf(stage).filter(({ name }) => name.includes('-first-'))).toEqual([]);
      expect(readFileSync(state.facts.report?.text ?? '', 'utf8')).toMatch(
        /- Make a System Backup of the new server/,
      );
    }));

  test('is no part of a plan that does not ask for it', () =>
    onStage(setStage(), async (stage) => {
      const state = await (await stage.start()).ended;
      expect(state.facts.firstBackup).toEqual({ made: false, why: 'plan' });
    }));

  test('whose key nobody had proven is deleted by the next run, which asks for another', () =>
    onStage(setStage(), async (stage) => {
      const shown: string[] = [];
      const first = await stage.start(
        {
          answers: ofNew((key) => {
            shown.push(key);
            void stage.engine.handlers['cancel-migration']({ id: first.id, because: 'unanswered' });
            return undefined;
          }),
        },
        plan,
      );
      expect((await first.ended).status).toBe('paused');
      const [before] = backupsOf(stage).filter(({ name }) => name.includes('-first-'));
      expect(before?.state).toBe('awaiting-key');
      const again = stage.resume(first.id);
      const state = await again.ended;
      expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
      const made = backupsOf(stage).filter(({ name }) => name.includes('-first-'));
      expect(made).toMatchObject([{ state: 'ready', name: `${before?.name}-2` }]);
      expect(again.keys).not.toContain(shown[0]);
      expect(state.keyOfTarget?.givenUp).toMatchObject([{ reason: 'key-lost', deleted: true }]);
    }));

  test('whose key was proven is taken up where the run ended, and asked for no more', () =>
    onStage(setStage(), async (stage) => {
      const first = await stage.start({}, plan);
      const stop = stage.engine.onEvent((id, event) => {
        if (event.type === 'first-backup-proven')
          void stage.engine.handlers['cancel-migration']({ id, because: 'unanswered' });
      });
      const before = await first.ended;
      stop();
      expect(before.status).toBe('paused');
      const again = stage.resume(first.id);
      const state = await again.ended;
      expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
      expect(again.keys).toEqual([]);
      expect(state.facts.firstBackup).toMatchObject({
        ...{ made: true, backupId: before.keyOfTarget?.request?.backupId },
        keyProof: before.keyOfTarget?.keyProof,
      });
    }));

  test('that fails on the new server stops before the old one is off, and is made anew', () =>
    onStage(setStage({ faults: { target: { 'fail-backup': true } } }), async (stage) => {
      const first = await stage.start({}, plan);
      expect((await first.ended).failure).toMatchObject({
        ...{ code: 'backup.failed', facts: { side: 'target', deleted: true } },
      });
      expect(stage.pair.machine('source').power).toBe('on');
      await stage.pair.setFault('target', 'fail-backup', false);
      const state = await stage.resume(first.id).ended;
      expect(goodEnd(state, stage)).toEqual(goodEndOf(stage, state));
      expect(state.facts.firstBackup).toMatchObject({ made: true });
    }));
});
