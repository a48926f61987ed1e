import type { Stats } from 'ssh2';
import type { Line } from '../ssh/line';
import { openSftp, type SftpChannel } from '../ssh/sftp-channel';
import type { Found, RemoteFiles } from './appliance';
import { inLanes, type Lane } from './lanes';
import { type FileHost, remoteFile, roomTold } from './remote-file';
import { refuse, status, statusOf } from './sftp-refusal';

/** Open for writing, made where there is none, nothing cut off. */
const writeFlags = 0x02 | 0x08;
const readFlags = 0x01;
/** A file that is there by now, or none. */
const spareFlags = 0x02;

/** How many SFTP sessions share the writes to one file: a server takes 2 MiB of each before it answers. */
const lanesMax = 2;

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
  /** What the server says of a path; undefined where there is nothing. */
  const ask = async (
    path: string,
    how: 'stat' | 'lstat',
    otherwise: (thrown: unknown) => Promise<Stats | undefined> = async (thrown) =>
      refuse(thrown, path, host.where),
  ): Promise<Stats | undefined> => {
    const sftp = await channel();
    try {
      return await sftp.call<Stats>((open, settle) => open[how](path, settle));
    } catch (thrown) {
      return statusOf(thrown) === status.noSuchFile ? undefined : otherwise(thrown);
    }
  };

  /** The same file once more, over SFTP sessions of its own on the same connection. */
  const sparesFor = (path: string) =>
    Array.from({ length: lanesMax - 1 }, async (): Promise<Lane> => {
      const sftp = await openSftp(await host.session(), undefined, { spare: true });
      try {
        const handle = await sftp.call<Buffer>((open, settle) =>
          open.open(path, spareFlags, { mode: 0o600 }, settle),
        );
        return { file: remoteFile(sftp, handle, path, host), end: sftp.end };
      } catch (thrown) {
        sftp.end();
        throw thrown;
      }
    });

  return {
    size: async (path) => (await ask(path, 'stat'))?.size,
    look: async (path) => {
      const stats = await ask(path, 'lstat', async (thrown) => {
        // A server that cannot look at a link itself tells at least what it leads to.
        if (statusOf(thrown) === status.unsupported) return ask(path, 'stat');
        return refuse(thrown, path, host.where);
      });
      return stats && foundIn(stats);
    },
    room: async (path) => roomTold(await channel(), path),
    open: async (path, mode) => {
      const sftp = await channel();
      const flags = mode === 'read' ? readFlags : writeFlags;
      const handle = await sftp
        .call<Buffer>((open, settle) => open.open(path, flags, { mode: 0o600 }, settle))
        .catch(explain(path));
      const file = remoteFile(sftp, handle, path, host);
      return mode === 'read' ? file : inLanes(file, sparesFor(path));
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

/** Where SFTP's attributes carry no kind, that there is a size says that it is a file. */
const kindMask = 0o170_000;

function foundIn(stats: Stats): Found {
  const { mode, size, mtime } = stats as Partial<Pick<Stats, 'mode' | 'size' | 'mtime'>>;
  const kindless = ((mode ?? 0) & kindMask) === 0;
  const kind = stats.isDirectory()
    ? 'folder'
    : stats.isSymbolicLink()
      ? 'link'
      : stats.isFile() || kindless
        ? 'file'
        : 'other';
  return {
    ...{ kind, size: size ?? 0 },
    // SFTP's seconds have 32 bits without a sign.
    modifiedAt: mtime === undefined ? undefined : mtime * 1000,
  };
}
