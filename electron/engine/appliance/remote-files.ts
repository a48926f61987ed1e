import type { Stats } from 'ssh2';
import { FailureError, fail } from '../../../shared/failure';
import { printable } from '../printable';
import type { Line } from '../ssh/line';
import { openSftp, type SftpChannel } from '../ssh/sftp-channel';
import type { RemoteFile, RemoteFiles } from './appliance';

export type FileHost = {
  readonly session: () => Promise<Line>;
  /** Whose disk it is, in words. */
  readonly where: string;
  /** Free bytes of the disk that holds the files. */
  readonly freeBytes: () => Promise<number>;
};

/** SFTP's numbers for what went wrong; 14 and 15 come from version 6, but some servers send them anyway. */
const status = { noSuchFile: 2, permissionDenied: 3, failure: 4, noSpace: 14, quota: 15 } as const;

/** Open for writing, made where there is none, nothing cut off. */
const writeFlags = 0x02 | 0x08;
const readFlags = 0x01;

/** OpenSSH of Ubuntu 14.04 answers with no more than this to one request. */
const answerBytesMax = 65_536;

/** A disk with less than this has no room for one more request. */
const roomNeeded = 262_144;

/** The files of an appliance over SFTP. */
export function remoteFiles(host: FileHost): RemoteFiles {
  let current: { readonly line: Line; readonly channel: Promise<SftpChannel> } | undefined;
  const channel = async (): Promise<SftpChannel> => {
    const line = await host.session();
    if (current?.line === line && !(await current.channel).isOver()) return current.channel;
    const opening = openSftp(line);
    current = { line, channel: opening };
    opening.catch(() => {
      current = undefined;
    });
    return opening;
  };
  const explain = (path: string) => (thrown: unknown) => refuse(thrown, path, host.where);

  return {
    size: async (path) => {
      const sftp = await channel();
      try {
        return (await sftp.call<Stats>((open, settle) => open.stat(path, settle))).size;
      } catch (thrown) {
        if (statusOf(thrown) === status.noSuchFile) return undefined;
        return refuse(thrown, path, host.where);
      }
    },
    open: async (path, mode) => {
      const sftp = await channel();
      const flags = mode === 'read' ? readFlags : writeFlags;
      const handle = await sftp
        .call<Buffer>((open, settle) => open.open(path, flags, { mode: 0o600 }, settle))
        .catch(explain(path));
      return remoteFile(sftp, handle, path, host);
    },
    rename: async (from, to) => {
      const sftp = await channel();
      await sftp.call<void>((open, settle) => open.rename(from, to, settle)).catch(explain(from));
    },
    remove: async (path) => {
      const sftp = await channel();
      await sftp.call<void>((open, settle) => open.unlink(path, settle)).catch(explain(path));
    },
  };
}

function remoteFile(sftp: SftpChannel, handle: Buffer, path: string, host: FileHost): RemoteFile {
  const explain = (thrown: unknown) => refuse(thrown, path, host.where);
  return {
    requestBytes: sftp.requestBytes,
    read: (into, length, offset) => readParts(sftp, handle, into, length, offset).catch(explain),
    write: (from, length, offset) =>
      sftp
        .call<void>((open, settle) => open.write(handle, from, 0, length, offset, settle))
        .catch(async (thrown: unknown) => {
          // Version 3 of SFTP has no word for a full disk, so the disk is asked.
          if (
            statusOf(thrown) === status.failure &&
            (await roomFor(sftp, path, host)) < roomNeeded
          ) {
            fail('transfer.no-space', { where: host.where }, thrown);
          }
          explain(thrown);
        }),
    truncate: (size) =>
      sftp.call<void>((open, settle) => open.fsetstat(handle, { size }, settle)).catch(explain),
    close: () => sftp.call<void>((open, settle) => open.close(handle, settle)).catch(explain),
  };
}

/** Asks for all parts of a long read at once; gives how many bytes came up to the first part that is not whole. */
async function readParts(
  sftp: SftpChannel,
  handle: Buffer,
  into: Buffer,
  length: number,
  offset: number,
): Promise<number> {
  const readPart = (start: number, bytes: number): Promise<number> =>
    sftp.call<number>((open, settle) =>
      open.read(handle, into, start, bytes, offset + start, (error, read) => settle(error, read)),
    );
  const most = Math.min(answerBytesMax, sftp.requestBytes);
  if (length <= most) return readPart(0, length);
  const parts: { readonly bytes: number; readonly read: Promise<number> }[] = [];
  for (let start = 0; start < length; start += most) {
    const bytes = Math.min(most, length - start);
    parts.push({ bytes, read: readPart(start, bytes) });
  }
  // All of them write into the caller's buffer, so none may be under way any more.
  await Promise.allSettled(parts.map(({ read }) => read));
  let whole = 0;
  for (const { bytes, read } of parts) {
    const came = await read;
    whole += came;
    if (came < bytes) break;
  }
  return whole;
}

/** Free bytes as OpenSSH tells them (SFTP extension), else as the appliance does; without end where nobody knows. */
async function roomFor(sftp: SftpChannel, path: string, host: FileHost): Promise<number> {
  type Room = { readonly f_bavail: number; readonly f_frsize: number };
  try {
    const room = await sftp.call<Room>((open, settle) => open.ext_openssh_statvfs(path, settle));
    return room.f_bavail * room.f_frsize;
  } catch {
    return await host.freeBytes().catch(() => Number.POSITIVE_INFINITY);
  }
}

/** The number with which the server refused, if it was the server. */
const statusOf = (thrown: unknown): number | undefined => {
  const code = (thrown as { readonly code?: unknown } | null)?.code;
  return typeof code === 'number' ? code : undefined;
};

function refuse(thrown: unknown, path: string, where: string): never {
  if (thrown instanceof FailureError) throw thrown;
  const code = statusOf(thrown);
  if (code === status.noSuchFile) fail('transfer.source-file-missing', { path, where }, thrown);
  if (code === status.noSpace || code === status.quota)
    fail('transfer.no-space', { where }, thrown);
  const said = thrown instanceof Error ? printable(thrown.message).slice(0, 200) : '';
  return fail('transfer.failed', { path, where, seen: said }, thrown);
}
