import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { createServer, type Socket } from 'node:net';
import type { WebIdentity } from './certificate';
import type { ServedMachine } from './served-machine';
import { isTaken } from './wanted';
import { openWebConsole } from './web/console';

/** The HTTPS server of a machine on one address and port. */
export type WebServer = {
  readonly address: string;
  readonly port: number;
  /** Ends every connection and closes the port; whoever was logged in is no longer. */
  readonly close: () => Promise<void>;
};

/** A machine as its HTTPS server sees it. */
export type WebMachine = ServedMachine & {
  readonly checkIn: (computer: string) => void;
};

/** An upload takes as long as a slow machine lets it. */
const patience = 30 * 60_000;

/** Opens the port; throws what `listen` throws. `identity` is asked at each connection. */
export async function listenWeb(
  at: { readonly address: string; readonly port: number },
  machine: WebMachine,
  identity: () => WebIdentity,
): Promise<WebServer> {
  const sockets = new Set<Socket>();
  const answering = new Set<Promise<void>>();
  const console = openWebConsole(machine);
  let shown = identity();
  const web = createHttps({ cert: shown.certificate, key: shown.key, requestTimeout: patience });
  web.on('request', (request, response) => {
    const answer = answered(request, response, machine, console)
      .catch(() => void request.socket.destroy())
      .finally(() => answering.delete(answer));
    answering.add(answer);
  });
  const listener = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    if (machine.state().faults.stall) return;
    const own = identity();
    if (own !== shown) web.setSecureContext({ cert: own.certificate, key: own.key });
    shown = own;
    web.emit('connection', socket);
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
    port: at.port,
    close: async () => {
      const closed = new Promise<void>((resolve) => listener.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
      await Promise.all(answering);
    },
  };
}

async function answered(
  request: IncomingMessage,
  response: ServerResponse,
  machine: WebMachine,
  console: ReturnType<typeof openWebConsole>,
): Promise<void> {
  const { method, url = '/' } = request;
  const asked = URL.canParse(url, 'https://appliance') ? new URL(url, 'https://appliance') : null;
  if (asked === null) return void response.writeHead(400).end();
  // Another machine, that has nothing to say.
  if (isTaken(machine.state())) return void response.writeHead(404).end();
  if (asked.pathname !== '/agent/check-in') return await console(request, response, asked);
  request.resume();
  response.writeHead(method === 'POST' ? checkedIn(asked, machine) : 404).end();
}

/** The status of an answer to a client that checks in. */
function checkedIn({ searchParams }: URL, machine: WebMachine): number {
  const computer = searchParams.get('computer') ?? '';
  if (!/^[A-Za-z0-9._-]{1,80}$/.test(computer)) return 400;
  if (!machine.state().clients.enabled) return 503;
  machine.checkIn(computer);
  return 204;
}
