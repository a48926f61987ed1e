import type { Socket } from 'node:net';
import ssh2, { type Connection } from 'ssh2';
import { newKeyPair } from '../key-pair';
import { kexInit, sendDisconnect } from './servers-protocol';
import { startTcp, type TestServer } from './servers-tcp';

const version = 'SSH-2.0-Nasty_1\r\n';
const hostKey = newKeyPair().private;
const mebibyte = 1_048_576;
/** Short enough a line for anybody. */
const bannerLine = `${'Authorised use only. '.repeat(9)}\r\n`;

/** Writes for as long as somebody reads. */
function pour(socket: Socket, text: string): void {
  const more = (): void => {
    let room = true;
    while (room && !socket.destroyed) room = socket.write(text);
  };
  socket.on('drain', more);
  more();
}

/** A real SSH server on one connection, but for what it does at certain points. */
function serveSsh(socket: Socket, behave: (connection: Connection, socket: Socket) => void): void {
  const server = new ssh2.Server({ hostKeys: [hostKey] }, (connection) => {
    connection.on('error', () => {});
    behave(connection, socket);
  });
  server.injectSocket(socket);
}

const closeAt = (event: 'handshake' | 'ready') => (connection: Connection, socket: Socket) => {
  connection.on('authentication', (context) => context.accept());
  connection.on(event as 'ready', () => socket.destroy());
};

const hadEnough = (connection: Connection): void => {
  connection.on('authentication', (context) => {
    if (context.method === 'none') return context.reject(['password', 'publickey']);
    sendDisconnect(connection, 2, 'Too many authentication failures');
    connection.end();
  });
};

const behaviours = {
  'says nothing': () => {},
  'closes at once': (socket) => socket.end(),
  'resets the connection at once': (socket) => socket.resetAndDestroy(),
  'is a web server': (socket) =>
    socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
  'is a web server that speaks first': (socket) => socket.end('HTTP/1.1 408 Timeout\r\n\r\n'),
  'is a mail server that waits': (socket) => socket.write('220 mail ESMTP\r\n'),
  'sends noise': (socket) => socket.end('\0\x1b[31m\x07garbage\x80\r\n', 'latin1'),
  'sends noise for ever': (socket) => pour(socket, '\x01\x02\x03noise'.repeat(2000)),
  'sends a line without an end': (socket) => pour(socket, 'x'.repeat(10_000)),
  'sends banner lines for ever': (socket) => pour(socket, bannerLine.repeat(50)),
  'sends 1 MB of banner lines, then is a good server': (socket) => {
    socket.write(bannerLine.repeat(Math.ceil(mebibyte / bannerLine.length)));
    serveSsh(socket, () => {});
  },
  'sends 1 MB in one line, then is a good server': (socket) => {
    socket.write(`${'x'.repeat(mebibyte)}\r\n`);
    serveSsh(socket, () => {});
  },
  'speaks SSH 1': (socket) => socket.end('SSH-1.5-old\r\n'),
  'closes after its version': (socket) => socket.end(version),
  'waits after its version': (socket) => socket.write(version),
  'sends garbage after its version': (socket) => socket.end(version + 'garbage'.repeat(99)),
  'names a packet of 4 GB': (socket) =>
    socket.write(Buffer.concat([Buffer.from(version), Buffer.alloc(64, 0xff)])),
  'closes after its offer': (socket) => {
    socket.write(version);
    socket.end(kexInit());
  },
  'waits after its offer': (socket) => {
    socket.write(version);
    socket.write(kexInit());
  },
  'closes after the key exchange': (socket) => serveSsh(socket, closeAt('handshake')),
  'closes after the login': (socket) => serveSsh(socket, closeAt('ready')),
  'never answers a login': (socket) =>
    serveSsh(socket, (connection) => connection.on('authentication', () => {})),
  'has had enough of logins': (socket) => serveSsh(socket, hadEnough),
} as const satisfies Record<string, (socket: Socket) => unknown>;

export type Nastiness = keyof typeof behaviours;

/** Starts a server that does one nasty thing with each connection; it stops after the test. */
export const startNasty = (nastiness: Nastiness): Promise<TestServer> =>
  startTcp((socket) => void behaviours[nastiness](socket));
