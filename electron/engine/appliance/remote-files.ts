import type { Stats } from 'ssh2';
import type { Line } from '../ssh/line';
import { openSftp, type SftpChannel } from '../ssh/sftp-channel';
import type { Found, RemoteFiles } from './appliance';
import { inLanes, type Lane } from './lanes';
import { moreLanes, nearMilliseconds, worthBytes } from './more-lanes';
import { type FileHost, remoteFile, roomTold } from './remote-file';
import { refuse, status, statusOf } from './sftp-refusal';

/** Open for writing, made where there is none, nothing cut off. */
const writeFlags = 0x02 | 0x08;
const readFlags = 0x01;
/** A file that is there by now, or none. */
const spareFlags = { read: readFlags, write: 0x02 } as const;

/** The time there and back is that of the quickest of so many requests. */
const roundTrips = 3;

type Mode = 'read' | 'write';

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

  /** The same file once more, over an SFTP session of its own. */
  const openAgain = async (line: Line, path: string, mode: Mode): Promise<Lane> => {
    const sftp = await openSftp(line, undefined, { spare: true });
    try {
      const handle = await sftp.call<Buffer>((open, settle) =>
        open.open(path, spareFlags[mode], { mode: 0o600 }, settle),
      );
      return { file: remoteFile(sftp, handle, path, host), end: sftp.end };
    } catch (thrown) {
      sftp.end();
      throw thrown;
    }
  };
  /** The same over a connection of its own, which ends with it. */
  const openBeside = async (path: string, mode: Mode, signal: AbortSignal): Promise<Lane> => {
    const line = await host.spare(signal);
    signal.addEventListener('abort', line.close);
    try {
      const { file } = await openAgain(line, path, mode);
      const lose = (): void => line.lose({ code: 'ssh.connection-lost', facts: line.address });
      return { file, end: line.close, own: { lose } };
    } catch (thrown) {
      line.close();
      throw thrown;
    } finally {
      signal.removeEventListener('abort', line.close);
    }
  };
  /** Milliseconds there and back; `first`: those of a request that was made before. */
  const roundTrip = async (sftp: SftpChannel, path: string, first: number): Promise<number> => {
    let least = first;
    for (let count = 1; count < roundTrips && least >= nearMilliseconds; count++) {
      const began = performance.now();
      await sftp.call<Stats>((open, settle) => open.stat(path, settle));
      least = Math.min(least, performance.now() - began);
    }
    return least;
  };

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
    open: async (path, mode, bytes = 0) => {
      const sftp = await channel();
      const began = performance.now();
      const flags = mode === 'read' ? readFlags : writeFlags;
      const handle = await sftp
        .call<Buffer>((open, settle) => open.open(path, flags, { mode: 0o600 }, settle))
        .catch(explain(path));
      const first = performance.now() - began;
      const file = remoteFile(sftp, handle, path, host);
      // A server takes 2 MiB of a session before it answers, so even one connection has two sessions to write over.
      const again = async () => await openAgain(await host.session(), path, mode);
      const more = moreLanes({
        open: (signal) => openBeside(path, mode, signal),
        roundTrip: () => roundTrip(sftp, path, first),
        bytes,
      });
      const isWorth = bytes >= worthBytes && first >= nearMilliseconds;
      return inLanes(file, mode === 'write' ? [again()] : [], isWorth ? more : undefined);
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
