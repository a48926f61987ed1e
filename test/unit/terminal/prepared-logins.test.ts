import { describe, expect, test } from 'vitest';
import {
  type PreparedLogins,
  preparedLogins,
} from '../../../electron/terminal/answers/prepared-logins';
import type { ConnectingQuestion } from '../../../shared/connecting-question';
import { hostKey } from './state';

const appliance = { host: 'old', port: 22 } as const;
const jump = { host: 'bastion', port: 22, hop: 1 } as const;
const otherKey = { type: 'ssh-rsa', sha256: `SHA256:${'B'.repeat(43)}`, md5: hostKey.md5 };

const answers = (given: PreparedLogins, canAsk = false) => preparedLogins(given, canAsk);
const trust = (at: typeof appliance | typeof jump): ConnectingQuestion => ({
  ...{ kind: 'trust-host', ...at, hostKey },
});
const password = (at: typeof appliance | typeof jump, again = false): ConnectingQuestion => ({
  ...{ kind: 'enter-password', ...at, user: 'me', again },
});
const replaced: ConnectingQuestion = {
  ...{ kind: 'replace-host-key', ...appliance, hostKey, expected: otherKey },
  origin: { file: 'known-hosts.json' },
};

describe('what connecting asks, answered beforehand', () => {
  test('a host key is accepted by SHA-256 or MD5, each server by its own option', () => {
    const given = { acceptKey: { server: [hostKey.md5] }, acceptJumpKeys: [otherKey.sha256] };
    expect(answers(given)(trust(appliance))).toEqual({ kind: 'trust-host', accept: true });
    expect(answers(given)(trust(jump))).toEqual({ kind: 'trust-host', accept: false });
    expect(answers({ acceptKey: given.acceptKey })(trust(jump))).toBeUndefined();
  });

  test('a changed key is accepted by the name of its host only', () => {
    const named = (name: string) => answers({ replaceKey: { server: [name] } })(replaced);
    expect(named('OLD')).toEqual({ kind: 'replace-host-key', typedName: 'OLD' });
    expect(named('bastion')).toEqual({ kind: 'replace-host-key', typedName: 'bastion' });
    expect(answers({ replaceKey: { source: ['old'] } })(replaced)).toBeUndefined();
    expect(answers({ acceptKey: { server: [hostKey.sha256] } })(replaced)).toBeUndefined();
  });

  test('passwords of jump hosts and of the server are never mixed up', () => {
    const ask = answers({ passwords: { server: 's', jump: 'j' } });
    expect(ask(password(jump))).toEqual({ kind: 'enter-password', secret: 'j' });
    expect(ask(password(appliance))).toEqual({ kind: 'enter-password', secret: 's' });
    expect(answers({ passwords: { server: 's' } })(password(jump))).toBeUndefined();
  });

  test('a password that was refused is not tried again', () => {
    const ask = answers({ passwords: { jump: 'j' } });
    ask(password(jump));
    expect(() => ask(password(jump, true))).toThrow('ssh.authentication');
    const withPerson = answers({ passwords: { jump: 'j' } }, true);
    withPerson(password(jump));
    expect(withPerson(password(jump, true))).toBeUndefined();
  });

  test('one passphrase is tried on each key file once', () => {
    const ask = answers({ passphrase: 'open' });
    const passphrase = (file: string, again = false) =>
      ask({ kind: 'enter-passphrase', file, again });
    expect(passphrase('a')).toEqual({ kind: 'enter-passphrase', secret: 'open' });
    expect(passphrase('b')).toEqual({ kind: 'enter-passphrase', secret: 'open' });
    expect(() => passphrase('a', true)).toThrow('ssh.passphrase');
  });

  test('weak algorithms are allowed for the named side alone', () => {
    const lists = { kex: [], hostKey: [], cipher: [], mac: [] };
    const asked = (side: 'source' | 'target'): ConnectingQuestion => ({
      ...{ kind: 'allow-legacy', side, ...appliance, ours: lists, theirs: lists, gap: [] },
      would: { kex: '', hostKey: '', cipher: '', mac: '' },
    });
    const ask = answers({ allowLegacy: ['source'] });
    expect(ask(asked('source'))).toEqual({ kind: 'allow-legacy', accept: true });
    expect(ask(asked('target'))).toBeUndefined();
  });

  test('what a server asks in its own words is never answered with a password', () => {
    const ask = answers({ passwords: { server: 's' } });
    const asked: ConnectingQuestion = {
      ...{ kind: 'answer-prompts', ...appliance, user: 'me', title: '', instructions: '' },
      prompts: [{ text: 'Password: ', echo: false }],
    };
    expect(ask(asked)).toBeUndefined();
  });
});
