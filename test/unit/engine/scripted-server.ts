import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import ssh2, {
  type AuthContext,
  type Connection,
  type Server,
  type ServerChannel,
  type Session,
  type SFTPWrapper,
} from 'ssh2';
import { newKeyPair } from './key-pair';

/** What a test wants an SSH server to do. */
export type Script = {
  /** One private key, or several. */
  readonly hostKey?: string | readonly string[];
  /** Decides about a login; by default the password `right` is taken. */
  readonly authenticate?: (context: AuthContext, connection: Connection) => void;
  /** Told of each new connection. */
  readonly arrives?: (connection: Connection) => void;
  /** Told of each session that a client wants, which begins when `go` is called. */
  readonly beforeSession?: (go: () => void, connection: Connection) => unknown;
  readonly exec?: (command: string, channel: ServerChannel, connection: Connection) => void;
  /** `mute`: takes the request for SFTP and never answers to it. */
  readonly sftp?: ((sftp: SFTPWrapper, connection: Connection) => void) | 'mute';
  readonly algorithms?: ssh2.Algorithms;
};

export type ScriptedServer = {
  readonly port: number;
  /** Every try to log in, in order, by its method. */
  readonly logins: readonly string[];
  /** How many connections there were so far. */
  readonly connections: () => number;
  /** How many there are now. */
  readonly open: () => number;
  /** The newest connection. */
  readonly last: () => Connection;
  /** Ends all connections as a power cut does. */
  readonly cut: () => void;
  readonly stop: () => Promise<void>;
};

/** Starts an SSH server on a free port of this computer that does what the script says. */
export async function startServer(script: Script = {}): Promise<ScriptedServer> {
  const logins: string[] = [];
  const live = new Set<Connection>();
  let connections = 0;
  const config = {
    hostKeys: [script.hostKey ?? newKeyPair().private].flat(),
    ...(script.algorithms ? { algorithms: script.algorithms } : {}),
  };
  const server: Server = new ssh2.Server(config, (connection) => {
    connections++;
    live.add(connection);
    socketOf(connection).setNoDelay(true);
    connection.on('error', () => {});
    script.arrives?.(connection);
    connection.on('close', () => live.delete(connection));
    connection.on('authentication', (context) => {
      logins.push(context.method);
      (script.authenticate ?? takePassword('right'))(context, connection);
    });
    const serve = (accept: () => Session): void => {
      const session = accept();
      session.on('exec', (acceptExec, _reject, { command }) => {
        const channel = acceptExec();
        channel.on('error', () => {});
        script.exec?.(command, channel, connection);
      });
      const { sftp } = script;
      if (sftp === 'mute') session.on('sftp', () => {});
      else if (sftp) session.on('sftp', (acceptSftp) => sftp(acceptSftp(), connection));
    };
    connection.on('session', (accept) => {
      if (script.beforeSession) script.beforeSession(() => serve(accept), connection);
      else serve(accept);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = (): void => {
    for (const connection of live) socketOf(connection).destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    logins,
    connections: () => connections,
    open: () => live.size,
    last: () => [...live].at(-1) as Connection,
    cut,
    stop: async () => {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Takes one password and tells that others are wrong. */
export const takePassword =
  (right: string) =>
  (context: AuthContext): void => {
    if (context.method === 'password' && context.password === right) context.accept();
    else context.reject(['password']);
  };

/** Asks one round of prompts; `right` as the first answer opens the server. */
export const interactive =
  (prompts: { readonly prompt: string; readonly echo: boolean }[]) =>
  (context: AuthContext): void => {
    if (context.method !== 'keyboard-interactive') {
      context.reject(['keyboard-interactive']);
      return;
    }
    context.prompt(prompts, (answers) => {
      if (answers[0] === 'right') context.accept();
      else context.reject(['keyboard-interactive']);
    });
  };

const socketOf = (connection: Connection) =>
  (connection as unknown as { readonly _sock: import('node:net').Socket })._sock;
