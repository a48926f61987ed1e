import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { Algorithms } from 'ssh2';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openLine } from '../../../../electron/engine/ssh/line';
import { answers, hostKeyAt } from '../../../../electron/engine/ssh/reach';
import { failureOf } from '../failure-of';
import { startServer } from '../scripted-server';

const host = '127.0.0.1';
const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanUp.splice(0)) await clean();
});

/** A TCP server that does something that is not SSH. */
async function startTcp(greet: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    greet(socket);
  });
  server.listen(0, host);
  await once(server, 'listening');
  cleanUp.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const look = (port: number, to = host) => hostKeyAt(to, port, new AbortController().signal);
const lookFor = (port: number, patience: number) =>
  openLine(
    { host, port },
    { user: '', verify: () => undefined, signal: new AbortController().signal, patience },
  );

describe('connecting to what is no SSH server', () => {
  it('a name that nobody knows', async () => {
    const failure = await failureOf(() => look(22, 'no-such-host.invalid'));
    expect(failure.code).toBe('ssh.unknown-host');
    expect(failure.facts['host']).toBe('no-such-host.invalid');
  });

  it('a port where nobody listens', async () => {
    const port = await closedPort();
    expect(await failureOf(() => look(port))).toEqual({
      code: 'ssh.refused',
      facts: { host, port },
    });
    expect(await answers(host, port, 1000)).toBe(false);
  });

  it('a server that accepts and says nothing', async () => {
    const port = await startTcp(() => {});
    expect(await answers(host, port, 1000)).toBe(true);
    expect(await failureOf(() => lookFor(port, 100))).toEqual({
      code: 'ssh.timeout',
      facts: { host, port, seconds: 0 },
    });
  });

  it.each([
    ['a web server', 'HTTP/1.1 400 Bad Request\r\n\r\n', 'HTTP/1.1 400 Bad Request'],
    ['a mail server', '220 mail ESMTP\r\n', '220 mail ESMTP'],
    ['noise', '\u0000\u001b[31m\u0007garbage\u0080\r\n', 'garbage'],
    ['a line without an end', 'x'.repeat(100_000), 'x'.repeat(200)],
    ['an SSH banner of version 1', 'SSH-1.5-old\r\n', undefined],
  ])('%s that ends the connection', async (_name, text, seen) => {
    const port = await startTcp((socket) => socket.end(text, 'latin1'));
    const failure = await failureOf(() => look(port));
    expect(failure.code).toBe(seen === undefined ? 'ssh.connection-lost' : 'ssh.not-ssh');
    expect(failure.facts['seen']).toBe(seen);
  });

  it('one that greets and then waits', async () => {
    const port = await startTcp((socket) => socket.write('220 FTP server ready\r\n'));
    expect(await failureOf(() => lookFor(port, 200))).toEqual({
      code: 'ssh.not-ssh',
      facts: { host, port, seen: '220 FTP server ready' },
    });
  });

  it('one that sends for ever', async () => {
    const port = await startTcp((socket) => {
      const more = (): void => {
        if (!socket.destroyed && socket.write('spam spam spam\n'.repeat(1000))) setImmediate(more);
      };
      more();
    });
    expect((await failureOf(() => look(port))).code).toBe('ssh.not-ssh');
  });

  it('one that hangs up without a word', async () => {
    const port = await startTcp((socket) => socket.end());
    expect((await failureOf(() => look(port))).code).toBe('ssh.connection-lost');
  });

  it('an SSH server in whose handshake there is garbage', async () => {
    const port = await startTcp((socket) => socket.end(`SSH-2.0-x\r\n${'garbage'.repeat(99)}`));
    expect((await failureOf(() => look(port))).code).toMatch(/^ssh\.(?:connection-lost|not-ssh)$/);
  });
});

describe('connecting to an SSH server', () => {
  it('that offers only what this program does not use', async () => {
    const server = await startServer({ algorithms: { kex: ['diffie-hellman-group14-sha1'] } });
    cleanUp.push(server.stop);
    expect(await failureOf(() => look(server.port))).toEqual({
      code: 'ssh.no-common-algorithm',
      facts: { host, port: server.port, seen: 'key exchange algorithm' },
    });
  });

  it.each<[Algorithms, string]>([
    [{ cipher: ['aes128-cbc'] }, 'C->S cipher'],
    [{ hmac: ['hmac-sha1'], cipher: ['aes128-ctr'] }, 'C->S MAC'],
  ])('with old %j only', async (algorithms, seen) => {
    const server = await startServer({ algorithms });
    cleanUp.push(server.stop);
    expect((await failureOf(() => look(server.port))).facts['seen']).toBe(seen);
  });

  it('ends at once when the signal aborts', async () => {
    const port = await startTcp(() => {});
    const aborter = new AbortController();
    const looking = failureOf(() => hostKeyAt(host, port, aborter.signal));
    aborter.abort();
    expect((await looking).code).toBe('migration.cancelled');
    expect((await failureOf(() => hostKeyAt(host, port, aborter.signal))).code).toBe(
      'migration.cancelled',
    );
  });

  it('leaves no connection behind after looking at the key', async () => {
    const closed = vi.fn();
    const server = await startServer();
    cleanUp.push(server.stop);
    const line = await openLine(
      { host, port: server.port },
      { user: '', verify: () => undefined, signal: new AbortController().signal },
    );
    line.onLost(closed);
    line.close();
    expect(line.isLost()).toBe(true);
    expect(closed).not.toHaveBeenCalled();
    expect(server.logins).toEqual([]);
  });
});
