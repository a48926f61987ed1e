import { describe, expect, test } from 'vitest';
import { asHexPairs } from '../../../shared/fingerprint';
import type { Question } from '../../../shared/migration';
import { asked } from './at-the-keys';
import { hostKey } from './state';

const server = { host: 'old', port: 22 } as const;

describe('a person is asked while connecting', () => {
  test('for what a server wants to know, in its own words, hidden unless it may be seen', async () => {
    const question: Question = {
      ...{ id: 'q', kind: 'answer-prompts', ...server, user: 'me', title: 'Second factor' },
      instructions: 'Look at \u001b[31myour phone.',
      prompts: [
        { text: 'Code: ', echo: true },
        { text: 'PIN: ', echo: false },
      ],
    };
    const { answer, shown } = await asked(question, ['Code:', '12345\r'], ['PIN:', 'p1n-secret\r']);
    expect(answer).toEqual({ kind: 'answer-prompts', secrets: ['12345', 'p1n-secret'] });
    expect(shown).toContain('old:22 asks me at the login:');
    expect(shown).toContain('Look at your phone.');
    expect(shown).toContain('12345');
    expect(shown).not.toContain('p1n-secret');
  });

  test('for the name of a host whose key has changed, or to say no', async () => {
    const question: Question = {
      ...{ id: 'q', kind: 'replace-host-key', ...server, hop: 2, hostKey, expected: hostKey },
      origin: { file: 'known_hosts', line: 3 },
    };
    const named = await asked(
      question,
      ['Type old to accept', 'new\r'],
      ['That is not the name', '\u0015OLD\r'],
    );
    expect(named.answer).toEqual({ kind: 'replace-host-key', typedName: 'OLD' });
    expect(named.shown).toContain('Jump host 2 (old:22) shows another host key');
    const declined = await asked(question, ['Type old to accept', 'no\r']);
    expect(declined.answer).toEqual({ kind: 'replace-host-key', typedName: 'no' });
  });

  test('for a passphrase, which is not shown', async () => {
    const question: Question = { id: 'q', kind: 'enter-passphrase', file: '/k/id', again: true };
    const { answer, shown } = await asked(question, ['Passphrase of', 'open sesame\r']);
    expect(answer).toEqual({ kind: 'enter-passphrase', secret: 'open sesame' });
    expect(shown).toContain('That did not open /k/id.');
    expect(shown).not.toContain('sesame');
  });

  test('whether a certificate is the right one, by what a browser shows of it', async () => {
    const certificate = { ...hostKey, type: 'x509' };
    const pairs = asHexPairs(certificate.sha256);
    const question: Question = {
      ...{ id: 'q', kind: 'trust-host', ...server, side: 'source', hostKey: certificate },
    };
    const { answer, shown } = await asked(question, ['from there', `${pairs}\r`]);
    expect(answer).toEqual({ kind: 'trust-host', accept: true });
    expect(shown).toContain(`SHA-256  ${pairs.slice(0, 40)}`);
    expect(shown).not.toContain('console printed');
  });

  test('for a version that is one', async () => {
    const question: Question = { id: 'q', kind: 'enter-version', host: 'old', seen: 'beta' };
    const { answer } = await asked(
      question,
      ['Version', '5.2\r'],
      ['That is no version', '.0.6\r'],
    );
    expect(answer).toEqual({ kind: 'enter-version', version: '5.2.0.6' });
  });

  test('about weak algorithms, where doing nothing means no', async () => {
    const lists = { kex: ['a'], hostKey: [], cipher: [], mac: [] };
    const question: Question = {
      ...{ id: 'q', kind: 'allow-legacy', ...server, ours: lists, theirs: lists, gap: ['kex'] },
      would: { kex: 'a', hostKey: 'b', cipher: 'c', mac: 'd' },
    };
    expect((await asked(question, ['(y/N)', '\r'])).answer).toMatchObject({ accept: false });
    expect((await asked(question, ['(y/N)', 'y\r'])).answer).toMatchObject({ accept: true });
  });

  test('about a host key for one time', async () => {
    const question: Question = { id: 'q', kind: 'trust-host', ...server, hostKey };
    const { answer } = await asked(question, ['Is it the same?', 'once\r']);
    expect(answer).toEqual({ kind: 'trust-host', accept: true, remember: false });
  });
});
