import { connect, createServer, type Socket } from 'node:net';

/** A console that says exactly what a test wants, over a socket. */
export type Console = {
  /** Sends a line and gives the answer: its code and all of its text. */
  readonly say: (line: string) => Promise<string>;
  /** Sends bytes and waits for nothing. */
  readonly send: (bytes: string | Buffer) => void;
  /** The next answer, or `closed`. */
  readonly hear: () => Promise<string>;
  /** Opens a passive data connection. */
  readonly passive: (how?: 'EPSV' | 'PASV') => Promise<Socket>;
  /** All that is read back by one command over a data connection. */
  readonly fetch: (command: string) => Promise<{ data: Buffer; answers: readonly string[] }>;
  /** Stores bytes with one command; gives the last answer. */
  readonly store: (command: string, bytes: Buffer) => Promise<string>;
  readonly close: () => void;
};

/** Connects and takes the greeting, as `from` if this computer has several addresses. */
export async function openConsole(
  { address, port }: { readonly address: string; readonly port: number },
  from?: string,
): Promise<Console> {
  const socket = connect({ host: address, port, ...(from && { localAddress: from }) });
  const answers: string[] = [];
  const waiting: ((answer: string) => void)[] = [];
  let text = '';
  const give = (answer: string): void => {
    const next = waiting.shift();
    if (next) next(answer);
    else answers.push(answer);
  };
  socket.on('error', () => {});
  socket.on('close', () => {
    give('closed');
    answers.push(...Array<string>(10).fill('closed'));
    for (const each of waiting.splice(0)) each('closed');
  });
  socket.on('data', (piece) => {
    text += piece.toString('utf8');
    for (;;) {
      const found = /^(?:(\d{3})-[\s\S]*?\r\n\1|\d{3}) .*\r\n/.exec(text);
      if (!found) return;
      text = text.slice(found[0].length);
      give(found[0].trim());
    }
  });
  const hear = (): Promise<string> =>
    new Promise((resolve) => {
      const there = answers.shift();
      if (there !== undefined) resolve(there);
      else waiting.push(resolve);
    });
  const send = (bytes: string | Buffer): void => void socket.write(bytes);
  const say = (line: string): Promise<string> => {
    send(`${line}\r\n`);
    return hear();
  };
  const passive: Console['passive'] = async (how = 'EPSV') => {
    const answer = await say(how);
    const numbers = answer.match(/\d+/g)?.map(Number) ?? [];
    const [high = 0, low = 0] = numbers.slice(-2);
    const data = connect(how === 'EPSV' ? low : high * 256 + low, address);
    data.on('error', () => {});
    await new Promise((resolve) => data.once('connect', resolve));
    return data;
  };
  await hear();
  return {
    ...{ say, send, hear, passive },
    fetch: async (command) => {
      const data = await passive();
      const pieces: Buffer[] = [];
      data.on('data', (piece: Buffer) => pieces.push(piece));
      const ended = new Promise((resolve) => data.once('close', resolve));
      const first = await say(command);
      if (!first.startsWith('150')) {
        data.destroy();
        return { data: Buffer.alloc(0), answers: [first] };
      }
      await ended;
      return { data: Buffer.concat(pieces), answers: [first, await hear()] };
    },
    store: async (command, bytes) => {
      const data = await passive();
      const first = await say(command);
      if (!first.startsWith('150')) {
        data.destroy();
        return first;
      }
      data.end(bytes);
      return hear();
    },
    close: () => socket.destroy(),
  };
}

/** A port of a console that waits for an active data connection, and what arrives there. */
export async function openActivePort(address: string) {
  const pieces: Buffer[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (piece: Buffer) => pieces.push(piece));
  });
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  const bound = server.address();
  const port = bound !== null && typeof bound === 'object' ? bound.port : 0;
  return { port, received: () => Buffer.concat(pieces), close: () => server.close() };
}
