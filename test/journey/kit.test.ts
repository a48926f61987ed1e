import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type KitContent, kitContent } from '../../electron/engine/kit/kit-content';
import { kitText } from '../../electron/engine/kit/kit-text';
import { isGood, reply, withKit } from './key-gate';
import { onStage, type Stage, setStage } from './stage';

describe.concurrent('a kit', () => {
  test.skipIf(process.getuid?.() === 0)('is not written where the folder is read-only', () =>
    onStage(setStage(), async (stage) => {
      const folder = join(stage.dataFolder, 'locked');
      mkdirSync(folder);
      chmodSync(folder, 0o500);
      expect(await tryToSave(stage, join(folder, 'kit.txt'))).toBe('file.unwritable');
    }),
  );

  test.each([
    ['/dev/full/kit.txt', 'file.unwritable'],
    ['/nowhere/at/all/kit.txt', 'file.unwritable'],
    ['kit.docx', 'kit.form'],
    ['kit.pdf', 'kit.form'],
  ])('at %s is %s, and the gate stays open', (path, code) =>
    onStage(setStage(), async (stage) => {
      expect(
        await tryToSave(stage, path.startsWith('/') ? path : join(stage.dataFolder, path)),
      ).toBe(code);
    }),
  );

  test('does not take the place of another file', () =>
    onStage(setStage(), async (stage) => {
      const path = join(stage.dataFolder, 'kit.txt');
      writeFileSync(path, 'the only copy of something');
      expect(await tryToSave(stage, path)).toBe('file.unwritable');
      expect(readFileSync(path, 'utf8')).toBe('the only copy of something');
    }));

  test('beside the copy of the backup is warned about, and so is a synchronised folder', () =>
    onStage(setStage(), async (stage) => {
      const warnings: (readonly string[])[] = [];
      const started = await stage.start({
        answers: {
          'save-key': (question, key) => {
            void saveTwo(question.id, key);
            return undefined;
          },
        },
      });
      const saveTwo = async (questionId: string, secret: string): Promise<void> => {
        const synced = join(stage.dataFolder, 'Dropbox');
        mkdirSync(synced);
        for (const folder of [join(stage.dataFolder, 'migrations', started.id), synced]) {
          const path = join(folder, 'kit.txt');
          const saved = await stage.engine.handlers['save-kit']({ id: started.id, file: { path } });
          warnings.push(saved.warnings);
        }
        await reply(stage, started.id, questionId, { kind: 'save-key', secret });
      };
      const state = await started.ended;
      isGood(stage, state);
      expect(warnings).toEqual([
        expect.arrayContaining(['beside-backup', 'same-drive']),
        expect.arrayContaining(['sync-folder', 'same-drive']),
      ]);
      expect(state.kit?.warnings).toContain('sync-folder');
    }));

  test.each([
    ['of another backup', (content: KitContent) => kitText({ ...content, backupName: 'other' })],
    ['with another key', (content: KitContent) => kitText({ ...content, key: 'OTHER-KEY' })],
    ['that is a letter', () => 'Dear colleague'],
  ])('in the place of which lies one %s meanwhile is left alone', (_what, write) =>
    onStage(setStage(), async (stage) => {
      const kit = withKit(stage, 'kit.txt');
      const started = await stage.start({
        answers: {
          ...kit.answers,
          'enter-key': () => ({ kind: 'enter-key', secret: started.keys[0] ?? '' }),
        },
      });
      kit.of(started.id);
      let other = '';
      const leave = stage.engine.onEvent((_id, event, state) => {
        if (event.type !== 'step-started' || event.step !== 'create-backup') return;
        leave();
        other = write(kitContent(state, started.keys[0] ?? '', new Date(), 'en'));
        writeFileSync(kit.path, other);
      });
      const state = await started.ended;
      isGood(stage, state);
      expect(state.kit).toMatchObject({ complete: false });
      expect(readFileSync(kit.path, 'utf8')).toBe(other);
    }),
  );

  test('of a finished backup does not give way to that of the next one', () =>
    onStage(setStage(), async (stage) => {
      const kit = withKit(stage, 'kit.txt');
      const first = await stage.start({
        answers: { ...kit.answers, 'enter-key': () => ({ kind: 'enter-key', lost: true }) },
      });
      kit.of(first.id);
      await first.ended;
      const before = readFileSync(kit.path, 'utf8');
      let code = '';
      const second = stage.watch(first.id, {
        answers: {
          'save-key': (question, secret) => {
            void stage.engine.handlers['save-kit']({ id: first.id, file: { path: kit.path } })
              .catch((thrown) => {
                code = thrown.failure.code;
              })
              .then(() => reply(stage, first.id, question.id, { kind: 'save-key', secret }));
            return undefined;
          },
        },
      });
      await stage.engine.handlers['resume-migration']({ id: first.id, newBackup: true });
      expect(await second.ended).toMatchObject({ status: 'finished' });
      expect(code).toBe('file.unwritable');
      expect(readFileSync(kit.path, 'utf8')).toBe(before);
    }));

  test('is not written any more once the run is cancelled', () =>
    onStage(setStage(), async (stage) => {
      const path = join(stage.dataFolder, 'kit.txt');
      let code = '';
      const started = await stage.start({
        answers: {
          'save-key': () => {
            const ending = stage.engine.handlers['cancel-migration']({
              ...{ id: started.id, because: 'person' },
            });
            stage.engine.handlers['save-kit']({ id: started.id, file: { path } }).catch(
              (thrown) => {
                code = thrown.failure.code;
              },
            );
            void ending;
            return undefined;
          },
        },
      });
      expect(await started.ended).toMatchObject({ status: 'cancelled', kit: undefined });
      expect(code).toBe('key.not-proven');
      expect(existsSync(path)).toBe(false);
    }));

  test('that was moved away is left out of the record of what is complete', () =>
    onStage(setStage(), async (stage) => {
      const kit = withKit(stage, 'kit.txt');
      const started = await stage.start({
        answers: {
          ...kit.answers,
          'confirm-restore': (question) => {
            return { kind: 'confirm-restore', typedName: question.targetName };
          },
          'enter-key': () => ({ kind: 'enter-key', secret: started.keys[0] ?? '' }),
        },
      });
      kit.of(started.id);
      const leave = stage.engine.onEvent((_id, event) => {
        if (event.type !== 'step-started' || event.step !== 'create-backup') return;
        leave();
        rmSync(kit.path);
      });
      const state = await started.ended;
      isGood(stage, state);
      expect(state.kit).toMatchObject({ complete: false });
      expect(existsSync(kit.path)).toBe(false);
    }));
});

/** The code with which saving a kit there fails at the gate; the run goes on to its good end afterwards. */
async function tryToSave(stage: Stage, path: string): Promise<string> {
  let code = 'none';
  const started = await stage.start({
    answers: {
      'save-key': (question, secret) => {
        void stage.engine.handlers['save-kit']({ id: started.id, file: { path } })
          .catch((thrown) => {
            code = thrown.failure.code;
          })
          .then(() => reply(stage, started.id, question.id, { kind: 'save-key', secret }));
        return undefined;
      },
    },
  });
  const state = await started.ended;
  isGood(stage, state);
  expect(state.kit).toBeUndefined();
  return code;
}
