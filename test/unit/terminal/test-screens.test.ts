import { describe, expect, test } from 'vitest';
import {
  legacyWords,
  replaceWords,
  trustWords,
  versionWords,
} from '../../../electron/terminal/answers/connecting-text';
import { explain } from '../../../electron/terminal/answers/prompting';
import { testEnding } from '../../../electron/terminal/ending';
import { exceptionWords } from '../../../electron/terminal/exception-words';
import { beforehand } from '../../../electron/terminal/screens/beforehand';
import { endWords } from '../../../electron/terminal/screens/end-words';
import { jsonScreen } from '../../../electron/terminal/screens/json-screen';
import { plainScreen } from '../../../electron/terminal/screens/plain-screen';
import type { Stage } from '../../../shared/connection-test';
import type { Question } from '../../../shared/migration';
import { passed, testAfter } from './connection';
import { page } from './page';
import { hostKey, stateAfter } from './state';

const at = '2026-11-24T10:00:00.000Z';
const wide = (lines: readonly string[], width = 79) => lines.filter((line) => line.length > width);
const would = { kex: 'diffie-hellman-group1-sha1', hostKey: 'ssh-rsa', cipher: 'aes128-ctr' };
const otherKey = { ...hostKey, sha256: `SHA256:${'B'.repeat(43)}` };
const server = { host: '10.0.0.20', port: 22 } as const;

describe('the end of a test', () => {
  test('says who answered, and which algorithms are weak', () => {
    const { lines, terminal } = page();
    endWords(testEnding(passed()), terminal);
    const text = lines.join('\n');
    expect(text).toMatch(/Version +5\.2\.0\.6\n/);
    expect(text).toMatch(/Clock +3 min 5 s behind this computer\n/);
    expect(text).toMatch(/Key exchange +diffie-hellman-group1-sha1 \(weak\)\n/);
    expect(text).toMatch(/Encryption +aes128-ctr\n/);
    expect(text).toMatch(/Weak algorithms +allowed for 10\.0\.0\.20:22/);
    expect(text).toContain(hostKey.md5);
    expect(wide(lines)).toEqual([]);
  });

  test('says what was in the way and that nothing was changed', () => {
    const { lines, terminal } = page();
    const failure = { code: 'ssh.refused', facts: { ...server } } as const;
    endWords(testEnding(testAfter(1, { status: 'failed', failure })), terminal);
    expect(lines.join('\n')).toMatch(
      /✗ The server does not accept SSH connections\n {2}Seen [\s\S]+ssh\.refused\n {2}Now +Nothing was changed/,
    );
  });

  test('names the option that would have answered, not a migration that there is not', () => {
    const { lines, terminal } = page();
    const failure = { code: 'migration.waiting', facts: { question: 'trust-host' } } as const;
    endWords(testEnding(testAfter(4), failure), terminal);
    const text = lines.join('\n');
    expect(text).toContain('■ Host key');
    expect(text).toMatch(/--accept-key/);
    expect(text).not.toContain('resume');
  });

  test('every question of a test names what answers it', () => {
    for (const kind of ['replace-host-key', 'enter-passphrase', 'allow-legacy', 'enter-password'])
      expect(beforehand(kind, 'test')).toMatch(/--|EPP_/);
    expect(beforehand('no such question', 'test')).toBeUndefined();
  });
});

describe('the stages', () => {
  test('of jump hosts stand under a heading of their own', () => {
    const hop = { host: 'bastion', port: 22, hop: 1 };
    const stages: Stage[] = [
      { stage: 'dns', server: hop, state: 'done', milliseconds: 2.4, seen: '10.9.9.9' },
      { stage: 'dns', server, state: 'skipped' },
      { stage: 'tcp', server, state: 'failed', milliseconds: 12_000, seen: 'refused' },
    ];
    const via = [{ host: 'bastion', port: 22, user: 'me' }];
    const { lines, terminal } = page();
    const endpoint = { ...server, user: 'epproot', via };
    plainScreen(terminal).showTest(testAfter(0, { stages, endpoint }));
    expect(lines).toEqual([
      'Connecting to epproot@10.0.0.20:22, through me@bastion:22',
      '',
      'Jump host 1, bastion:22',
      '  ✓ Name            2 ms  10.9.9.9',
      '',
      'Server 10.0.0.20:22',
      '  - Name',
      '  ✗ Network         12 s  refused',
    ]);
  });

  test('hold nothing that steers a terminal', () => {
    const { lines, terminal } = page();
    const stages: Stage[] = [{ stage: 'banner', server, state: 'done', seen: '\u001b[31mSSH\r\n' }];
    plainScreen(terminal).showTest(testAfter(0, { stages }));
    expect(lines.at(-1)).toMatch(/SSH server +SSH$/);
  });

  test('for programs are one object a line, then the result with identity', () => {
    const { lines, terminal } = page();
    const screen = jsonScreen(terminal);
    const question: Question = { id: 'q', kind: 'trust-host', ...server, hostKey };
    screen.showTest(testAfter(1, { question }));
    screen.showTest(testAfter(2, { question }));
    screen.showTest(passed());
    screen.end(testEnding(passed()));
    const read = lines.map((line) => JSON.parse(line));
    const types = read.map(({ type }) => type);
    expect(types).toEqual(['test', 'stage', 'question', ...Array(9).fill('stage'), 'result']);
    expect(read[1]).toEqual({
      ...{ type: 'stage', id: 't1', stage: 'dns', state: 'done', server },
      ...{ milliseconds: 1, seen: 'seen dns' },
    });
    expect(read.at(-1)).toMatchObject({
      ...{ id: 't1', outcome: 'finished', exitCode: 0, legacyAllowed: ['10.0.0.20:22'] },
      ...{ identity: { version: '5.2.0.6' }, agreed: { hostKey: 'ssh-rsa' } },
    });
  });
});

describe('questions', () => {
  const lists = (kex: string) => ({ kex: [kex], hostKey: [], cipher: [], mac: [] });
  const origin = { file: '/home/me/.ssh/known_hosts', line: 7 };
  const texts = [
    trustWords({ id: 'q', kind: 'trust-host', ...server, hop: 2, hostKey, authority: origin }),
    replaceWords({
      ...{ id: 'q', kind: 'replace-host-key', side: 'source', ...server, hostKey, origin },
      expected: otherKey,
    }),
    legacyWords({
      ...{ id: 'q', kind: 'allow-legacy', ...server, ours: lists('curve25519-sha256') },
      ...{ theirs: lists(would.kex), gap: ['kex'], would: { ...would, mac: '' } },
    }),
    versionWords({ id: 'q', kind: 'enter-version', host: 'h', seen: 'beta' }),
  ] as const;

  test('fit 80 columns', () => {
    const { lines, terminal } = page();
    for (const text of texts) explain(terminal, ...text);
    expect(wide(lines)).toEqual([]);
  });

  test('speak of certificates where a server is known by one', () => {
    const asked = {
      ...({ id: 'q', kind: 'replace-host-key', side: 'source', ...server, origin } as const),
      ...{ hostKey: { ...hostKey, type: 'x509' }, expected: { ...otherKey, type: 'x509' } },
    };
    for (const restored of [undefined, true as const]) {
      const [title, lines] = replaceWords({ ...asked, ...(restored && { restored }) });
      const text = [title, ...lines].join('\n');
      expect(text).toContain('another certificate than before');
      expect(text).not.toMatch(/host key|ssh-keygen/);
    }
  });

  test('say which server is meant, both keys, and where the accepted one came from', () => {
    const [trust, replace, legacy] = texts.map(([title, lines]) => [title, ...lines].join('\n'));
    expect(trust).toContain('jump host 2 (10.0.0.20:22)');
    expect(trust).toContain('certificate authority');
    expect(replace).toMatch(/^The old server, 10\.0\.0\.20:22, shows another host key/);
    expect(replace).toContain(otherKey.sha256);
    expect(replace).toContain('/home/me/.ssh/known_hosts, line 7');
    expect(legacy).toContain('The server: diffie-hellman-group1-sha1');
    expect(legacy).toContain('Host key: ssh-rsa (weak)');
    expect(legacy).not.toContain('Integrity');
  });
});

describe('what was allowed beyond the usual', () => {
  test('is said at the end of a run', () => {
    const mac = 'hmac-sha2-256';
    const state = stateAfter(
      {
        ...{ at, type: 'legacy-allowed', side: 'source', address: '10.0.0.20:22' },
        would: { ...would, mac },
      },
      { at, type: 'host-key-pinned', side: 'target', hostKey, replaced: otherKey },
    );
    expect(exceptionWords(state)).toEqual([
      'Weak algorithms were allowed for 10.0.0.20:22: diffie-hellman-group1-sha1, ssh-rsa.',
      `The changed host key of the new server was accepted on 2026-11-24: ${hostKey.sha256}.`,
    ]);
    const { lines, terminal } = page();
    endWords({ outcome: 'paused', exitCode: 11, state }, terminal);
    expect(lines.join('\n')).toContain('Weak algorithms were allowed');
  });
});
