import ssh2, { type AuthContext } from 'ssh2';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Line } from '../../../../electron/engine/ssh/line';
import { rememberPassword } from '../../../../electron/engine/ssh/passwords';
import { hostKeyAt } from '../../../../electron/engine/ssh/reach';
import { openSession, settleHostKey } from '../../../../electron/engine/ssh/session';
import type { HostKey } from '../../../../shared/appliance';
import { fail } from '../../../../shared/failure';
import { failureOf } from '../failure-of';
import { newKeyPair } from '../key-pair';
import { type Script, type ScriptedServer, startServer } from '../scripted-server';

let server: ScriptedServer;
const aborter = new AbortController();
const lines: Line[] = [];

const start = async (script?: Script): Promise<void> => {
  server = await startServer(script);
};
const endpoint = () => ({
  host: '127.0.0.1',
  port: server.port,
  user: 'epproot',
});
const settle = (pinned?: HostKey, accept = true) =>
  settleHostKey(endpoint(), { pinned, trust: async () => accept }, aborter.signal);

type Answers = (again: boolean) => Promise<string>;
async function login(ask: Answers, hostKey?: HostKey): Promise<Line> {
  const line = await openSession({
    endpoint: endpoint(),
    hostKey: hostKey ?? (await settle()),
    passwords: rememberPassword(ask),
    signal: aborter.signal,
  });
  lines.push(line);
  return line;
}

beforeEach(() => {
  vi.stubEnv('SSH_AUTH_SOCK', undefined);
});
afterEach(async () => {
  for (const line of lines.splice(0)) line.close();
  vi.unstubAllEnvs();
  await server.stop();
});

describe('the host key', () => {
  it('is shown to a person before anybody logs in', async () => {
    await start();
    const trust = vi.fn(async () => {
      expect(server.logins).toEqual([]);
      return true;
    });
    const key = await settleHostKey(endpoint(), { pinned: undefined, trust }, aborter.signal);
    expect(trust).toHaveBeenCalledExactlyOnceWith(key);
    expect(key.type).toBe('ssh-ed25519');
    expect(key.sha256).toMatch(/^SHA256:[\w+/]{43}$/);
    await vi.waitFor(() => expect(server.connections()).toBe(1));
    expect(server.logins).toEqual([]);
  });

  it('that is not trusted ends it, and nothing was sent', async () => {
    await start();
    expect(await failureOf(() => settle(undefined, false))).toEqual({
      code: 'ssh.host-key-rejected',
      facts: { host: '127.0.0.1', port: server.port },
    });
    expect(server.logins).toEqual([]);
  });

  it('that is another one than the pinned one ends it before a password is asked', async () => {
    await start();
    const seen = await settle();
    const expected = { ...seen, sha256: `SHA256:${'A'.repeat(43)}` };
    const ask = vi.fn(async () => 'right');
    expect(await failureOf(() => login(ask, expected))).toEqual({
      code: 'ssh.host-key-changed',
      facts: {
        host: '127.0.0.1',
        port: server.port,
        expected: expected.sha256,
        seen: seen.sha256,
      },
    });
    expect(ask).not.toHaveBeenCalled();
    expect(server.logins).toEqual([]);
  });

  it('of a server with several is the pinned one, not the one that comes first', async () => {
    const ecdsa = ssh2.utils.generateKeyPairSync('ecdsa', { bits: 256 }).private;
    await start({ hostKey: ecdsa });
    const pinned = await settle();
    expect(pinned.type).toBe('ecdsa-sha2-nistp256');
    await server.stop();
    await start({ hostKey: [newKeyPair().private, ecdsa] });
    expect((await settle()).type).toBe('ssh-ed25519');
    expect((await login(async () => 'right', pinned)).hostKey).toEqual(pinned);
  });

  it('of a type that was asked for is shown without a login, and another one where there is none', async () => {
    const ecdsa = ssh2.utils.generateKeyPairSync('ecdsa', { bits: 256 }).private;
    await start({ hostKey: [newKeyPair().private, ecdsa] });
    const look = async (type?: string) =>
      (await hostKeyAt('127.0.0.1', server.port, aborter.signal, type)).type;
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
      return 'right';
    });
    const line = await login(ask);
    expect(line.isLost()).toBe(false);
    expect(ask).toHaveBeenCalledTimes(1);
    expect(server.logins).toEqual(['none', 'none', 'password']);
  });

  it('answers a keyboard-interactive server that asks for nothing else', async () => {
    await start({ authenticate: interactive([{ prompt: 'Password: ', echo: false }]) });
    await login(async () => 'right');
    expect(server.logins).toEqual(['none', 'keyboard-interactive']);
  });

  it('is not given where more than a password is asked', async () => {
    const prompts = [
      { prompt: 'Password: ', echo: false },
      { prompt: 'Code: ', echo: true },
    ];
    await start({ authenticate: interactive(prompts) });
    const failure = await failureOf(() => login(async () => 'right'));
    expect(failure.code).toBe('ssh.authentication');
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
    const line = await login(async () => 'right');
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
    const line = await openSession({
      endpoint: endpoint(),
      hostKey: await settle(),
      passwords: rememberPassword(async () => 'right'),
      signal: own.signal,
    });
    const work = line.run<never>(() => own.abort());
    expect((await failureOf(() => work)).code).toBe('migration.cancelled');
  });
});

const interactive =
  (prompts: { readonly prompt: string; readonly echo: boolean }[]) =>
  (context: AuthContext): void => {
    if (context.method !== 'keyboard-interactive') {
      context.reject(['keyboard-interactive']);
      return;
    }
    context.prompt(prompts, (answers) => {
      if (answers[0] === 'right') context.accept();
      else context.reject(['keyboard-interactive']);
    });
  };
