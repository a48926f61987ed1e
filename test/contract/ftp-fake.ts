import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { createServer as createSecureServer, TLSSocket } from 'node:tls';

/** What is odd about the server; changed while it runs. */
export type FtpOddities = {
  /** Said instead of a greeting; empty: nothing. */
  greeting?: string;
  /** Said to whoever begins with TLS; empty: nothing. */
  hello?: string;
  /** The whole answer to a command, by its name; empty: none. */
  answers?: Partial<Record<string, string>>;
  /** The address in the answer to PASV. */
  pasvAddress?: string;
  /** Closes the data connection after so many bytes, with this answer; empty: none. */
  cutDataAfter?: { readonly bytes: number; readonly answer: string };
  /** Closes all of it after so many bytes of data. */
  cutAllAfter?: number;
  /** Says nothing more after so many bytes of data. */
  muteAfter?: number;
  /** Sends so many bytes of data at once, and pauses between. */
  trickle?: { readonly bytes: number; readonly milliseconds: number };
  /** What SIZE says. */
  claimedSize?: number;
  /** As much as fits into a file. */
  room?: { readonly bytes: number; readonly answer: string };
  /** Takes REST for a yes and begins at the start all the same. */
  ignoresRest?: boolean;
};

/** An FTP server with files in memory. */
export type FakeFtp = {
  readonly port: number;
  readonly files: Map<string, Buffer>;
  readonly odd: FtpOddities;
  /** Command lines so far, passwords too. */
  readonly heard: string[];
  /** Bytes of files that it sent. */
  readonly sent: () => number;
  readonly stop: () => Promise<void>;
};

/** A key and its certificate, as PEM. */
export type Identity = { readonly key: string; readonly cert: string };

/**
 * Starts one at a free port of 127.0.0.1; it lets in whoever has the password `right`. With `tls` it speaks TLS from the start, and data
 * connections may have another identity.
 */
export async function startFakeFtp(tls?: {
  readonly control: Identity;
  readonly data: Identity;
}): Promise<FakeFtp> {
  const files = new Map<string, Buffer>();
  const odd: FtpOddities = {};
  const heard: string[] = [];
  const sockets = new Set<Socket>();
  let sent = 0;
  const track = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    return socket;
  };
  const server = tls
    ? createSecureServer(tls.control, (control) => serve(track(control)))
    : createServer((control) => serve(track(control)));
  const asData = (socket: Socket): Socket =>
    track(tls ? new TLSSocket(track(socket), { isServer: true, ...tls.data }) : socket);

  function serve(control: Socket): void {
    let text = '';
    let rest = 0;
    let renaming = '';
    let data: Promise<Socket> | undefined;
    let listener: Server | undefined;
    const say = (answer: string): void => {
      if (answer !== '') control.write(`${answer}\r\n`);
    };
    const passive = async (): Promise<number> => {
      listener?.close();
      const fresh = createServer();
      listener = fresh;
      data = new Promise((resolve) => fresh.once('connection', (each) => resolve(asData(each))));
      await new Promise<void>((resolve) => fresh.listen(0, '127.0.0.1', resolve));
      const address = fresh.address();
      return address !== null && typeof address === 'object' ? address.port : 0;
    };
    const send = async (content: Buffer): Promise<void> => {
      const socket = await data;
      const { cutDataAfter: cut, cutAllAfter, muteAfter } = odd;
      const end = Math.min(
        cut?.bytes ?? cutAllAfter ?? muteAfter ?? content.length,
        content.length,
      );
      const step = odd.trickle?.bytes ?? Math.max(1, end);
      for (let at = 0; at < Math.max(1, end) && !socket?.destroyed; at += step) {
        if (at > 0) await pause(odd.trickle?.milliseconds);
        await new Promise<void>((resolve) =>
          socket?.write(content.subarray(at, Math.min(end, at + step)), () => resolve()),
        );
      }
      sent += end;
      if (muteAfter !== undefined) return;
      if (cutAllAfter !== undefined) {
        control.destroy();
        socket?.destroy();
        return;
      }
      socket?.end();
      say(cut ? cut.answer : '226 Done.');
    };
    const receive = async (path: string, start: number): Promise<void> => {
      const socket = await data;
      const before = (files.get(path) ?? Buffer.alloc(0)).subarray(0, start);
      let got = Buffer.from(before);
      const { room, cutAllAfter, cutDataAfter: cut } = odd;
      const pieces: Buffer[] = [];
      let bytes = start;
      let over = false;
      socket?.on('data', (piece: Buffer) => {
        if (over) return;
        pieces.push(piece);
        bytes += piece.length;
        const limit = room?.bytes ?? cutAllAfter ?? cut?.bytes;
        if (limit === undefined || bytes <= limit) return;
        over = true;
        got = Buffer.concat([got, ...pieces]).subarray(0, limit);
        files.set(path, got);
        socket.destroy();
        if (cutAllAfter === undefined) say(room?.answer ?? cut?.answer ?? '');
        else control.destroy();
      });
      socket?.on('end', () => {
        if (over) return;
        files.set(path, Buffer.concat([got, ...pieces]));
        say('226 Done.');
      });
    };
    const obey = new Map<string, (argument: string) => unknown>([
      ['USER', () => say('331 Password.')],
      ['PASS', (word) => say(word === 'right' ? '230 In.' : `530 ${word} is wrong.`)],
      ['FEAT', () => say('211-Can:\r\n EPSV\r\n REST STREAM\r\n211 End')],
      ['TYPE', () => say('200 Yes.')],
      ['PBSZ', () => say('200 Yes.')],
      ['PROT', () => say('200 Yes.')],
      ['NOOP', () => say('200 Yes.')],
      ['PWD', () => say('257 "/"')],
      ['CWD', () => say('550 No such folder.')],
      [
        'SIZE',
        (path) => {
          const size = odd.claimedSize ?? files.get(path)?.length;
          say(files.has(path) ? `213 ${size}` : '550 No such file.');
        },
      ],
      ['MDTM', () => say('213 20261126120000')],
      ['EPSV', async () => say(`229 Extended (|||${await passive()}|)`)],
      [
        'PASV',
        async () => {
          const port = await passive();
          const host = (odd.pasvAddress ?? '127.0.0.1').replaceAll('.', ',');
          say(`227 Passive (${host},${port >> 8},${port & 255})`);
        },
      ],
      [
        'REST',
        (at) => {
          rest = odd.ignoresRest ? 0 : Number(at);
          say('350 Go.');
        },
      ],
      [
        'RETR',
        async (path) => {
          const content = files.get(path);
          if (!content) return say('550 No such file.');
          say('150 Here.');
          const start = rest;
          rest = 0;
          await send(content.subarray(start));
        },
      ],
      [
        'STOR',
        async (path) => {
          say('150 Give.');
          const start = rest;
          rest = 0;
          await receive(path, start);
        },
      ],
      [
        'APPE',
        async (path) => {
          say('150 Give.');
          await receive(path, files.get(path)?.length ?? 0);
        },
      ],
      ['DELE', (path) => say(files.delete(path) ? '250 Gone.' : '550 No such file.')],
      [
        'RNFR',
        (path) => {
          renaming = path;
          say('350 And?');
        },
      ],
      [
        'RNTO',
        (path) => {
          files.set(path, files.get(renaming) ?? Buffer.alloc(0));
          files.delete(renaming);
          say('250 Done.');
        },
      ],
      ['QUIT', () => control.end('221 Bye.\r\n')],
    ]);
    say(odd.greeting ?? '220 Fake.');
    control.on('close', () => listener?.close());
    control.on('data', (piece) => {
      // TLS, which it does not understand.
      if (piece[0] === 22) say(odd.hello ?? '500 What is this?');
      text += piece.toString('utf8');
      const lines = text.split('\r\n');
      text = lines.pop() ?? '';
      for (const line of lines) {
        heard.push(line);
        const [, name = '', argument = ''] = /^(\S+) ?(.*)$/.exec(line) ?? [];
        const fixed = odd.answers?.[name];
        if (fixed !== undefined) say(fixed);
        else if (obey.has(name)) void obey.get(name)?.(argument);
        else say('502 Unknown.');
      }
    });
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: address !== null && typeof address === 'object' ? address.port : 0,
    ...{ files, odd, heard, sent: () => sent },
    stop: async () => {
      for (const each of sockets) each.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
