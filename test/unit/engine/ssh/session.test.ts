import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ssh2, { type AuthContext } from 'ssh2';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Line } from '../../../../electron/engine/ssh/line';
import { rememberPassword } from '../../../../electron/engine/ssh/passwords';
import { openSession, settleHostKey } from '../../../../electron/engine/ssh/session';
import type { HostKey } from '../../../../shared/appliance';
import { failureOf } from '../failure-of';
import { newKey, type Script, type ScriptedServer, startServer } from '../scripted-server';

let folder: string;
let server: ScriptedServer;
const aborter = new AbortController();
const lines: Line[] = [];

const start = async (script?: Script): Promise<void> => {
  server = await startServer(script);
};
const endpoint = (identityFile?: string) => ({
  host: '127.0.0.1',
  port: server.port,
  user: 'epproot',
  ...(identityFile === undefined ? {} : { identityFile }),
});
const settle = (pinned?: HostKey, accept = true) =>
  settleHostKey(endpoint(), { pinned, trust: async () => accept }, aborter.signal);

type Answers = (again: boolean) => Promise<string>;
async function login(ask: Answers, identityFile?: string, hostKey?: HostKey): Promise<Line> {
  const line = await openSession({
    endpoint: endpoint(identityFile),
    hostKey: hostKey ?? (await settle()),
    passwords: rememberPassword(ask),
    signal: aborter.signal,
  });
  lines.push(line);
  return line;
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'session-'));
  vi.stubEnv('SSH_AUTH_SOCK', undefined);
});
afterEach(async () => {
  for (const line of lines.splice(0)) line.close();
  vi.unstubAllEnvs();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
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
    expect(await failureOf(() => login(ask, undefined, expected))).toEqual({
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
    const both = ssh2.utils.generateKeyPairSync('ecdsa', { bits: 256 });
    await start({ hostKey: both.private });
    const ecdsa = await settle();
    expect(ecdsa.type).toBe('ecdsa-sha2-nistp256');
    await expect(login(async () => 'right', undefined, ecdsa)).resolves.toBeDefined();
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
    const ask = async (): Promise<string> => {
      throw new (await import('../../../../shared/failure')).FailureError({
        code: 'migration.waiting',
        facts: {},
      });
    };
    expect((await failureOf(() => login(ask))).code).toBe('migration.waiting');
  });
});

describe('a key file', () => {
  const takeKey = (context: AuthContext): void => {
    if (context.method === 'publickey') context.accept();
    else context.reject(['publickey']);
  };
  const put = async (content: string): Promise<string> => {
    const file = join(folder, 'key');
    await writeFile(file, content, { mode: 0o600 });
    return file;
  };
  const never = async (): Promise<string> => {
    throw new Error('no password is asked');
  };

  it('is all that is needed to log in', async () => {
    await start({ authenticate: takeKey });
    await login(never, await put(newKey()));
    expect(new Set(server.logins)).toEqual(new Set(['publickey']));
  });

  it('that the server does not know is followed by a password', async () => {
    await start();
    await login(async () => 'right', await put(newKey()));
    expect(server.logins).toEqual(['publickey', 'password']);
  });

  it.each([
    ['encrypted', () => encryptedKey()],
    ['no private key', () => 'this is no key'],
    ['no private key', () => ''],
    ['a public key', () => ssh2.utils.generateKeyPairSync('ed25519').public],
  ])('that is unusable (%s) is said so before anything is sent', async (seen, content) => {
    await start();
    const file = await put(content());
    expect(await failureOf(() => login(never, file))).toEqual({
      code: 'ssh.key-file',
      facts: { file, seen },
    });
    expect(server.logins).toEqual([]);
  });

  it.each(['ENOENT', 'not a file'])('that cannot be read (%s) is said so', async (seen) => {
    await start();
    const file = seen === 'ENOENT' ? join(folder, 'missing') : folder;
    expect((await failureOf(() => login(never, file))).facts).toEqual({ file, seen });
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

const encryptedKey = (): string =>
  ssh2.utils.generateKeyPairSync('ed25519', {
    passphrase: 'secret',
    cipher: 'aes256-cbc',
    rounds: 4,
  }).private;

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
