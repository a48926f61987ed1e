import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectSecure, TLSSocket } from 'node:tls';
import { FTPError, type FTPResponse } from 'basic-ftp';
import { fail } from '../../../shared/failure';
import { type Asked, ftpFailure, isNo, isUnknown } from './ftp-failure';
import type { LoggedIn } from './log-in';

/** A transfer that the server was told to begin: its data connection, and what the server says at its end. */
export type Begun = {
  readonly data: Socket;
  /** The last reply; rejects with the reply that says no, or with the loss of the connection. */
  readonly ended: Promise<FTPResponse>;
};

/** The control connection of one server, one command after the other; a transfer that still runs is settled before the next. */
export type FtpLine = LoggedIn & {
  /** Throws what basic-ftp throws: a reply from 400 on, or the loss of the connection. */
  readonly ask: (command: string) => Promise<FTPResponse>;
  /**
   * Opens a data connection and begins a transfer; `settle` ends it for whoever comes next. Throws failures;
   * where the server cannot begin at byte `at`: `ftp.cannot-go-on`.
   */
  readonly begin: (
    asked: Asked & { readonly at: number; readonly onBytes?: OnBytes },
    settle: (begun: Begun) => Promise<void>,
  ) => Promise<Begun>;
  /** Ends the connection, whatever is under way. */
  readonly close: () => void;
};

/** Heard with each piece; false: no more until the data socket is resumed. The memory is used again afterwards. */
export type OnBytes = (piece: Buffer) => boolean;

const dataSeconds = 20;

/** As much as the system gives at once; bigger is not faster. */
const readBytes = 262_144;

/** Makes the line of a client that is logged in. */
export function ftpLine(login: LoggedIn): FtpLine {
  const { client, spoken, certificate } = login;
  let turn: Promise<unknown> = Promise.resolve();
  let settle: (() => Promise<void>) | undefined;
  let memory: Buffer | undefined;

  /** Waits for whoever came before, then for what still runs. */
  const next = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const mine = turn
      .catch(() => {})
      .then(async () => {
        const before = settle;
        settle = undefined;
        await before?.();
        return work();
      });
    turn = mine;
    return mine;
  };
  const request = (command: string): Promise<FTPResponse> => client.ftp.request(command);

  const dial = async (port: number, onBytes: OnBytes | undefined): Promise<Socket> => {
    // Whatever address the server names: data comes from where the commands go, and from nowhere else.
    const host = client.ftp.socket.remoteAddress ?? spoken.host;
    const secure = client.ftp.socket instanceof TLSSocket;
    memory ??= Buffer.allocUnsafeSlow(readBytes);
    const buffer = memory;
    const onread =
      onBytes && !secure
        ? { buffer, callback: (bytes: number) => onBytes(buffer.subarray(0, bytes)) }
        : undefined;
    const socket = connectPlain({ host, port, noDelay: true, ...(onread && { onread }) });
    await opened(socket, spoken.host, port);
    socket.on('error', () => {});
    return socket;
  };

  /** Over TLS the data have to come from the one who holds the session or the certificate of the control connection. */
  const secured = async (plain: Socket): Promise<Socket> => {
    const control = client.ftp.socket;
    if (!(control instanceof TLSSocket)) return plain;
    const session = client.ftp.tlsSessionStore ?? control.getSession();
    const options = { ...client.ftp.tlsOptions, socket: plain };
    const socket = connectSecure({ ...options, ...(session && { session }) });
    socket.on('session', (fresh) => {
      client.ftp.tlsSessionStore = fresh;
    });
    await new Promise<void>((resolve, reject) => {
      socket.once('secureConnect', resolve).once('error', reject);
      socket.once('close', () => reject(new Error('closed during the TLS handshake')));
    }).catch((thrown: unknown) => {
      const seen = spoken.hush(thrown instanceof Error ? thrown.message : String(thrown));
      fail('ftp.no-data-way', { host: spoken.host, port: spoken.port, seen }, thrown);
    });
    socket.on('error', () => {});
    const fingerprint = socket.getPeerX509Certificate()?.fingerprint256;
    if (!socket.isSessionReused() && fingerprint !== certificate) {
      socket.destroy();
      const { host, port } = spoken;
      const facts = { fingerprint: fingerprint ?? '?', expected: certificate ?? '?' };
      fail('ftp.certificate-changed', { host, port, ...facts, during: 'moving the file' });
    }
    return socket;
  };

  const passivePort = async (): Promise<number> => {
    const refusals: string[] = [];
    for (const [command, read] of [
      ['EPSV', epsvPort],
      ['PASV', pasvPort],
    ] as const) {
      try {
        const { message } = await request(command);
        const port = read(message);
        if (port !== undefined) return port;
        refusals.push(message);
      } catch (thrown) {
        if (!(thrown instanceof FTPError) || thrown.code === 421) throw thrown;
        refusals.push(thrown.message);
      }
    }
    return fail('ftp.no-data-way', {
      ...{ host: spoken.host, port: spoken.port },
      seen: spoken.hush(refusals.join(' ')),
    });
  };

  const begin: FtpLine['begin'] = ({ command, path, at, onBytes }, ending) =>
    next(async () => {
      const plain = await dial(await passivePort(), onBytes);
      try {
        if (at > 0 && command !== 'APPE') {
          try {
            await request(`REST ${at}`);
          } catch (thrown) {
            if (!isNo(thrown)) throw thrown;
            fail('ftp.cannot-go-on', { path: path ?? '', seen: spoken.hush(thrown.message) });
          }
        }
        let no: Error | undefined;
        let heard = (): void => {};
        const started = new Promise<void>((resolve) => {
          heard = resolve;
        });
        const ended: Promise<FTPResponse> = client.ftp.handle(
          `${command} ${path ?? ''}`,
          (reply, task) => {
            if (reply instanceof Error) {
              no = reply;
              task.reject(reply);
            } else if (reply.code >= 200) task.resolve(reply);
            heard();
          },
        );
        ended.catch(() => heard());
        await started;
        if (no) throw no;
        const begun = { ended, data: await secured(plain) };
        settle = () => ending(begun);
        return begun;
      } catch (thrown) {
        plain.destroy();
        if (command === 'APPE' && isUnknown(thrown))
          fail('ftp.cannot-go-on', { path: path ?? '', seen: spoken.hush(String(thrown)) });
        return ftpFailure(thrown, spoken, { command, path });
      }
    });

  return {
    ...login,
    ask: (command) => next(() => request(command)),
    begin,
    close: () => client.close(),
  };
}

/** Waits for the connection; fails with `ftp.no-data-way`. */
function opened(socket: Socket, host: string, port: number): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    const timer = setTimeout(
      () => socket.destroy(new Error(`no answer within ${dataSeconds} s`)),
      dataSeconds * 1000,
    );
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.removeListener('error', reject);
      resolve();
    });
    socket.once('error', (thrown) => {
      clearTimeout(timer);
      reject(thrown);
    });
  }).catch((thrown: unknown) => {
    const seen = thrown instanceof Error ? thrown.message : String(thrown);
    return fail('ftp.no-data-way', { host, port, seen }, thrown);
  });
}

const validPort = (port: number): number | undefined =>
  Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined;

/** `229 … (|||6446|)` */
const epsvPort = (message: string): number | undefined =>
  validPort(Number(/([|!])\1\1(\d{1,5})\1/.exec(message)?.[2] ?? Number.NaN));

/** `227 … (192,168,1,100,10,229)`; only the port counts. */
function pasvPort(message: string): number | undefined {
  const numbers = /(?:\d{1,3},){4}(\d{1,3}),(\d{1,3})/.exec(message.slice(3));
  return validPort(Number(numbers?.[1]) * 256 + Number(numbers?.[2]));
}
