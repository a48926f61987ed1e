import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openSshConfig } from '../../../../electron/engine/ssh/ssh-config';
import { failureOf } from '../failure-of';

const home = mkdtempSync(join(tmpdir(), 'ssh-config-jumps-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
beforeEach(() => rmSync(join(home, '.ssh'), { recursive: true, force: true }));
const file = join(home, '.ssh', 'config');
const write = (name: string, content: string | Buffer) => {
  mkdirSync(join(home, '.ssh'), { recursive: true });
  writeFileSync(join(home, '.ssh', name), content);
};
const config = () => openSshConfig({ home, user: 'me', file });
const resolve = (text: string, asked = 'epp') => {
  write('config', text);
  return config().resolve(asked);
};
const via = (text: string) => resolve(text).endpoint.via;

describe('jump hosts', () => {
  it('come with their own settings, the nearest first, and the local user where none is named', () => {
    const text = [
      'Host epp',
      ' ProxyJump bastion,root@[::1]:2200,ssh://in@inner:99',
      ' User target',
      'Host bastion',
      ' HostName 192.0.2.1',
      ' Port 2222',
      ' IdentityFile /keys/bastion',
      ' IdentitiesOnly yes',
      'Host inner',
      ' HostName 10.0.0.1',
    ].join('\n');
    expect(via(text)).toEqual([
      {
        host: '192.0.2.1',
        port: 2222,
        user: 'me',
        identityFiles: ['/keys/bastion'],
        identitiesOnly: true,
      },
      { host: '::1', port: 2200, user: 'root' },
      { host: '10.0.0.1', port: 99, user: 'in' },
    ]);
  });

  it('the first one of a list is reached by its own jump hosts, the others over the one before', () => {
    const text = 'Host epp\n ProxyJump a,b\nHost a\n ProxyJump outer\nHost b\n ProxyJump other\n';
    expect(via(text)?.map(({ host }) => host)).toEqual(['outer', 'a', 'b']);
  });

  it('may be named after the target', () => {
    const text = 'Host epp\n HostName EPP.corp\n ProxyJump %r@gw-%n.%h:2%p\n User root\n';
    expect(via(text)).toEqual([{ host: 'gw-epp.epp.corp', port: 222, user: 'root' }]);
    expect(() => via('ProxyJump gw-%C')).toThrow('ssh.config');
  });

  it('none is none, also against a later line; a ProxyCommand before it wins and is named', () => {
    expect(via('ProxyJump none\nProxyJump bastion')).toBeUndefined();
    const text = 'Host epp\nProxyCommand nc %h\nProxyJump bastion';
    expect(resolve(text)).toMatchObject({
      endpoint: { host: 'epp', port: 22 },
      notes: [{ file, line: 2, what: 'ProxyCommand' }],
    });
    const reversed = resolve('Host epp\nProxyJump bastion\nProxyCommand nc %h');
    expect(reversed.endpoint.via?.map(({ host }) => host)).toEqual(['bastion']);
    expect(reversed.notes).toEqual([]);
  });

  it('what is not supported of a jump host is named as well', () => {
    const text = 'Host epp\n ProxyJump bastion\nHost bastion\n HostKeyAlias x\n';
    expect(resolve(text).notes).toEqual([{ file, line: 4, what: 'HostKeyAlias' }]);
  });

  it.each([
    ['itself', 'Host *\n ProxyJump bastion\n', 2],
    ['each other', 'Host epp b\n ProxyJump a\nHost a\n ProxyJump b\n', 2],
    ['the target', 'Host epp\n ProxyJump a\nHost a\n ProxyJump EPP\n', 4],
    ['five others', 'Host epp\n ProxyJump a,b,c,d,e\n', 2],
    [
      'twenty others',
      `Host epp\n ProxyJump h1\n${Array.from({ length: 20 }, (_, at) => `Host h${at + 1}\n ProxyJump h${at + 2}\n`).join('')}`,
      undefined,
    ],
  ])('that are reached over %s are refused', async (_, text, line) => {
    const { code, facts } = await failureOf(() => resolve(text));
    expect({ code, file: facts['file'] }).toEqual({ code: 'ssh.config', file });
    if (line !== undefined) expect(facts['line']).toBe(line);
  });
});

describe('included files', () => {
  it('stand in place of their line, and their Host lines end with them', () => {
    write('more', 'Host other\n User other\nHost epp\n User included\n');
    expect(resolve('Host epp\nInclude more\nPort 2200\nHost *\nUser last').endpoint).toMatchObject({
      user: 'included',
      port: 2200,
    });
  });

  it('of a part that does not apply do not apply either', () => {
    write('more', 'Host epp\n User included\n');
    expect(resolve(`Host other\nInclude ${home}/.ssh/more ~/.ssh/more`).endpoint).toEqual({
      host: 'epp',
      port: 22,
    });
  });

  it.each([
    ['themselves', 'Include config\nHost epp\n User me\n'],
    ['themselves many times', `${'Include config config\n'.repeat(30)}Host epp\n User me\n`],
    ['by a pattern, themselves', 'Include *\nHost epp\n User me\n'],
  ])('that include %s come to an end, and that is named', { timeout: 5000 }, (_, text) => {
    const { endpoint, notes } = resolve(text);
    expect(endpoint.user).toBe('me');
    expect(notes.length).toBeGreaterThan(0);
    expect(notes.every(({ what }) => what === 'Include')).toBe(true);
  });

  it('count up to 256, and that there are more is named', () => {
    mkdirSync(join(home, '.ssh', 'many'), { recursive: true });
    for (let at = 100; at < 400; at++) write(`many/${at}`, `Host h${at}\n`);
    write('config', 'Host epp\nInclude many/*\n');
    const { hosts, notes } = config().hosts();
    expect([hosts.length, hosts[1], hosts.at(-1)]).toEqual([257, 'h100', 'h355']);
    expect(notes).toEqual([{ file, line: 2, what: 'Include' }]);
  });

  it('with paths that are not understood are named', () => {
    const { notes } = resolve(`Include ~other/x\nInclude [ab]\nInclude \${HOME}/x\nInclude none\n`);
    expect(notes).toEqual([1, 2, 3].map((line) => ({ file, line, what: 'Include' })));
  });
});

describe('without a file of its own', () => {
  it("the person's file counts before the computer's, if there is one", () => {
    write('config', 'Host epp\n Port 2200\n');
    const { endpoint, notes } = openSshConfig({ home, user: 'me' }).resolve('epp');
    expect(endpoint).toMatchObject({ host: 'epp', port: 2200 });
    expect(notes.filter((note) => note.file.startsWith(home))).toEqual([]);
  });
});

describe('a configuration that cannot be read', () => {
  it.each([
    ['10 MB', Buffer.alloc(10e6, 'Host a\n')],
    ['binary', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 3, 10, 0, 0])],
    ['UTF-16', Buffer.from('\ufeffHost epp\n User x\n', 'utf16le')],
  ])('(%s) is noted once and left out', { timeout: 5000 }, (_, content) => {
    write('config', content);
    expect(config().hosts()).toEqual({ hosts: [], notes: [{ file, what: 'unreadable' }] });
    expect(config().resolve('epp').notes).toEqual([{ file, what: 'unreadable' }]);
  });

  it('because it is a folder is noted', () => {
    mkdirSync(file, { recursive: true });
    expect(config().resolve('epp').notes).toEqual([{ file, what: 'unreadable' }]);
  });

  it('in single lines loses these lines alone', () => {
    const text = [
      'Host epp',
      'Port',
      'User "open',
      '=',
      `HostName ${'x'.repeat(10_000)}`,
      'User good',
      'Host',
      'User wrong',
    ].join('\n');
    const { endpoint, notes } = resolve(text);
    expect(endpoint).toEqual({ host: 'epp', port: 22, user: 'good' });
    const lines = notes.filter(({ what }) => what === 'unreadable').map(({ line }) => line);
    expect(lines).toEqual([2, 3, 4, 5, 7]);
  });

  it('for patterns made to take for ever does not hang', { timeout: 5000 }, () => {
    const text = `Host ${'*a'.repeat(4000)}b\n User x\nMatch host ${'*a'.repeat(4000)}b\n User y\n`;
    expect(resolve(text, 'a'.repeat(253)).endpoint.user).toBeUndefined();
  });

  it('of 200 KB of short lines takes no more than a second or two', { timeout: 5000 }, () => {
    const text = 'Port 1\n'.repeat(29_000);
    expect(resolve(`Host other\n${text}Host epp\nPort 2`).endpoint.port).toBe(2);
  });
});
