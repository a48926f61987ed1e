import type { RequestListener } from 'node:http';
import { createServer, type Server, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createServer as createPlain, type Socket } from 'node:net';
import { newWebIdentity } from '../../../../electron/simulator/certificate';
import type { ServerAt } from '../../../../shared/connecting';

/** A server on this computer, until it is closed with all its connections. */
export type Running = { readonly at: ServerAt; readonly close: () => Promise<void> };

const host = '127.0.0.1';

const running = (server: Server | ReturnType<typeof createPlain>): Promise<Running> => {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  return new Promise((resolve) => {
    server.listen(0, host, () => {
      const { port } = server.address() as AddressInfo;
      const close = () =>
        new Promise<void>((done) => {
          server.close(() => done());
          for (const socket of sockets) socket.destroy();
        });
      resolve({ at: { host, port }, close });
    });
  });
};

/** A real HTTPS server with a certificate that it signed itself. */
export function webServer(answer: RequestListener, options: ServerOptions = {}): Promise<Running> {
  const { certificate, key } = newWebIdentity('epp-test', Date.now());
  const server = createServer({ cert: certificate, key, ...options }, answer);
  server.on('tlsClientError', () => {});
  return running(server);
}

/** A server that speaks no TLS. */
export const plainServer = (greet: (socket: Socket) => void): Promise<Running> =>
  running(createPlain(greet));
