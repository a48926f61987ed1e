import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import ssh2 from 'ssh2';
import { newKeyPair } from '../unit/engine/key-pair';

/** A jump host on this computer. */
export type JumpServer = {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** Every address that it was asked to connect on to. */
  readonly asked: readonly string[];
  /** How often it was logged in to. */
  readonly logins: () => number;
  /** Ends all connections as a power cut does. */
  readonly cut: () => void;
  readonly stop: () => Promise<void>;
};

/** Starts a jump host that lets in whoever has this password and connects on to any address of this computer. */
export async function startJumpServer(password: string): Promise<JumpServer> {
  const asked: string[] = [];
  const live = new Set<ssh2.Connection>();
  let logins = 0;
  const server = new ssh2.Server({ hostKeys: [newKeyPair().private] }, (connection) => {
    live.add(connection);
    connection.on('error', () => undefined).on('close', () => live.delete(connection));
    connection.on('authentication', (context) => {
      if (context.method !== 'password' || context.password !== password)
        return context.reject(['password']);
      logins++;
      context.accept();
    });
    connection.on('tcpip', (accept, reject, { destIP, destPort }) => {
      asked.push(`${destIP}:${destPort}`);
      const onward = connect({ host: destIP, port: destPort, noDelay: true });
      onward.once('connect', () => {
        const channel = accept();
        channel.on('error', () => onward.destroy()).on('close', () => onward.destroy());
        channel.pipe(onward).pipe(channel);
      });
      onward.once('error', () => reject());
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = (): void => {
    for (const connection of live) connection.end();
  };
  return {
    ...{ host: '127.0.0.1', port: (server.address() as AddressInfo).port, user: 'jumper' },
    ...{ asked, cut },
    logins: () => logins,
    stop: async () => {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
