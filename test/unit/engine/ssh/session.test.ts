import ssh2 from 'ssh2';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Line } from '../../../../electron/engine/ssh/line';
import { hostKeyAt } from '../../../../electron/engine/ssh/reach';
import { sessionFor } from '../../../../electron/engine/ssh/session';
import type { HostKey } from '../../../../shared/appliance';
import { fail } from '../../../../shared/failure';
import { formatAddress } from '../../../../shared/plan';
import { failureOf } from '../failure-of';
import { newKeyPair } from '../key-pair';
import { interactive, type Script, type ScriptedServer, startServer } from '../scripted-server';
import { type DeskScript, scriptedDesk } from './servers-desk';

let server: ScriptedServer;
const aborter = new AbortController();
const lines: Line[] = [];

const start = async (script?: Script): Promise<void> => {
  server = await startServer(script);
};
const address = () => ({ host: '127.0.0.1', port: server.port });

type Answers = (again: boolean) => Promise<string>;
/** Logs in as somebody who trusts the server, or knows its key, and gives these passwords. */
async function login(
  password: Answers = async () => 'right',
  more: DeskScript & { hostKey?: HostKey; signal?: AbortSignal } = {},
): Promise<Line> {
  const known = more.hostKey ? { [formatAddress(address())]: [more.hostKey] } : {};
  const { desk } = scriptedDesk({ trust: true, known, ...more });
  const session = sessionFor({
    login: { ...address(), user: 'epproot', agent: false },
    desk: { ...desk, password: (_server, again) => password(again) },
    signal: more.signal ?? aborter.signal,
  });
  const line = await session.open();
  lines.push(line);
  return line;
}

afterEach(async () => {
  for (const line of lines.splice(0)) line.close();
  await server.stop();
});

describe('the host key', () => {
  it('is shown to a person before anybody logs in, with no connection open', async () => {
    await start();
    const seen: HostKey[] = [];
    const trust = vi.fn(async (_server: unknown, hostKey: HostKey) => {
      expect(server.logins).toEqual([]);
      await vi.waitFor(() => expect(server.open()).toBe(0));
      seen.push(hostKey);
      return true;
    });
    const { desk } = scriptedDesk({ passwords: ['right'] });
    const wish = { login: { ...address(), user: 'epproot', agent: false as const } };
    const session = sessionFor({ ...wish, desk: { ...desk, trust }, signal: aborter.signal });
    const line = await session.open();
    lines.push(line);
    expect(trust).toHaveBeenCalledTimes(1);
    expect(seen).toEqual([line.hostKey]);
    expect(line.hostKey.type).toBe('ssh-ed25519');
    expect(line.hostKey.sha256).toMatch(/^SHA256:[\w+/]{43}$/);
  });

  it('that is not trusted ends it, and nothing was sent', async () => {
    await start();
    expect(await failureOf(() => login(undefined, { trust: false }))).toEqual({
      code: 'ssh.host-key-rejected',
      facts: address(),
    });
    expect(server.logins).toEqual([]);
  });

  it('that is another one than the pinned one ends it before a password is asked', async () => {
    await start();
    const seen = await hostKeyAt('127.0.0.1', server.port, aborter.signal);
    const hostKey = { ...seen, sha256: `SHA256:${'A'.repeat(43)}` };
    const ask = vi.fn(async () => 'right');
    expect(await failureOf(() => login(ask, { hostKey }))).toEqual({
      code: 'ssh.host-key-changed',
      facts: { ...address(), expected: hostKey.sha256, seen: seen.sha256 },
    });
    expect(ask).not.toHaveBeenCalled();
    expect(server.logins).toEqual([]);
  });

  it('of a server with several is the pinned one, not the one that comes first', async () => {
    const ecdsa = ssh2.utils.generateKeyPairSync('ecdsa', { bits: 256 }).private;
    await start({ hostKey: ecdsa });
    const { hostKey } = await login();
    expect(hostKey.type).toBe('ecdsa-sha2-nistp256');
    await server.stop();
    await start({ hostKey: [newKeyPair().private, ecdsa] });
    expect((await login()).hostKey.type).toBe('ssh-ed25519');
    expect((await login(undefined, { hostKey })).hostKey).toEqual(hostKey);
  });

  it('of a type that was asked for is shown without a login, and another one where there is none', async () => {
    const ecdsa = ssh2.utils.generateKeyPairSync('ecdsa', { bits: 256 }).private;
    await start({ hostKey: [newKeyPair().private, ecdsa] });
    const look = async (type?: string) =>
      (
        await hostKeyAt('127.0.0.1', server.port, aborter.signal, {
          expected: type === undefined ? [] : [type],
        })
      ).type;
    expect(await look()).toBe('ssh-ed25519');
    expect(await look('ecdsa-sha2-nistp256')).toBe('ecdsa-sha2-nistp256');
    expect(await look('ssh-rsa')).toBe('ssh-ed25519');
    expect(server.logins).toEqual([]);
  });
});

describe('a password', () => {
  it('is asked again after a refusal, at most three times', async () => {
    await start();
    const ask = vi.fn(async (_again: boolean) => 'wrong');
    const failure = await failureOf(() => login(ask));
    expect(failure.code).toBe('ssh.authentication');
    expect(failure.facts).toMatchObject({ user: 'epproot', host: '127.0.0.1' });
    expect(ask.mock.calls).toEqual([[false], [true], [true]]);
    expect(JSON.stringify(failure)).not.toContain('wrong');
  });

  it('that is right at last opens the session', async () => {
    await start();
    const answers = ['wrong', 'right'];
    await login(async () => answers.shift() ?? '');
    expect(server.logins).toEqual(['none', 'password', 'password']);
  });

  it('may take longer than the server waits: the connection is made anew', async () => {
    await start();
    const ask = vi.fn(async () => {
      server.cut();
      // Until the client has seen it, some turns of the event loop later.
      for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
      return 'right';
    });
    const line = await login(ask);
    expect(line.isLost()).toBe(false);
    expect(ask).toHaveBeenCalledTimes(1);
    expect(server.logins).toEqual(['none', 'none', 'password']);
  });

  it('answers a keyboard-interactive server that asks for nothing else', async () => {
    await start({ authenticate: interactive([{ prompt: 'Password: ', echo: false }]) });
    await login();
    expect(server.logins).toEqual(['none', 'keyboard-interactive']);
  });

  it('cannot be asked where the server takes keys only', async () => {
    await start({ authenticate: (context) => context.reject(['publickey']) });
    const ask = vi.fn(async () => 'right');
    const failure = await failureOf(() => login(ask));
    expect(failure).toMatchObject({
      code: 'ssh.authentication',
      facts: { methods: 'publickey' },
    });
    expect(ask).not.toHaveBeenCalled();
  });

  it('that nobody gives ends the login with what the desk said', async () => {
    await start();
    const ask = async (): Promise<string> => fail('migration.waiting');
    expect((await failureOf(() => login(ask))).code).toBe('migration.waiting');
  });
});

describe('after the login', () => {
  it('a lost connection fails what is under way and what comes later', async () => {
    await start();
    const line = await login();
    const lost = vi.fn();
    line.onLost(lost);
    const work = line.run<never>(() => server.cut());
    expect((await failureOf(() => work)).code).toBe('ssh.connection-lost');
    expect(lost).toHaveBeenCalledTimes(1);
    expect((await failureOf(() => line.run<never>(() => {}))).code).toBe('ssh.connection-lost');
  });

  it('aborting the signal ends everything at once', async () => {
    await start();
    const own = new AbortController();
    const line = await login(undefined, { signal: own.signal });
    const work = line.run<never>(() => own.abort());
    expect((await failureOf(() => work)).code).toBe('migration.cancelled');
  });
});
