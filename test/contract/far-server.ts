import ssh2, { type Attributes, type AuthContext, type Connection } from 'ssh2';
import { hostKeyOf } from '../../electron/engine/ssh/fingerprint';
import type { HostKey } from '../../shared/appliance';
import { newKeyPair } from '../unit/engine/key-pair';
import { type ScriptedServer, startServer } from '../unit/engine/scripted-server';
import { written } from './transfer-server';

const { STATUS_CODE } = ssh2.utils.sftp;

/** What is odd about it; connections count from 0. */
export type FarOddities = {
  /** Answers to no read and no write before this is true of the connections that came, and of those that have a file open. */
  readonly ready?: (came: number, opened: number) => boolean;
  readonly authenticate?: (context: AuthContext, connection: number) => void;
  /** Told of each new connection. */
  readonly arrives?: (connection: Connection, number: number) => void;
  /** True where this connection gets no session. */
  readonly withoutSession?: (connection: number) => boolean;
  /** Told of each read and write before it is carried out; true: it never is. */
  readonly drops?: (connection: number, request: number) => boolean;
};

export type FarServer = ScriptedServer & {
  readonly hostKey: HostKey;
  readonly content: Map<string, Buffer>;
  /** Reads and writes that each connection was asked for. */
  readonly asked: readonly number[];
  /** Ends one connection as a power cut does. */
  readonly cutOne: (connection: number) => void;
};

/** Long enough for four connections, in milliseconds. */
const late = 60;

/** An SSH server with files in memory that takes its time to open one, as if it were far away. */
export async function startFarServer(odd: FarOddities = {}): Promise<FarServer> {
  const keys = newKeyPair();
  const hostKey = hostKeyOf(Buffer.from(keys.public.split(' ')[1] ?? '', 'base64'));
  const content = new Map<string, Buffer>();
  const numbers = new Map<Connection, number>();
  const asked: number[] = [];
  const openIn = new Set<number>();
  const held: (() => void)[] = [];
  let again: NodeJS.Timeout | undefined;
  const numberOf = (connection: Connection): number => {
    const number = numbers.get(connection) ?? numbers.size;
    numbers.set(connection, number);
    return number;
  };
  const goOn = (): void => {
    if (odd.ready?.(numbers.size, openIn.size) === false) {
      // It may depend on what happens elsewhere.
      clearTimeout(again);
      again = setTimeout(goOn, 20).unref();
      return;
    }
    for (const go of held.splice(0)) go();
  };
  const server = await startServer({
    hostKey: keys.private,
    arrives: (connection) => {
      const number = numberOf(connection);
      odd.arrives?.(connection, number);
      goOn();
    },
    authenticate: (context, connection) => {
      if (odd.authenticate) odd.authenticate(context, numberOf(connection));
      else if (context.method === 'password' && context.password === 'right') context.accept();
      else context.reject(['password']);
    },
    beforeSession: (go, connection) => {
      if (!odd.withoutSession?.(numberOf(connection))) go();
    },
    exec: (_command, channel) => {
      channel.exit(0);
      channel.end();
    },
    sftp: (sftp, connection) => {
      const number = numberOf(connection);
      const carryOut = (work: () => void): void => {
        asked[number] = (asked[number] ?? 0) + 1;
        if (odd.drops?.(number, asked[number])) return;
        held.push(work);
        goOn();
      };
      let path = '';
      sftp.on('error', () => {});
      sftp.on('OPEN', (id, name, flags) => {
        const makes = (flags & ssh2.utils.sftp.OPEN_MODE.CREAT) !== 0;
        setTimeout(() => {
          if (!content.has(name) && !makes) return sftp.status(id, STATUS_CODE.NO_SUCH_FILE);
          if (!content.has(name)) content.set(name, Buffer.alloc(0));
          path = name;
          sftp.handle(id, Buffer.from('h'));
          openIn.add(number);
          goOn();
        }, late);
      });
      const tell = (id: number, name: string): void => {
        const size = content.get(name)?.length;
        if (size === undefined) sftp.status(id, STATUS_CODE.NO_SUCH_FILE);
        else sftp.attrs(id, { mode: 0o100600, size, atime: 1, mtime: 1 } as Attributes);
      };
      sftp.on('STAT', (id, name) => void setTimeout(() => tell(id, name), late));
      sftp.on('LSTAT', tell);
      sftp.on('READ', (id, _handle, offset, length) =>
        carryOut(() => {
          const piece = content.get(path)?.subarray(offset, offset + length);
          if (piece?.length) sftp.data(id, piece);
          else sftp.status(id, STATUS_CODE.EOF);
        }),
      );
      sftp.on('WRITE', (id, _handle, offset, data) => {
        const copy = Buffer.from(data);
        carryOut(() => {
          content.set(path, written(content.get(path) ?? Buffer.alloc(0), copy, offset));
          sftp.status(id, STATUS_CODE.OK);
        });
      });
      sftp.on('REMOVE', (id, name) =>
        sftp.status(id, content.delete(name) ? STATUS_CODE.OK : STATUS_CODE.NO_SUCH_FILE),
      );
      sftp.on('RENAME', (id, from, to) => {
        content.set(to, content.get(from) ?? Buffer.alloc(0));
        content.delete(from);
        sftp.status(id, STATUS_CODE.OK);
      });
      sftp.on('CLOSE', (id) => {
        openIn.delete(number);
        sftp.status(id, STATUS_CODE.OK);
      });
    },
  });
  const cutOne = (wanted: number): void => {
    for (const [connection, number] of numbers) {
      if (number === wanted) (connection as unknown as Inside)._sock.destroy();
    }
  };
  return { ...server, hostKey, content, asked, cutOne };
}

type Inside = { readonly _sock: import('node:net').Socket };
