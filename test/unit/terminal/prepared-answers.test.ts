import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { kitText, writeKit } from '../../../electron/engine/kit/recovery-kit';
import type { AnswerDesk } from '../../../electron/terminal/answers/answerer';
import { preparedAnswers } from '../../../electron/terminal/answers/prepared-answers';
import { trustAnswer } from '../../../electron/terminal/answers/read-typed';
import { takeSecrets, variableTaker } from '../../../electron/terminal/environment';
import { keepOtherFiles, keyInKit } from '../../../electron/terminal/kit-file';
import { practiceFolder } from '../../../electron/terminal/practice-folder';
import type { Side } from '../../../shared/appliance';
import type { MigrationState, Question } from '../../../shared/migration';
import { hostKey, stateAfter } from './state';

const folder = mkdtempSync(join(tmpdir(), 'epp-kit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const key = 'ABCD1234EFGH5678';

const desk = (state: MigrationState): AnswerDesk => ({
  migration: {
    state,
    revealKey: async () => key,
    saveKit: async (path) => {
      writeKit(path, kitText(state, key, new Date()));
      return path;
    },
  },
  signal: new AbortController().signal,
  say: () => undefined,
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

  test('prove the key by reading the kit back from the disk', async () => {
    const kit = join(folder, 'kit.txt');
    const answers = preparedAnswers({ kit }, false);
    const question: Question = { id: 'q', kind: 'save-key', backupName: 'b', again: false };
    expect(await answers(question, desk(stateAfter()))).toEqual({ kind: 'save-key', secret: key });
    expect(readFileSync(kit, 'utf8')).toContain('RECOVERY KIT');
    await expect(answers({ ...question, again: true }, desk(stateAfter()))).rejects.toThrow(
      'key.not-proven',
    );
  });

  test('never write over the kit of another migration', () => {
    const kit = join(folder, 'other.txt');
    writeKit(kit, kitText({ ...stateAfter(), id: 'm2' }, key, new Date()));
    expect(() => keepOtherFiles(kit, 'm1')).toThrow('file.unwritable');
    expect(() => keepOtherFiles(kit, 'm2')).not.toThrow();
    expect(() => keepOtherFiles(join(folder, 'none.txt'), 'm1')).not.toThrow();
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

  test('a file without a key proves nothing', () => {
    const file = join(folder, 'letter.txt');
    writeFileSync(file, 'Dear customer');
    expect(() => keyInKit(file)).toThrow('key.not-proven');
    expect(() => keyInKit(join(folder, 'missing.txt'))).toThrow('file.unreadable');
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
