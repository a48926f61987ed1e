import { existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { kitContent } from '../../electron/engine/kit/kit-content';
import { kitText } from '../../electron/engine/kit/kit-text';
import { readKit } from '../../electron/engine/kit/read-kit';
import { asked, isGood, reply, withKit } from './key-gate';
import { onStage, setStage } from './stage';

describe.concurrent('the proof that the key is saved', () => {
  test('is asked for until what is typed is the key, and points at the groups that are not', () =>
    onStage(setStage(), async (stage) => {
      let tries = 0;
      const { ended, events } = await stage.start({
        answers: {
          'save-key': (_question, key) => {
            tries += 1;
            const wrong = `${key.slice(0, 5)}${key[5] === 'X' ? 'Y' : 'X'}${key.slice(6)}`;
            const secret = tries === 1 ? wrong : tries === 2 ? key.slice(0, -1) : key;
            return { kind: 'save-key', secret };
          },
        },
      });
      const state = await ended;
      isGood(stage, state);
      expect(asked(events, 'save-key').map(({ again, fault }) => [again, fault])).toEqual([
        [false, undefined],
        [true, { difference: { groups: [2], hints: [] } }],
        [true, { difference: { groups: [4], hints: ['shorter'] } }],
      ]);
      expect(state.facts.keyProof).toMatchObject({ how: 'typed' });
    }));

  test('that never comes starts no backup, and a new key is given next time', () =>
    onStage(setStage(), async (stage) => {
      const first = await stage.start({
        answers: { 'save-key': () => ({ kind: 'save-key', secret: 'WRONG' }) },
      });
      expect((await first.ended).failure).toMatchObject({ code: 'key.rejected' });
      expect(stage.pair.machine('source').backupsStarted).toBe(0);
      const second = stage.resume(first.id);
      isGood(stage, await second.ended);
      expect(second.keys[0]).not.toBe(first.keys[0]);
      expect(stage.pair.machine('source').state.backups).toHaveLength(1);
    }));

  test.each(['kit.txt', 'kit.html'])('is the saved kit that the program reads: %s', (name) =>
    onStage(setStage(), async (stage) => {
      const kit = withKit(stage, name);
      const started = await stage.start({ answers: kit.answers });
      kit.of(started.id);
      const state = await started.ended;
      isGood(stage, state);
      expect(state.facts.keyProof).toMatchObject({ how: 'kit', kitPath: kit.path });
      expect(state.facts.restore).toMatchObject({ keyFrom: 'kit' });
      expect(statSync(kit.path).mode & 0o777).toBe(0o600);
      expect(await readKit(kit.path)).toMatchObject({ key: started.keys[0] });
      // Once the file is here, the kit says so.
      expect(state.kit).toMatchObject({ complete: true, warnings: expect.arrayContaining([]) });
      expect(readFileSync(kit.path, 'utf8')).toContain(state.facts.backup?.sha256);
    }),
  );

  test('is no kit of another backup, no damaged one, no picture and no huge file', () =>
    onStage(setStage(), async (stage) => {
      const kit = withKit(stage, 'kit.txt');
      const other = (name: string) => join(stage.dataFolder, 'kits', name);
      const offered = [
        other('other.txt'),
        other('damaged.txt'),
        other('picture.png'),
        other('huge.txt'),
        other('none.txt'),
        kit.path,
      ];
      const prepare = async (): Promise<void> => {
        const text = readFileSync(kit.path, 'utf8');
        const [state] = await stage.engine.handlers['list-migrations']({});
        if (!state) return expect.unreachable('there is a migration');
        const content = kitContent(state, started.keys[0] ?? '', new Date(), 'en');
        writeFileSync(other('other.txt'), kitText({ ...content, backupId: 'b-99' }));
        writeFileSync(
          other('damaged.txt'),
          text.replace(/^(System Backup Key\s+)\S/m, (_all, label) => `${label}~`),
        );
        const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
        writeFileSync(other('picture.png'), Buffer.concat([png, Buffer.alloc(3000)]));
        writeFileSync(other('huge.txt'), 'kit');
        truncateSync(other('huge.txt'), 1_000_000_000);
      };
      const started = await stage.start({
        answers: {
          ...kit.answers,
          'save-key': (question) => {
            const path = offered.shift() ?? '';
            const saved = existsSync(kit.path)
              ? Promise.resolve()
              : stage.engine.handlers['save-kit']({
                  id: started.id,
                  file: { path: kit.path },
                }).then(prepare);
            void saved.then(() =>
              reply(stage, started.id, question.id, { kind: 'save-key', kit: { path } }),
            );
            return undefined;
          },
        },
      });
      isGood(stage, await started.ended);
      const codes = asked(started.events, 'save-key').map(({ fault }) =>
        fault && 'failure' in fault ? fault.failure.code : undefined,
      );
      expect(codes).toEqual([
        undefined,
        'kit.other-backup',
        'kit.damaged',
        'kit.not-one',
        'kit.not-one',
        'file.unreadable',
      ]);
    }));

  test.each([
    'a',
    'with blanks in it',
    'lower-case-and-dashes',
    'Schlüssel für Köln, 東京 🔑',
    'Schlüssel'.normalize('NFD'),
    'K0O1Il'.repeat(166),
  ])('takes whatever key the old server shows: %s', (key) =>
    onStage(setStage({ faults: { source: { 'odd-key': { key } } } }), async (stage) => {
      const kit = withKit(stage, 'kit.html');
      const started = await stage.start({ answers: kit.answers });
      kit.of(started.id);
      isGood(stage, await started.ended);
      expect(started.keys).toEqual([key]);
    }),
  );

  test('is as strict as the restore: spaces in the key count', () =>
    onStage(
      setStage({ faults: { source: { 'odd-key': { key: 'with blanks in it' } } } }),
      async (stage) => {
        let tries = 0;
        const { ended, events } = await stage.start({
          answers: {
            'save-key': (_question, key) => ({
              kind: 'save-key',
              secret: ++tries === 1 ? key.replaceAll(' ', '') : key.replaceAll(' ', '\u2423'),
            }),
            'enter-key': (_question, key) => ({ kind: 'enter-key', secret: ` ${key}` }),
          },
        });
        isGood(stage, await ended);
        expect(asked(events, 'save-key').map(({ fault }) => fault)).toEqual([
          undefined,
          { difference: { groups: [], hints: ['spaces'] } },
        ]);
      },
    ));

  test('cannot be given of a key that is none', () =>
    onStage(setStage({ faults: { source: { 'odd-key': { key: '' } } } }), async (stage) => {
      const state = await (await stage.start()).ended;
      expect(state.failure).toMatchObject({ code: 'appliance.answer-unreadable' });
      expect(stage.pair.machine('source').backupsStarted).toBe(0);
    }));
});
