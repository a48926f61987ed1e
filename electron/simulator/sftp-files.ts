import {
  close,
  constants,
  fstat,
  ftruncate,
  futimes,
  open,
  read,
  type Stats,
  write,
} from 'node:fs';
import { lstat } from 'node:fs/promises';
import { promisify } from 'node:util';
import ssh2 from 'ssh2';
import { noteChange, noteWrite } from './record';
import type { ServedMachine } from './served-machine';

const { OPEN_MODE } = ssh2.utils.sftp;
const opened = promisify(open);
const closed = promisify(close);
const statted = promisify(fstat);
const truncated = promisify(ftruncate);
const timed = promisify(futimes);

/** A file that a client has open. */
export type OpenFile = {
  readonly path: string;
  readonly read: (offset: number, length: number) => Promise<Buffer>;
  /** Writes all of it; throws ENOSPC where it does not fit. */
  readonly write: (content: Buffer, offset: number) => Promise<void>;
  readonly stat: () => Promise<Stats>;
  readonly change: (attributes: {
    readonly size?: number;
    readonly mtime?: number;
  }) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** As much as one answer may carry: what OpenSSH gives too. */
const longestRead = 261_120;

/** Opens a file of the machine with the flags of an SFTP request. */
export async function openFile(
  machine: ServedMachine,
  path: string,
  flags: number,
): Promise<OpenFile> {
  const { storage, record } = machine;
  const real = await storage.locate(path);
  const before = await lstat(real).catch(() => undefined);
  const file = await opened(real, nodeFlags(flags), 0o644);
  let size = (await statted(file)).size;
  if (before?.size !== size) noteChange(record, `sftp open ${path}`);
  let underWay = 0;
  let idle = (): void => undefined;
  const busy = async <Result>(work: Promise<Result>): Promise<Result> => {
    underWay++;
    try {
      return await work;
    } finally {
      if (--underWay === 0) idle();
    }
  };
  return {
    path,
    read: (offset, length) => busy(readAt(file, offset, Math.min(length, longestRead))),
    write: async (content, offset) => {
      const growth = offset + content.length - size;
      if (growth > 0) {
        if (!storage.take(growth))
          throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
        size += growth;
      }
      noteWrite(record, path, offset, content.length);
      await busy(writeAt(file, content, offset));
      noteChange(record, `sftp write ${path}`);
    },
    stat: () => busy(statted(file)),
    change: async ({ size: wanted, mtime }) => {
      if (wanted !== undefined) {
        await busy(truncated(file, wanted));
        size = wanted;
        await storage.measure();
      }
      if (mtime !== undefined) await busy(timed(file, mtime, mtime));
      if (wanted !== undefined || mtime !== undefined) noteChange(record, `sftp fsetstat ${path}`);
    },
    close: async () => {
      if (underWay > 0) {
        await new Promise<void>((resolve) => {
          idle = resolve;
        });
      }
      await closed(file);
    },
  };
}

function nodeFlags(flags: number): number {
  const has = (mode: number): boolean => (flags & mode) !== 0;
  const access = has(OPEN_MODE.WRITE)
    ? has(OPEN_MODE.READ)
      ? constants.O_RDWR
      : constants.O_WRONLY
    : constants.O_RDONLY;
  return (
    access |
    (has(OPEN_MODE.APPEND) ? constants.O_APPEND : 0) |
    (has(OPEN_MODE.CREAT) ? constants.O_CREAT : 0) |
    (has(OPEN_MODE.TRUNC) ? constants.O_TRUNC : 0) |
    (has(OPEN_MODE.EXCL) ? constants.O_EXCL : 0) |
    // Not there on Windows.
    (constants.O_NOFOLLOW ?? 0)
  );
}

const readAt = (file: number, offset: number, length: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const buffer = Buffer.allocUnsafe(length);
    read(file, buffer, 0, length, offset, (error, count) =>
      error ? reject(error) : resolve(count === length ? buffer : buffer.subarray(0, count)),
    );
  });

const writeAt = (file: number, content: Buffer, offset: number): Promise<void> =>
  new Promise((resolve, reject) => {
    write(file, content, 0, content.length, offset, (error, count) => {
      if (error) reject(error);
      else if (count === content.length) resolve();
      else writeAt(file, content.subarray(count), offset + count).then(resolve, reject);
    });
  });
