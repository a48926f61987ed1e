import type { Disk } from '../../../shared/appliance';
import { fail } from '../../../shared/failure';
import type { Line } from '../ssh/line';
import type { SftpChannel } from '../ssh/sftp-channel';
import type { RemoteFile } from './appliance';
import { refuse, status, statusOf } from './sftp-refusal';

/** Whose files they are. */
export type FileHost = {
  readonly session: () => Promise<Line>;
  /** One more connection beside it; the signal stops its making. Rejects where there is to be none. */
  readonly spare: (signal: AbortSignal) => Promise<Line>;
  /** Whose disk it is, in words. */
  readonly where: string;
  /** Free bytes of the disk that holds the files. */
  readonly freeBytes: () => Promise<number>;
};

/** OpenSSH of Ubuntu 14.04 answers with no more than this to one request. */
const answerBytesMax = 65_536;

/** A disk with less than this has no room for one more request. */
const roomNeeded = 262_144;

const flush = 'fsync@openssh.com';

/** A file that is open on a server, by its handle. */
export function remoteFile(
  sftp: SftpChannel,
  handle: Buffer,
  path: string,
  host: FileHost,
): RemoteFile {
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
    sync: sftp.offers(flush)
      ? () =>
          sftp
            .call<void>((open, settle) => open.ext_openssh_fsync(handle, settle))
            .catch((thrown: unknown) => {
              // A file system that cannot flush is one that needs no flush.
              if (statusOf(thrown) !== status.unsupported) explain(thrown);
            })
      : undefined,
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

/** The disk of a file as OpenSSH tells of it (SFTP extension), undefined where a server does not. */
export async function roomTold(sftp: SftpChannel, path: string): Promise<Disk | undefined> {
  type Told = Readonly<Record<'f_bavail' | 'f_blocks' | 'f_frsize', number>>;
  if (!sftp.offers('statvfs@openssh.com')) return undefined;
  try {
    const { f_bavail, f_blocks, f_frsize } = await sftp.call<Told>((open, settle) =>
      open.ext_openssh_statvfs(path, settle),
    );
    return { sizeBytes: f_blocks * f_frsize, freeBytes: f_bavail * f_frsize };
  } catch {
    return undefined;
  }
}

/** Free bytes as the server tells them, else as the appliance does; without end where nobody knows. */
const roomFor = async (sftp: SftpChannel, path: string, host: FileHost): Promise<number> =>
  (await roomTold(sftp, path))?.freeBytes ?? host.freeBytes().catch(() => Number.POSITIVE_INFINITY);
