import { createServer, type Socket } from 'node:net';
import ssh2, { type Algorithms, type Connection, type Session } from 'ssh2';
import { authenticate } from './authentication';
import { serveForwarding, type WebAt } from './forwarding';
import type { ServedConnection, ServedMachine } from './served-machine';
import { serveSftp } from './sftp-server';
import { serveExec, serveShell } from './shell-session';
import { serveTextConsole } from './text-console';

/** The SSH server of a machine on one address and port. */
export type SshServer = {
  readonly address: string;
  readonly port: number;
  /** Lets open connections fall silent, or speak again. */
  readonly silence: (on: boolean) => void;
  /** Ends every connection and closes the port. */
  readonly close: () => Promise<void>;
};

type Client = ServedConnection & { readonly silence: (on: boolean) => void };

/** Opens the port; throws what `listen` throws. `hostKey` is asked at each connection, `web` is where the machine has its web pages. */
export async function listenSsh(
  at: { readonly address: string; readonly port: number },
  machine: ServedMachine,
  hostKey: () => string,
  web: () => WebAt | undefined,
): Promise<SshServer> {
  const clients = new Set<Client>();
  const listener = createServer({ noDelay: true }, (socket) => {
    machine.record.connections++;
    const { stall } = machine.state().faults;
    const client: Client = {
      ...clientOn(socket, stall !== undefined),
      dropAll: () => {
        for (const each of clients) each.drop();
      },
    };
    clients.add(client);
    socket.on('error', () => undefined);
    socket.on('close', () => clients.delete(client));
    if (stall) return;
    // A server of its own for each connection, so that the connection knows its socket.
    const legacy = machine.state().faults['legacy-algorithms'] !== undefined;
    const server = new ssh2.Server({
      hostKeys: [hostKey()],
      ident: 'PracticeAppliance_1',
      ...(legacy ? { algorithms: legacyAlgorithms } : {}),
    });
    server.on('connection', (connection: Connection) =>
      serveConnection(connection, machine, client, web),
    );
    server.injectSocket(socket);
  });
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject);
    listener.listen({ host: at.address, port: at.port }, () => {
      listener.off('error', reject);
      resolve();
    });
  });
  const bound = listener.address();
  return {
    address: at.address,
    port: bound !== null && typeof bound === 'object' ? bound.port : at.port,
    silence: (on) => {
      for (const client of clients) client.silence(on);
    },
    close: async () => {
      const closed = new Promise<void>((resolve) => listener.close(() => resolve()));
      for (const client of clients) client.drop();
      await closed;
    },
  };
}

/** All that the fault `legacy-algorithms` leaves. */
const legacyAlgorithms: Algorithms = {
  kex: ['diffie-hellman-group14-sha1'],
  serverHostKey: ['ssh-rsa'],
  cipher: ['aes128-cbc'],
  hmac: ['hmac-sha1'],
};

/** As much of what came in may wait for the disk before the sender is held back. */
const mostLoad = 8 * 1_048_576;

/** One connection; where it is `mute`, nobody serves it, so that it has to go when the machine speaks again. */
function clientOn(socket: Socket, mute: boolean): Omit<Client, 'dropAll'> {
  let load = 0;
  let silent = mute;
  let held = false;
  const flow = (): void => {
    const hold = silent || load > mostLoad;
    if (hold === held) return;
    held = hold;
    if (hold) socket.pause();
    else socket.resume();
  };
  return {
    drop: () => socket.destroy(),
    gone: () => socket.destroyed,
    load: (bytes) => {
      load += bytes;
      flow();
    },
    silence: (on) => {
      if (mute && !on) socket.destroy();
      silent = on;
      flow();
    },
  };
}

function serveConnection(
  connection: Connection,
  machine: ServedMachine,
  client: Client,
  web: () => WebAt | undefined,
): void {
  connection.on('error', () => undefined);
  connection.on('authentication', authenticate(machine, client.drop));
  serveForwarding(connection, web);
  connection.on('session', (accept) => serveSession(accept(), machine, client));
}

function serveSession(session: Session, machine: ServedMachine, client: Client): void {
  let terminal = false;
  session.on('pty', (accept) => {
    terminal = true;
    accept?.();
  });
  session.on('env', (accept) => accept?.());
  session.on('window-change', (accept) => accept?.());
  session.on('exec', (accept, _reject, { command }) => {
    serveExec(command, accept(), machine, client).catch(() => client.drop());
  });
  session.on('shell', (accept) => {
    const lands = terminal && machine.state().faults['text-console'] !== undefined;
    if (lands) serveTextConsole(accept(), machine, client);
    else serveShell(accept(), terminal, machine, client);
  });
  session.on('sftp', (accept, reject) => {
    const { faults } = machine.state();
    if (faults.menu || faults['no-sftp']) reject?.();
    else serveSftp(accept(), machine, client);
  });
}
