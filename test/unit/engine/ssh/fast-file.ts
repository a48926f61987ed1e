import ssh2, { type Algorithms, type SFTPWrapper } from 'ssh2';
import type { Line } from '../../../../electron/engine/ssh/line';
import { openLine } from '../../../../electron/engine/ssh/open-line';
import { openSftp } from '../../../../electron/engine/ssh/sftp-channel';
import { type ScriptedServer, startServer } from '../scripted-server';

/** A server with one file in memory, and a line to it. */
export type FileServer = {
  readonly server: ScriptedServer;
  readonly line: Line;
  readonly content: () => Buffer;
  readonly close: () => Promise<void>;
};

/** `unruly`: answers reads with a part of what was asked, and in an order of its own. */
export async function openFileServer(
  before: Buffer,
  options: { readonly unruly?: boolean; readonly algorithms?: Algorithms } = {},
): Promise<FileServer> {
  let content = before;
  const { STATUS_CODE } = ssh2.utils.sftp;
  const serve = (sftp: SFTPWrapper): void => {
    let later: (() => void)[] = [];
    const answer = (reply: () => void): void => {
      if (!options.unruly) {
        reply();
        return;
      }
      later.push(reply);
      setImmediate(() => {
        const replies = later.reverse();
        later = [];
        for (const each of replies) each();
      });
    };
    sftp.on('error', () => {});
    sftp.on('OPEN', (id) => sftp.handle(id, Buffer.from('handle')));
    sftp.on('CLOSE', (id) => sftp.status(id, STATUS_CODE.OK));
    sftp.on('STAT', (id) =>
      sftp.attrs(id, {
        ...{ mode: 0o100600, uid: 0, gid: 0, atime: 0, mtime: 0 },
        size: content.length,
      }),
    );
    sftp.on('READ', (id, _handle, offset, length) => {
      const most = options.unruly ? Math.ceil(length / (1 + (id % 3))) : length;
      const part = content.subarray(offset, offset + most);
      answer(() => (part.length > 0 ? sftp.data(id, part) : sftp.status(id, STATUS_CODE.EOF)));
    });
    sftp.on('WRITE', (id, _handle, offset, data) => {
      if (offset + data.length > content.length) {
        content = Buffer.concat([content, Buffer.alloc(offset + data.length - content.length)]);
      }
      data.copy(content, offset);
      answer(() => sftp.status(id, STATUS_CODE.OK));
    });
  };
  const server = await startServer({
    sftp: serve,
    ...(options.algorithms ? { algorithms: options.algorithms } : {}),
  });
  const line = await openLine(
    { host: '127.0.0.1', port: server.port },
    {
      user: 'epproot',
      verify: () => undefined,
      login: () => (_left, _partial, next) =>
        next({ type: 'password', username: 'epproot', password: 'right' }),
      signal: new AbortController().signal,
    },
  );
  return {
    ...{ server, line },
    content: () => content,
    close: async () => {
      line.close();
      await server.stop();
    },
  };
}

/** Reads so many bytes, many requests at once, each until it has all; gives what arrived. */
export async function readAll(line: Line, bytes: number): Promise<Buffer> {
  const sftp = await openSftp(line);
  const handle = await sftp.call<Buffer>((open, settle) => open.open('/f', 1, {}, settle));
  const into = Buffer.alloc(bytes);
  const piece = 30_000;
  const offsets = Array.from({ length: Math.ceil(bytes / piece) }, (_, at) => at * piece);
  await Promise.all(
    offsets.map(async (start) => {
      const end = Math.min(bytes, start + piece);
      for (let at = start; at < end; ) {
        const part = into.subarray(at, end);
        const read = await sftp.call<number>((open, settle) =>
          open.read(handle, part, 0, part.length, at, settle),
        );
        if (read === 0) throw new Error(`nothing at ${at}`);
        at += read;
      }
    }),
  );
  return into;
}

/** Writes all of it, all requests at once, with another request in between. */
export async function writeAll(line: Line, content: Buffer): Promise<void> {
  const sftp = await openSftp(line);
  const handle = await sftp.call<Buffer>((open, settle) => open.open('/f', 2, {}, settle));
  const piece = 31_000;
  const work: Promise<unknown>[] = [];
  for (let at = 0; at < content.length; at += piece) {
    const bytes = Math.min(piece, content.length - at);
    work.push(
      sftp.call<number>((open, settle) => open.write(handle, content, at, bytes, at, settle)),
    );
    if (at % 10 === 0) work.push(sftp.call((open, settle) => open.stat('/f', settle)));
  }
  await Promise.all(work);
}
