import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ConsoleTunnel, ServerAt } from '../../../shared/connecting';
import { fail } from '../../../shared/failure';

/** A way to the web pages of one server for a browser of this computer, as long as it is open. */
export type WebTunnel = ConsoleTunnel & { readonly close: () => void };

/** More connections than a browser opens to one server by far. */
const mostConnections = 64;

/**
 * Opens a proxy on 127.0.0.1 that connects to the web port of one server and to nothing else, over streams from `dial`. Whoever uses it
 * has to know its password, which is made for it and kept nowhere.
 */
export async function openWebTunnel(
  server: ServerAt,
  dial: () => Promise<Duplex>,
): Promise<WebTunnel> {
  const user = 'console';
  const password = randomBytes(24).toString('base64url');
  const wanted = digest(`Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`);
  const open = new Set<Duplex>();
  const hold = (stream: Duplex): void => {
    open.add(stream);
    stream.on('error', () => stream.destroy());
    stream.on('close', () => open.delete(stream));
  };
  const pass = (socket: Duplex, head: Buffer, refuse: (status: string) => void): void => {
    dial().then(
      (stream) => {
        if (socket.destroyed) {
          stream.destroy();
          return;
        }
        hold(stream);
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        stream.write(head);
        stream.pipe(socket).pipe(stream);
        stream.on('close', () => socket.destroy());
        socket.on('close', () => stream.destroy());
      },
      () => refuse('502 Bad Gateway'),
    );
  };
  const proxy = createServer(
    { maxHeaderSize: 8192, headersTimeout: 10_000 },
    (_request, answer) => {
      answer.writeHead(405, { connection: 'close' }).end();
    },
  );
  proxy.on('connection', hold);
  proxy.on('clientError', (_error, socket) => socket.destroy());
  proxy.maxConnections = mostConnections;
  proxy.on('connect', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const refuse = (status: string, more = ''): void => {
      socket.end(`HTTP/1.1 ${status}\r\n${more}Content-Length: 0\r\nConnection: close\r\n\r\n`);
    };
    const isKnown = timingSafeEqual(digest(request.headers['proxy-authorization'] ?? ''), wanted);
    if (!isKnown)
      refuse('407 Proxy Authentication Required', 'Proxy-Authenticate: Basic realm="console"\r\n');
    else if (!isAt(request.url ?? '', server)) refuse('403 Forbidden');
    else pass(socket, head, refuse);
  });
  await new Promise<void>((resolve, reject) => {
    proxy.once('error', reject);
    proxy.listen({ host: '127.0.0.1', port: 0 }, resolve);
  });
  return {
    ...{ port: (proxy.address() as AddressInfo).port, user, password },
    close: () => {
      proxy.close();
      for (const stream of open) stream.destroy();
    },
  };
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether `host:port` of a request is the server's. */
function isAt(authority: string, { host, port }: ServerAt): boolean {
  const name = host.includes(':') ? `[${host}]` : host;
  return authority.toLowerCase() === `${name}:${port}`.toLowerCase();
}

/** Tunnels of one run, one a side and address, made when first asked for. */
export type WebTunnels = {
  readonly to: (
    name: string,
    server: ServerAt,
    dial: () => Promise<Duplex>,
  ) => Promise<ConsoleTunnel>;
  readonly close: () => void;
};

/** Keeps the tunnels of a run until it is over; none is opened after that. */
export function keepWebTunnels(): WebTunnels {
  const tunnels = new Map<string, Promise<WebTunnel>>();
  let closed = false;
  return {
    to: async (name, server, dial) => {
      if (closed) return fail('contract.bad-input', { where: 'id', seen: 'the run is over' });
      const key = JSON.stringify([name, server]);
      const known = tunnels.get(key);
      const tunnel = known ?? openWebTunnel(server, dial);
      tunnels.set(key, tunnel);
      const { port, user, password } = await tunnel;
      return { port, user, password };
    },
    close: () => {
      closed = true;
      for (const tunnel of tunnels.values())
        tunnel.then(
          ({ close }) => close(),
          () => undefined,
        );
    },
  };
}
