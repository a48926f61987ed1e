import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterEach } from 'vitest';

/** A server of a test, on a free port of this computer. */
export type TestServer = {
  readonly host: string;
  readonly port: number;
  /** How many connections there were so far. */
  readonly connections: () => number;
  /** Ends all connections as a power cut does, and closes the port. */
  readonly stop: () => Promise<void>;
};

const running: TestServer[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
});

/** Starts a TCP server that does this with each connection; it stops after the test. */
export async function startTcp(serve: (socket: Socket) => void): Promise<TestServer> {
  const host = '127.0.0.1';
  const sockets = new Set<Socket>();
  let connections = 0;
  const listener = createServer({ noDelay: true }, (socket) => {
    connections++;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    serve(socket);
  });
  listener.listen(0, host);
  await once(listener, 'listening');
  const server = {
    host,
    port: (listener.address() as AddressInfo).port,
    connections: () => connections,
    stop: async () => {
      if (!listener.listening) return;
      for (const socket of sockets) socket.destroy();
      listener.close();
      await once(listener, 'close');
    },
  };
  running.push(server);
  return server;
}
