import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openSshConfig } from '../../../../electron/engine/ssh/ssh-config';
import { failureOf } from '../failure-of';

let home: string;
let file: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'ssh-config-'));
  file = join(home, '.ssh', 'config');
  await mkdir(dirname(file));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(home, { recursive: true, force: true });
});

const write = async (path: string, text: string) => {
  await mkdir(dirname(join(home, '.ssh', path)), { recursive: true });
  await writeFile(join(home, '.ssh', path), text);
};
const config = () => openSshConfig({ home, user: 'me', file });
const resolve = async (text: string, asked: string) => {
  await write('config', text);
  return config().resolve(asked);
};
const endpointOf = async (text: string, asked: string) => (await resolve(text, asked)).endpoint;
const inHome = (...names: string[]) => names.map((name) => join(home, '.ssh', name));

describe('~/.ssh/config', () => {
  it('of each directive the first line that applies counts, in any case and with = or quotes', async () => {
    const text = [
      'Host !epp-2 epp-* # all but one',
      '\tUSER = first',
      'host epp-?',
      '  port=2200',
      '  user second',
      'Host *',
      '  HostName "%h.corp"',
      '  Port 2222',
    ].join('\r\n');
    expect(await endpointOf(text, 'epp-1')).toEqual({
      host: 'epp-1.corp',
      port: 2200,
      user: 'first',
    });
    expect((await endpointOf(text, 'epp-2')).user).toBe('second');
    expect(await endpointOf(text, 'epp-10')).toMatchObject({ port: 2222, user: 'first' });
  });

  it('says which name was an alias', async () => {
    const text = 'Host epp\n HostName 10.0.0.5\nHost plain\n User a\nHost x*\n HostName %h.corp';
    expect((await resolve(text, 'epp')).alias).toBe('epp');
    expect((await resolve(text, 'plain')).alias).toBe('plain');
    expect((await resolve(text, 'x1')).alias).toBe('x1');
    expect((await resolve(text, '10.0.0.5')).alias).toBeUndefined();
  });

  it('names key files with their tokens filled in, several of them, each once', async () => {
    vi.stubEnv('EPP_KEYS', '/keys');
    const text = [
      'Host epp',
      ' HostName EPP.corp',
      ' User root',
      ' IdentityFile ~/.ssh/%r@%h-%p-%n-%%',
      ' IdentityFile "%d/my key"',
      ` IdentityFile \${EPP_KEYS}/%u`,
      'Host *',
      ' IdentityFile ~/my%%x',
      ' IdentityFile ~/my%%x',
    ].join('\n');
    const { endpoint, identityNames, notes } = await resolve(text, 'epp');
    expect(endpoint.identityFiles).toEqual([
      join(home, '.ssh', 'root@epp.corp-22-epp-%'),
      join(home, 'my key'),
      '/keys/me',
      join(home, 'my%x'),
    ]);
    expect(identityNames).toEqual(['root@epp.corp-22-epp-%', 'my key', 'me', 'my%x']);
    expect(notes).toEqual([]);
  });

  it('a key file that cannot be found out is named, and so is the eleventh', async () => {
    const odd = [
      '%C/x',
      '~other/x',
      `\${EPP_NOT_SET}/x`,
      'relative',
      "'~/quoted'",
      '~/a#b',
      '/a /b',
    ];
    const good = Array.from({ length: 11 }, (_, index) => `/keys/${index}`);
    const text = [...odd, ...good].map((path) => `IdentityFile ${path}`).join('\n');
    const { endpoint, notes } = await resolve(text, 'epp');
    expect(endpoint.identityFiles).toEqual(good.slice(0, 10));
    expect(notes.map(({ line }) => line).sort((a = 0, b = 0) => a - b)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 18,
    ]);
    expect(new Set(notes.map(({ what }) => what))).toEqual(new Set(['IdentityFile']));
  });

  it('takes the usual keys that exist where none is named, with IdentitiesOnly too', async () => {
    await write('id_rsa', '');
    await write('id_ed25519', '');
    const usual = inHome('id_ed25519', 'id_rsa');
    expect((await endpointOf('', 'epp')).identityFiles).toEqual(usual);
    expect(await endpointOf('IdentitiesOnly yes', 'epp')).toMatchObject({
      identityFiles: usual,
      identitiesOnly: true,
    });
    expect(await endpointOf('IdentityFile none', 'epp')).toEqual({ host: 'epp', port: 22 });
    expect((await endpointOf('IdentityFile /k', 'epp')).identityFiles).toEqual(['/k']);
  });

  it('chooses the agent', async () => {
    vi.stubEnv('EPP_AGENT', '/run/agent');
    const agent = async (value: string) => (await endpointOf(`IdentityAgent ${value}`, 'e')).agent;
    expect(await agent('none')).toBe(false);
    expect(await agent('SSH_AUTH_SOCK')).toBeUndefined();
    expect(await agent('$EPP_AGENT')).toBe('/run/agent');
    expect(await agent('$EPP_NOT_SET')).toBe(false);
    expect(await agent(`\${EPP_AGENT}.%u`)).toBe('/run/agent.me');
    expect(await agent('"~/my agent"')).toBe(join(home, 'my agent'));
  });

  it('Match counts by host, original name and users, and is named where it asks for more', async () => {
    const text = [
      'Host epp',
      ' HostName 10.0.0.5',
      'Match host 10.0.0.*,!10.0.0.9 originalhost epp',
      ' Port 2200',
      'Match user root localuser me',
      ' IdentityFile /root-key',
      'Match !host 10.0.0.5',
      ' User wrong',
      'Match host nobody exec "false"',
      ' User wrong',
      'Match exec "touch /tmp/never"',
      ' User wrong',
      'Match final all',
      ' User wrong',
      'Match',
      ' User wrong',
      'Match all',
      ' User last',
    ].join('\n');
    const { endpoint, notes } = await resolve(text, 'epp');
    expect(endpoint).toEqual({ host: '10.0.0.5', port: 2200, user: 'last' });
    expect((await resolve(text, 'root@epp')).endpoint.identityFiles).toEqual(['/root-key']);
    expect(notes).toEqual([
      { file, line: 15, what: 'unreadable' },
      { file, line: 11, what: 'Match exec' },
      { file, line: 13, what: 'Match final' },
      { file, line: 15, what: 'Match' },
    ]);
  });

  it('names what it does not do where it applies, and is silent on what does not matter', async () => {
    const text = [
      'Host other',
      ' HostKeyAlias other',
      'Host epp',
      ' ProxyCommand nc %h %p',
      ' StrictHostKeyChecking no',
      ' UserKnownHostsFile /dev/null',
      ' Ciphers aes128-cbc',
      ' KexAlgorithms +diffie-hellman-group1-sha1',
      ' SomethingNew yes',
      ' CertificateFile ~/.ssh/cert',
      ' PKCS11Provider none',
      ' ServerAliveInterval 5',
      ' ForwardAgent yes',
      ' ControlMaster auto',
      ' GSSAPIAuthentication yes',
      'Host *',
      ' StrictHostKeyChecking ask',
      ' AddressFamily any',
      ' HostbasedAuthentication no',
      ' SendEnv LANG LC_*',
    ].join('\n');
    const { notes } = await resolve(text, 'epp');
    expect(notes.map(({ line, what }) => `${line} ${what}`)).toEqual([
      '4 ProxyCommand',
      '5 StrictHostKeyChecking',
      '6 UserKnownHostsFile',
      '7 Ciphers',
      '8 KexAlgorithms',
      '9 SomethingNew',
      '10 CertificateFile',
    ]);
    expect((await resolve(text, 'third')).notes).toEqual([]);
  });

  it.each([
    ['Port 0', 'line 1: Port 0'],
    ['Port 22000000', 'line 1: Port 22000000'],
    ['HostName bad name', 'line 1: HostName bad name'],
    ['User a b', 'line 1: User a b'],
    ['HostName -oX', 'line 1: HostName -oX'],
    ['HostName %d', 'line 1: HostName %d'],
    [`User ${'u'.repeat(65)}`, `line 1: User ${'u'.repeat(65)}`],
    ['ProxyJump a b', 'line 1: ProxyJump a b'],
    ['ProxyJump a:0', 'line 1: ProxyJump a:0'],
    ['ProxyJump a,,b', 'line 1: ProxyJump a,,b'],
  ])('%s is refused as ssh does', async (text, seen) => {
    await write('config', text);
    const { code, facts } = await failureOf(() => config().resolve('epp'));
    expect({ code, facts }).toEqual({ code: 'ssh.config', facts: { file, line: 1, seen } });
  });
});

describe('the hosts to choose from', () => {
  it('are the names on Host lines, without patterns, in order and once, of included files too', async () => {
    await write('conf.d/b.conf', 'Host from-b one\n');
    await write('conf.d/a.conf', 'Host from-a\n');
    await write('conf.d/.hidden.conf', 'Host hidden\n');
    await write(
      'config',
      'Host one "two" *.corp !three\nHost *\nInclude conf.d/*.conf none\nHost ONE one a b?\n',
    );
    expect(config().hosts()).toEqual({
      hosts: ['one', 'two', 'from-a', 'from-b', 'ONE', 'a'],
      notes: [],
    });
  });

  it('are 500 at most', async () => {
    await write('config', Array.from({ length: 600 }, (_, at) => `Host h${at}`).join('\n'));
    expect(config().hosts().hosts.length).toBe(500);
  });

  it('without a configuration there are none', () => {
    expect(openSshConfig({ home, user: 'me', file: join(home, 'none') }).hosts()).toEqual({
      hosts: [],
      notes: [],
    });
  });

  it('are read anew each time', async () => {
    const mine = config();
    expect(mine.hosts().hosts).toEqual([]);
    await write('config', 'Host later');
    expect(mine.hosts().hosts).toEqual(['later']);
  });
});
