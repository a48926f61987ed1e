import { fail, isFailure } from '../../../shared/failure';
import type { Found, TransferFile, TransferFiles } from '../transport/transport';
import { clean } from './clean-path';
import { ftpFailure, isNo } from './ftp-failure';
import type { FtpLine } from './ftp-line';
import { type Incoming, incoming } from './incoming';
import { lookAt, sizeOf } from './look-at';
import { type Outgoing, outgoing } from './outgoing';

/** More than the transport asks for at once; a stream has no requests. */
const requestBytes = 1_048_576;

/**
 * The files of an FTP server as the transport wants them. With `sending`, a part that the server does not let be read back, or gone on
 * with, is `ftp.cannot-go-on`.
 */
export function ftpFiles(line: FtpLine, sending = false): TransferFiles {
  const { spoken } = line;
  const size = (path: string) => sizeOf(line, path);
  return {
    size,
    look: (path): Promise<Found | undefined> => lookAt(line, path),
    open: async (path, mode) =>
      mode === 'read'
        ? reading(line, clean(path), (await size(path)) ?? 0, sending)
        : writing(line, clean(path), await size(path)),
    rename: async (from, to) => {
      try {
        await line.ask(`RNFR ${clean(from)}`);
        await line.ask(`RNTO ${clean(to)}`);
      } catch (thrown) {
        ftpFailure(thrown, spoken, { command: 'RNTO', path: to });
      }
    },
    remove: async (path) => {
      try {
        await line.ask(`DELE ${clean(path)}`);
      } catch (thrown) {
        // Whether it was there, or may not be removed: few servers tell. Who needs the name will find out.
        if (isNo(thrown)) fail('transfer.failed', { path, seen: spoken.hush(thrown.message) });
        ftpFailure(thrown, spoken, { command: 'DELE', path });
      }
    },
  };
}

function reading(line: FtpLine, path: string, size: number, sending: boolean): TransferFile {
  let stream: Incoming | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  const read = async (into: Buffer, offset: number): Promise<number> => {
    if (stream === undefined || (stream.position() !== offset && offset !== size)) {
      stream = await incoming(line, path, offset, size).catch((thrown: unknown) => {
        if (sending && isFailure(thrown, 'ftp.not-allowed', 'ftp.refused'))
          fail('ftp.cannot-go-on', { path, seen: String(thrown.failure.facts['seen']) });
        throw thrown;
      });
    }
    // The end was waited for before something else was asked.
    const got = stream.position() > size ? 1 : await stream.read(into);
    const at = stream.position();
    if (at > size) fail('ftp.wrong-size', { path, seen: `${size} announced, more came, after` });
    if (got < into.length && at < size)
      fail('ftp.wrong-size', { path, seen: `${size} announced, ${at} came, in all` });
    return got;
  };
  return {
    requestBytes,
    read: (into, length, offset) => {
      const mine = turn.then(() => read(into.subarray(0, length), offset));
      turn = mine.catch(() => {});
      return mine;
    },
    write: async () => fail('internal.unexpected', { message: 'written while it is read' }),
    truncate: async () => fail('internal.unexpected', { message: 'cut while it is read' }),
    // What still runs is settled by the next command, or with the connection.
    close: async () => {},
  };
}

function writing(line: FtpLine, path: string, before: number | undefined): TransferFile {
  let stream: Promise<Outgoing> | undefined;
  const there = before ?? 0;
  let inMiddle = false;
  let finished = false;
  let turn: Promise<unknown> = Promise.resolve();
  /** Once, at the byte that is wanted first. */
  const begun = (offset: number): Promise<Outgoing> => {
    stream ??= begin(offset);
    return stream;
  };
  const begin = async (offset: number): Promise<Outgoing> => {
    inMiddle = offset > 0 && offset !== there;
    try {
      return await outgoing(line, path, offset, offset > 0 && !inMiddle);
    } catch (thrown) {
      if (offset === 0 || inMiddle || !isFailure(thrown, 'ftp.cannot-go-on')) throw thrown;
      // No APPE; the same can be said with REST.
      return outgoing(line, path, offset, false);
    }
  };
  return {
    requestBytes,
    read: async () => fail('internal.unexpected', { message: 'read while it is written' }),
    write: (from, length, offset) => {
      const begunInTurn = turn.then(() => begun(offset));
      turn = begunInTurn;
      return begunInTurn.then((to) =>
        to.position() === offset
          ? to.write(from.subarray(0, length))
          : fail('internal.unexpected', { message: `byte ${offset} after ${to.position()}` }),
      );
    },
    // There is no such command: what is too much is written over, and its length proven at the end.
    truncate: async (size) => {
      if (size < there && size > 0) await begun(size);
    },
    sync: async () => {
      if (before === undefined) await begun(0);
      const sent = await stream;
      await sent?.finish();
      finished = true;
      const end = sent?.position() ?? 0;
      if (!inMiddle || ((await sizeOf(line, path)) ?? 0) <= end) return;
      await line.ask(`DELE ${path}`).catch(() => {});
      fail('ftp.cannot-go-on', { path, seen: 'what was there is longer than the file' });
    },
    close: async () => {
      // Begins the next command, which breaks off what still runs.
      if (stream && !finished) await line.ask('NOOP').catch(() => {});
    },
  };
}
