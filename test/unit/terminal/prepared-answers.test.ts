import { describe, expect, test } from 'vitest';
import type { AnswerDesk } from '../../../electron/terminal/answers/answerer';
import {
  type PreparedAnswers,
  preparedAnswers,
} from '../../../electron/terminal/answers/prepared-answers';
import { trustAnswer } from '../../../electron/terminal/answers/read-typed';
import { takeSecrets, variableTaker } from '../../../electron/terminal/environment';
import { practiceFolder } from '../../../electron/terminal/practice-folder';
import type { Side } from '../../../shared/appliance';
import type { KeyFault, MigrationState, Question } from '../../../shared/migration';
import { hostKey, stateAfter } from './state';

const key = 'ABCD1234EFGH5678';

const desk = (state: MigrationState, said: string[] = [], saved: string[] = []): AnswerDesk => ({
  migration: {
    state,
    revealKey: async () => key,
    handKey: async () => 'KEY',
    consoleFields: async () => ({ address: '', port: 21, path: '' }),
    saveKit: async (path) => {
      saved.push(path);
      return { path, warnings: ['temporary-folder'] };
    },
  },
  signal: new AbortController().signal,
  say: (text) => void said.push(text),
  stepAside: () => () => undefined,
});

const password = (side: Side, user: string, again = false, account = side): Question => ({
  ...{ id: 'q1', kind: 'enter-password', side, account, host: 'h', port: 22, user, again },
});

describe('answers given beforehand', () => {
  test('trust the host key that was named and no other', async () => {
    const question: Question = {
      ...{ id: 'q', kind: 'trust-host', side: 'source', host: 'h', port: 22, hostKey },
    };
    const ask = (sha256: string) =>
      preparedAnswers({ acceptKey: { source: [sha256] } }, false)(question, desk(stateAfter()));
    expect(await ask(hostKey.sha256)).toEqual({ kind: 'trust-host', accept: true });
    expect(await ask(`SHA256:${'A'.repeat(43)}`)).toEqual({ kind: 'trust-host', accept: false });
  });

  describe('prove the key by the kit', () => {
    const question: Question = { id: 'q', kind: 'save-key', backupName: 'b', again: false };
    const damaged: KeyFault = { failure: { code: 'kit.damaged', facts: { file: 'kit.txt' } } };

    test('which is written once and read by the engine, not here', async () => {
      const [said, saved]: string[][] = [[], []];
      const answers = preparedAnswers({ kit: '/safe/kit.txt' }, false);
      expect(await answers(question, desk(stateAfter(), said, saved))).toEqual({
        kind: 'save-key',
        kit: { path: '/safe/kit.txt' },
      });
      expect(saved).toEqual(['/safe/kit.txt']);
      expect(said?.join('\n')).toMatch(/written to \/safe\/kit\.txt[\s\S]+the system empties/);
      expect(said?.join('\n')).not.toContain(key);
    });

    test('and where that did not do, end the run with what was wrong, or leave it to a person', async () => {
      const again: Question = { ...question, again: true, fault: damaged };
      const given = { kit: '/safe/kit.txt' };
      await expect(preparedAnswers(given, false)(again, desk(stateAfter()))).rejects.toThrow(
        'kit.damaged',
      );
      const other: KeyFault = { difference: { groups: [2], hints: [] } };
      await expect(
        preparedAnswers(given, false)({ ...again, fault: other }, desk(stateAfter())),
      ).rejects.toThrow('key.not-proven');
      expect(await preparedAnswers(given, true)(again, desk(stateAfter()))).toBeUndefined();
    });
  });

  describe('give the key for the restore', () => {
    const question: Question = { id: 'q', kind: 'enter-key', backupName: 'b', again: false };
    const wrong: KeyFault = { failure: { code: 'key.wrong', facts: { backup: 'b' } } };
    const ask = (given: PreparedAnswers, canAsk = false, asked: Question = question) =>
      preparedAnswers(given, canAsk)(asked, desk(stateAfter()));

    test('by the kit, or by the variable, which goes before it', async () => {
      const kit = '/safe/kit.txt';
      expect(await ask({ kit })).toEqual({ kind: 'enter-key', kit: { path: kit } });
      expect(await ask({ kit, backupKey: key })).toEqual({ kind: 'enter-key', secret: key });
      expect(await ask({})).toBeUndefined();
    });

    test('once: then a person is asked, or the run ends with what was wrong', async () => {
      const again: Question = { ...question, again: true, fault: wrong };
      for (const given of [{ backupKey: 'x' }, { kit: 'k' }]) {
        expect(await ask(given, true, again)).toBeUndefined();
        await expect(ask(given, false, again)).rejects.toThrow('key.wrong');
      }
      const other: KeyFault = { failure: { code: 'kit.other-backup', facts: {} } };
      await expect(ask({ kit: 'k' }, false, { ...again, fault: other })).rejects.toThrow(
        'kit.other-backup',
      );
    });
  });

  test('try each password once', async () => {
    const answers = preparedAnswers({ passwords: { source: 'a', target: 'b' } }, false);
    const state = stateAfter();
    expect(await answers(password('source', 'epproot'), desk(state))).toMatchObject({
      secret: 'a',
    });
    await expect(answers(password('source', 'epproot', true), desk(state))).rejects.toThrow(
      'ssh.authentication',
    );
    expect(await answers(password('target', 'admin'), desk(state))).toMatchObject({ secret: 'b' });
  });

  test('log in to a restored server with the login of the old one', async () => {
    const answers = preparedAnswers({ passwords: { source: 'a', target: 'b' } }, false);
    const restored = password('target', 'epproot', false, 'source');
    expect(await answers(restored, desk(stateAfter()))).toMatchObject({ secret: 'a' });
  });
});

describe('what is typed and read', () => {
  test('a host key is trusted by yes or by its fingerprint', () => {
    expect(trustAnswer(' Yes', hostKey)).toEqual({ accept: true });
    expect(trustAnswer('once', hostKey)).toEqual({ accept: true, remember: false });
    expect(trustAnswer('n', hostKey)).toEqual({ accept: false });
    expect(trustAnswer(`256 ${hostKey.md5} root@old (ED25519)`, hostKey)).toEqual({ accept: true });
    expect(trustAnswer(`SHA256:${'A'.repeat(43)}`, hostKey)).toMatch(/Not the same/);
    expect(trustAnswer('SHA256:short', hostKey)).toMatch(/yes, once or no/);
  });

  test('secrets leave the environment when they are taken', () => {
    const env: Record<string, string | undefined> = {
      EPP_SOURCE_PASSWORD: 's',
      EPP_BACKUP_KEY: key,
    };
    env['EPP_PASSWORD'] = 'p';
    env['EPP_JUMP_PASSWORD'] = 'j';
    env['EPP_PASSPHRASE'] = 'open';
    expect(takeSecrets(variableTaker(env))).toEqual({
      passwords: { source: 's', server: 'p', jump: 'j' },
      passphrase: 'open',
      backupKey: key,
    });
    expect(env).toEqual({});
  });

  test('only folders of practice pairs are opened as such', () => {
    expect(practiceFolder('/data/practice/p1', '/data')).toMatch(/p1$/);
    for (const path of ['/etc', '/data/practice', '/data/practice/../x', '/data/practice/a/b']) {
      expect(() => practiceFolder(path, '/data')).toThrow('plan.invalid');
    }
  });
});
