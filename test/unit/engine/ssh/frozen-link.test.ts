import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { exec } from '../../../../electron/engine/ssh/exec';
import { openLine } from '../../../../electron/engine/ssh/open-line';
import { openSftp } from '../../../../electron/engine/ssh/sftp-channel';
import { failureOf } from '../failure-of';
import { startServer } from '../scripted-server';

const host = '127.0.0.1';
const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanUp.splice(0).reverse()) await clean();
});

/** A way to a port that can freeze: nothing passes any more, nothing ends. */
async function startWay(port: number): Promise<{ port: number; freeze: () => void }> {
  const sockets: Socket[] = [];
  const server = createServer((near) => {
    const far = connect(port, host);
    sockets.push(near, far);
    for (const socket of [near, far]) socket.on('error', () => {});
    near.pipe(far).pipe(near);
  }).listen(0, host);
  await once(server, 'listening');
  cleanUp.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return {
    port: (server.address() as AddressInfo).port,
    freeze: () => {
      for (const socket of sockets) socket.unpipe().pause();
    },
  };
}

const openOver = (port: number, keepalive: number) =>
  openLine(
    { host, port },
    {
      user: 'epproot',
      verify: () => undefined,
      login: () => (_left, _partial, next) =>
        next({ type: 'password', username: 'epproot', password: 'right' }),
      signal: new AbortController().signal,
      keepalive,
    },
  );

describe('a link that freezes without a word', () => {
  it('fails a command after three signs of life were not answered', async () => {
    const server = await startServer({ exec: () => {} });
    cleanUp.push(server.stop);
    const way = await startWay(server.port);
    const line = await openOver(way.port, 40);
    const command = exec(line, 'x', { seconds: 20 });
    way.freeze();
    expect((await failureOf(() => command)).code).toBe('ssh.connection-lost');
    expect(line.isLost()).toBe(true);
  });

  it('fails requests to files too', async () => {
    const server = await startServer({ sftp: () => {} });
    cleanUp.push(server.stop);
    const way = await startWay(server.port);
    const line = await openOver(way.port, 40);
    const sftp = await openSftp(line);
    const work = sftp.call((open, settle) => open.stat('/x', settle));
    way.freeze();
    expect((await failureOf(() => work)).code).toBe('ssh.connection-lost');
  });

  it('an SFTP that never opens ends, though the server is alive', async () => {
    const server = await startServer({ sftp: 'mute' });
    cleanUp.push(server.stop);
    const line = await openOver(server.port, 40);
    expect(await failureOf(() => openSftp(line, 0.3))).toEqual({
      code: 'appliance.no-answer',
      facts: { command: 'sftp', seconds: 0.3 },
    });
    expect(line.isLost()).toBe(true);
  });

  it('a server that only takes its time is waited for', async () => {
    let answer = (): void => {};
    const server = await startServer({
      exec: (_command, channel) => {
        answer = () => {
          channel.write('late');
          channel.exit(0);
          channel.end();
        };
      },
    });
    cleanUp.push(server.stop);
    const line = await openOver(server.port, 80);
    cleanUp.push(line.close);
    setTimeout(() => answer(), 400);
    expect((await exec(line, 'x', { seconds: 20 })).stdout.toString()).toBe('late');
  });
});
