import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openConnection } from '../../../../electron/engine/appliance/connection';
import { answers, hostKeyAt } from '../../../../electron/engine/ssh/reach';
import type { FailureCode } from '../../../../shared/failure';
import { failureOf } from '../failure-of';
import { startUselessAgent } from './servers-agent';
import { scriptedDesk } from './servers-desk';
import { type Nastiness, startNasty } from './servers-nasty';
import { startRecorder } from './servers-recording';
import { startTcp } from './servers-tcp';

const host = '127.0.0.1';
const { signal } = new AbortController();

afterEach(() => {
  vi.useRealTimers();
});

/** Tries to log in, with yes to everything. */
const tryAt = (port: number, to = host) =>
  failureOf(() =>
    openConnection(
      { host: to, port, user: 'root', agent: false },
      scriptedDesk({ trust: true, passwords: ['right'] }).desk,
      signal,
    ),
  );

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

describe('where there is no server', () => {
  it('a name that nobody knows is told', async () => {
    const failure = await tryAt(22, 'no-such-host.invalid');
    expect(failure).toMatchObject({
      code: 'ssh.unknown-host',
      facts: { host: 'no-such-host.invalid' },
    });
  });

  it('a closed port is told', async () => {
    const port = await closedPort();
    expect(await tryAt(port)).toMatchObject({ code: 'ssh.refused', facts: { host, port } });
    expect(await answers(host, port, 1000)).toBe(false);
  });
});

/** What ends by itself, with the most milliseconds that it may take on a busy computer. */
const ending: readonly (readonly [Nastiness, FailureCode, number])[] = [
  ['closes at once', 'ssh.connection-lost', 2000],
  ['resets the connection at once', 'ssh.connection-lost', 2000],
  ['is a web server', 'ssh.not-ssh', 2000],
  ['is a web server that speaks first', 'ssh.not-ssh', 2000],
  ['sends noise', 'ssh.not-ssh', 2000],
  ['sends noise for ever', 'ssh.not-ssh', 5000],
  ['sends a line without an end', 'ssh.not-ssh', 5000],
  ['sends banner lines for ever', 'ssh.not-ssh', 5000],
  ['sends 1 MB of banner lines, then is a good server', 'ssh.not-ssh', 5000],
  ['sends 1 MB in one line, then is a good server', 'ssh.not-ssh', 5000],
  ['speaks SSH 1', 'ssh.not-ssh', 2000],
  ['closes after its version', 'ssh.connection-lost', 2000],
  ['sends garbage after its version', 'ssh.not-ssh', 2000],
  ['names a packet of 4 GB', 'ssh.not-ssh', 2000],
  ['closes after its offer', 'ssh.connection-lost', 2000],
  ['closes after the key exchange', 'ssh.connection-lost', 5000],
  ['has had enough of logins', 'ssh.authentication', 5000],
];

describe('a server that', () => {
  it.each(ending)('%s is %s, within %i ms', async (nastiness, code, limit) => {
    const { port } = await startNasty(nastiness);
    const began = performance.now();
    const failure = await tryAt(port);
    expect(performance.now() - began).toBeLessThan(limit);
    expect(failure).toMatchObject({ code, facts: { host, port } });
    expect(JSON.stringify(failure.facts).length).toBeLessThan(1000);
  });
});

/** What waits for ever, with the most milliseconds that it is waited for. */
const waiting: readonly (readonly [Nastiness, FailureCode, number])[] = [
  ['says nothing', 'ssh.timeout', 21_000],
  ['is a mail server that waits', 'ssh.not-ssh', 21_000],
  ['waits after its version', 'ssh.timeout', 21_000],
  ['waits after its offer', 'ssh.timeout', 21_000],
  ['never answers a login', 'ssh.timeout', 41_000],
];

describe('a server that for ever', () => {
  it.each(waiting)('%s is %s, within %i ms', async (nastiness, code, limit) => {
    const { port } = await startNasty(nastiness);
    // The clock of the program runs fast; sockets do not care.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
    let ended = false;
    const trying = tryAt(port).finally(() => {
      ended = true;
    });
    let passed = 0;
    for (; !ended && passed < limit; passed += 100) {
      await vi.advanceTimersByTimeAsync(100);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(ended).toBe(true);
    // Slow servers need some time.
    expect(passed).toBeGreaterThan(5000);
    expect(await trying).toMatchObject({ code, facts: { host, port } });
  });
});

describe('a server that closes after the login', () => {
  it('is lost for the first command, in time', async () => {
    const { port } = await startNasty('closes after the login');
    const began = performance.now();
    const failure = await failureOf(async () => {
      const connection = await openConnection(
        { host, port, user: 'root', agent: false },
        scriptedDesk({ trust: true, passwords: ['right'] }).desk,
        signal,
      );
      const line = await connection.session();
      await new Promise<void>((resolve) => line.onLost(() => resolve()));
      await line.run((client, settle) => client.exec('true', settle));
    });
    expect(performance.now() - began).toBeLessThan(5000);
    expect(failure.code).toBe('ssh.connection-lost');
  });
});

describe('an SSH agent that', () => {
  it.each([
    ['says nothing', 5000],
    ['closes at once', 2000],
    ['sends noise', 5000],
    ['fails at everything', 2000],
    ['holds no keys', 2000],
    ['claims a million keys', 5000],
  ] as const)('%s is no obstacle, and costs at most %i ms', async (how, limit) => {
    const agent = await startUselessAgent(how);
    const server = await startRecorder({ methods: ['publickey', 'password'] });
    const began = performance.now();
    const connection = await openConnection(
      { host, port: server.port, user: 'root', agent },
      scriptedDesk({ trust: true, passwords: ['right'] }).desk,
      signal,
    );
    expect(performance.now() - began).toBeLessThan(limit);
    connection.close();
  });
});

describe('looking at a server', () => {
  it('ends at once when the signal aborts', async () => {
    const { port } = await startNasty('says nothing');
    const aborter = new AbortController();
    const looking = failureOf(() => hostKeyAt(host, port, aborter.signal));
    aborter.abort();
    expect((await looking).code).toBe('migration.cancelled');
    expect((await failureOf(() => hostKeyAt(host, port, aborter.signal))).code).toBe(
      'migration.cancelled',
    );
  });

  it('leaves no connection behind', async () => {
    const server = await startRecorder();
    const closed = new Promise<void>((resolve) => server.onGone(resolve));
    expect((await hostKeyAt(host, server.port, signal)).sha256).toBe(server.keys.A.sha256);
    await closed;
    expect(server.told).toEqual([]);
  });

  it('tells a server that accepts connections from one that does not', async () => {
    const { port } = await startTcp(() => {});
    expect(await answers(host, port, 1000)).toBe(true);
  });
});
