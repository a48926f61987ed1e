import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { wireString, wireUint32 } from '../../../../electron/engine/ssh/key-wire';

/** A socket that answers each question of a client with the bytes that it is told to. */
export type FakeAgent = {
  readonly path: string;
  readonly stop: () => Promise<void>;
};

/** `answer` gets the message without its length; undefined says nothing, `close` hangs up; many answers are said one by one. */
export async function startFakeAgent(
  folder: string,
  answer: (question: Buffer) => Buffer | readonly Buffer[] | 'close' | undefined,
): Promise<FakeAgent> {
  const path =
    process.platform === 'win32' ? `\\\\.\\pipe\\fake-agent-${process.pid}` : join(folder, 'agent');
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    let received = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (received.length < 4 || received.length < 4 + received.readUInt32BE(0)) return;
      const said = answer(received.subarray(4));
      if (said === 'close') socket.destroy();
      else if (Buffer.isBuffer(said)) socket.write(said);
      else if (said !== undefined) writeEach(socket, said);
    });
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return {
    path,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

function writeEach(socket: Socket, [first, ...others]: readonly Buffer[]): void {
  if (first !== undefined) socket.write(first, () => setImmediate(writeEach, socket, others));
}

/** A message with its length before it. */
export const agentMessage = (...parts: readonly Buffer[]): Buffer =>
  wireString(Buffer.concat(parts));

/** The answer that lists these keys. */
export const identitiesMessage = (
  ...keys: readonly (readonly [blob: Buffer, comment: string])[]
): Buffer =>
  agentMessage(
    Buffer.from([12]),
    wireUint32(keys.length),
    ...keys.map(([blob, comment]) => Buffer.concat([wireString(blob), wireString(comment)])),
  );
