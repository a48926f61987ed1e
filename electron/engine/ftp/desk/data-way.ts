import { connect, createServer, isIP, type Server, type Socket } from 'node:net';
import { Refusal } from './shelf';

/** How the next data connection of a session comes about; each way is good for one. */
export type DataWay = {
  /** The port that waits for the console; from its own address only. */
  readonly passive: () => Promise<number>;
  /** The console's port, which has to be of its own address and not a reserved one. */
  readonly active: (host: string, port: number) => void;
  readonly kind: () => 'passive' | 'active' | undefined;
  /** Throws where none comes about in time. */
  readonly open: () => Promise<Socket>;
  readonly close: () => void;
};

const waitSeconds = 20;

/** The address without the form that a socket for both kinds gives it. */
export const plainAddress = (address: string | undefined): string =>
  (address ?? '').replace(/^::ffff:/i, '').replace(/%.*$/, '');

/** Ways for the session that has this control connection. */
export function dataWay(control: Socket, stallSeconds: number): DataWay {
  const peer = plainAddress(control.remoteAddress);
  let server: Server | undefined;
  let coming: Promise<Socket> | undefined;
  let target: { readonly host: string; readonly port: number } | undefined;
  let current: Socket | undefined;

  const forget = (): void => {
    server?.close();
    server = undefined;
    coming = undefined;
    target = undefined;
  };
  const guarded = (socket: Socket): Socket => {
    current?.destroy();
    current = socket;
    socket.on('error', () => {});
    socket.setTimeout(stallSeconds * 1000, () => socket.destroy(new Error('silence')));
    return socket;
  };
  return {
    kind: () => (server ? 'passive' : target ? 'active' : undefined),
    passive: async () => {
      forget();
      current?.destroy();
      const listener = createServer({ pauseOnConnect: true });
      server = listener;
      const arrives = new Promise<Socket>((resolve, reject) => {
        listener.on('connection', (socket) => {
          if (plainAddress(socket.remoteAddress) !== peer) {
            socket.destroy();
            return;
          }
          listener.close();
          resolve(guarded(socket));
        });
        listener.on('error', reject);
        const timer = setTimeout(() => listener.close(), waitSeconds * 1000);
        listener.on('close', () => {
          clearTimeout(timer);
          reject(new Refusal(425, 'No data connection came.'));
        });
      });
      arrives.catch(() => {});
      coming = arrives;
      await new Promise<void>((resolve, reject) => {
        listener.once('error', reject);
        listener.listen(0, control.localAddress, resolve);
      }).catch(() => {
        throw new Refusal(425, 'No port is free.');
      });
      const address = listener.address();
      if (address === null || typeof address === 'string') throw new Refusal(425, 'No port.');
      return address.port;
    },
    active: (host, port) => {
      if (isIP(host) === 0 || plainAddress(host) !== peer)
        throw new Refusal(504, 'Only your own address.');
      if (!Number.isInteger(port) || port < 1024 || port > 65_535)
        throw new Refusal(504, 'Only a port from 1024 on.');
      forget();
      target = { host: peer, port };
    },
    open: async () => {
      const [waiting, to] = [coming, target];
      try {
        if (waiting) return await waiting;
        if (!to) throw new Refusal(425, 'First PASV, EPSV, PORT or EPRT.');
        return await dialled(guarded(connect({ ...to, localAddress: control.localAddress ?? '' })));
      } finally {
        forget();
      }
    },
    close: () => {
      forget();
      current?.destroy();
    },
  };
}

function dialled(socket: Socket): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const refuse = (): void => {
      clearTimeout(timer);
      socket.destroy();
      reject(new Refusal(425, 'Your port does not answer.'));
    };
    const timer = setTimeout(refuse, waitSeconds * 1000);
    socket.once('error', refuse);
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.removeListener('error', refuse);
      resolve(socket);
    });
  });
}
