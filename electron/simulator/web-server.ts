import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { createServer, type Socket } from 'node:net';
import type { WebIdentity } from './certificate';
import type { MachineState } from './machine';

/** The HTTPS server of a machine on one address and port. */
export type WebServer = {
  readonly address: string;
  /** Ends every connection and closes the port. */
  readonly close: () => Promise<void>;
};

/** A machine as its HTTPS server sees it. */
export type WebMachine = {
  readonly state: () => MachineState;
  readonly checkIn: (computer: string) => void;
};

/** Opens the port; throws what `listen` throws. */
export async function listenWeb(
  at: { readonly address: string; readonly port: number },
  machine: WebMachine,
  { certificate, key }: WebIdentity,
): Promise<WebServer> {
  const sockets = new Set<Socket>();
  const web = createHttps({ cert: certificate, key }, (request, response) =>
    answer(request, response, machine),
  );
  const listener = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    if (!machine.state().faults.stall) web.emit('connection', socket);
  });
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject);
    listener.listen({ host: at.address, port: at.port }, () => {
      listener.off('error', reject);
      resolve();
    });
  });
  return {
    address: at.address,
    close: async () => {
      const closed = new Promise<void>((resolve) => listener.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function answer(request: IncomingMessage, response: ServerResponse, machine: WebMachine): void {
  const [status, text = ''] = replyTo(request, machine);
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(text);
}

type Reply = readonly [status: number, text?: string];

function replyTo({ method, url = '/' }: IncomingMessage, machine: WebMachine): Reply {
  const { pathname, searchParams } = new URL(url, 'https://appliance');
  if (method === 'GET' && pathname === '/') return [200, page(machine.state())];
  if (method !== 'POST' || pathname !== '/agent/check-in') return [404];
  const computer = searchParams.get('computer') ?? '';
  if (!/^[A-Za-z0-9._-]{1,80}$/.test(computer)) return [400];
  if (!machine.state().clients.enabled) return [503];
  machine.checkIn(computer);
  return [204];
}

const page = ({ product, hostname }: MachineState): string =>
  `<!doctype html><html lang="en"><head><title>${product}</title></head><body><h1>${product}</h1><p>${hostname}</p></body></html>\n`;
