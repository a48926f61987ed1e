import { rm } from 'node:fs/promises';
import { fail, isFailure } from '../../../shared/failure';
import { quietly } from '../transport/quietly';
import { sideName } from '../transport/side-name';
import { throughLocalCopy } from '../transport/through-local-copy';
import type { Moved, TransferOptions, Transport } from '../transport/transport';
import { ftpFiles } from './ftp-files';
import { ftpLine } from './ftp-line';
import { type FtpServer, logIn } from './log-in';

type DownloadOptions = Parameters<Transport['download']>[3];
type UploadOptions = Omit<Parameters<Transport['upload']>[3], 'hash'>;

/**
 * A login at an FTP server. Both ways keep what docs/TRANSFER.md says: `NAME.part`, verified going on, the final name at the end. One
 * transfer at a time; a second waits. After any failure open a new one: the connection may be lost.
 */
export type FtpConnection = {
  readonly download: (
    remotePath: string,
    localPath: string,
    options: DownloadOptions,
  ) => Promise<Moved>;
  readonly upload: (
    localPath: string,
    remotePath: string,
    options: UploadOptions,
  ) => Promise<Moved>;
  readonly close: () => void;
};

/** Logs in. Fails with one of `ftp.*`, or `migration.cancelled`; the password is in no failure. */
export async function openFtp(
  server: FtpServer,
  password: string,
  signal: AbortSignal,
): Promise<FtpConnection> {
  const line = ftpLine(await logIn(server, password, signal));
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<Moved>, options: TransferOptions): Promise<Moved> => {
    const mine = turn.then(async () => {
      // Nobody waits for answers then.
      options.signal.addEventListener('abort', line.close);
      try {
        return await work();
      } catch (thrown) {
        // What still runs on this connection is of no use to anybody.
        line.close();
        return explain(thrown, options);
      } finally {
        options.signal.removeEventListener('abort', line.close);
      }
    });
    turn = mine.catch(() => {});
    return mine;
  };
  const explain = (thrown: unknown, { signal: stop, stallSeconds }: TransferOptions): never => {
    const { host, port } = line.spoken;
    if (stop.aborted) return fail('migration.cancelled', {}, thrown);
    if (!isFailure(thrown, 'appliance.no-answer')) throw thrown;
    const seconds = stallSeconds ?? Number(thrown.failure.facts['seconds']);
    return fail('ftp.no-answer', { host, port, seconds, during: 'moving the file' }, thrown);
  };
  const uploadTo = (from: string, to: string, options: UploadOptions): Promise<Moved> =>
    throughLocalCopy.upload(from, ftpFiles(line, true), to, options);
  const downloadTo = (from: string, to: string, options: DownloadOptions): Promise<Moved> =>
    throughLocalCopy.download(ftpFiles(line), from, to, options);
  /** Where the server cannot begin in the middle, what there is of the file is dropped and all of it moved. */
  const orAnew = async (
    move: () => Promise<Moved>,
    drop: () => Promise<unknown>,
    { onNote }: TransferOptions,
  ): Promise<Moved> => {
    try {
      return await move();
    } catch (thrown) {
      if (!isFailure(thrown, 'ftp.cannot-go-on')) throw thrown;
      const seen = String(thrown.failure.facts['seen'] ?? '');
      onNote?.({ kind: 'starts-over', because: 'part-differs', seen });
      await quietly(drop());
      return move();
    }
  };
  return {
    download: (from, to, options) =>
      inTurn(
        () =>
          orAnew(
            () => downloadTo(from, to, options),
            // Its record is of no use without it, and is written anew.
            () => rm(sideName(to, '.part'), { force: true }),
            options,
          ),
        options,
      ),
    upload: (from, to, options) =>
      inTurn(
        () =>
          orAnew(
            () => uploadTo(from, to, options),
            () => ftpFiles(line).remove(sideName(to, '.part')),
            options,
          ),
        options,
      ),
    close: () => line.close(),
  };
}
