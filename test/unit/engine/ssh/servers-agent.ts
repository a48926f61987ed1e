import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const clean of cleanUp.splice(0).reverse()) await clean();
});

const behaviours = {
  'says nothing': () => {},
  'closes at once': (socket) => socket.end(),
  'sends noise': (socket) => socket.end('\xff'.repeat(500), 'latin1'),
  // SSH_AGENT_FAILURE
  'fails at everything': (socket) =>
    socket.on('data', () => socket.write(Buffer.from([0, 0, 0, 1, 5]))),
  // SSH_AGENT_IDENTITIES_ANSWER with a count of 0.
  'holds no keys': (socket) =>
    socket.on('data', () => socket.write(Buffer.from([0, 0, 0, 5, 12, 0, 0, 0, 0]))),
  'claims a million keys': (socket) =>
    socket.on('data', () => socket.write(Buffer.from([0, 0, 0, 5, 12, 0, 15, 66, 64]))),
} as const satisfies Record<string, (socket: Socket) => unknown>;

/** Starts an SSH agent that is of no use; gives the path of its socket. It stops after the test. */
export async function startUselessAgent(how: keyof typeof behaviours): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'agent-'));
  cleanUp.push(() => rm(folder, { recursive: true }));
  const path = join(folder, 'socket');
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    behaviours[how](socket);
  });
  server.listen(path);
  await once(server, 'listening');
  cleanUp.push(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  return path;
}
