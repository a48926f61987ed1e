import { constants } from 'node:fs';
import { lstat, mkdir, open, rename, rm, statfs } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import type { Side } from '../../../../shared/appliance';
import { fail } from '../../../../shared/failure';
import type { RemoteFiles } from '../appliance';

/** Where files lie on this computer that a person brings from a server, or takes to it. */
export const handFolder = (folder: string, side: Side): string => join(folder, 'by-hand', side);

/** True where a path lies in a folder of files that people bring or take. */
export const isInFolder = (folder: string, path: string): boolean =>
  resolve(path).startsWith(resolve(folder) + sep);

const requestBytes = 262_144;

/** The files of an appliance whose other end is a person: one folder of this computer, and nothing outside of it. */
export function handFiles(folder: string): RemoteFiles {
  const inside = (path: string): string =>
    isInFolder(folder, path) ? path : fail('transfer.source-file-missing', { file: path });
  const sized = async (path: string): Promise<number | undefined> => {
    if (!isInFolder(folder, path)) return undefined;
    const found = await lstat(path).catch(() => undefined);
    return found?.isFile() ? found.size : undefined;
  };
  return {
    size: sized,
    open: async (path, mode) => {
      const place = inside(path);
      const write = constants.O_RDWR | constants.O_CREAT;
      if (mode === 'write') await mkdir(dirname(place), { recursive: true, mode: 0o700 });
      const handle = await open(place, mode === 'write' ? write : constants.O_RDONLY, 0o600).catch(
        (thrown: unknown) => refuse(thrown, path),
      );
      return {
        requestBytes,
        read: async (into, length, offset) =>
          (await handle.read(into, 0, length, offset)).bytesRead,
        write: async (from, length, offset) => {
          await handle
            .write(from, 0, length, offset)
            .catch((thrown: unknown) => refuse(thrown, path));
        },
        truncate: (size) => handle.truncate(size),
        sync: () => handle.sync(),
        close: () => handle.close(),
      };
    },
    rename: (from, to) => rename(inside(from), inside(to)),
    remove: (path) => rm(inside(path), { force: true }),
    look: async (path) => {
      if (!isInFolder(folder, path)) return undefined;
      const found = await lstat(path).catch(() => undefined);
      return (
        found && {
          kind: found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other',
          size: found.size,
          modifiedAt: Math.floor(found.mtimeMs),
        }
      );
    },
    room: async () => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const { bavail, bsize, blocks } = await statfs(folder);
      return { sizeBytes: blocks * bsize, freeBytes: bavail * bsize };
    },
  };
}

function refuse(thrown: unknown, file: string): never {
  const code = (thrown as NodeJS.ErrnoException).code ?? '';
  if (code === 'ENOENT') fail('transfer.source-file-missing', { file }, thrown);
  if (code === 'ENOSPC') fail('transfer.no-space', { where: 'this computer' }, thrown);
  return fail('transfer.failed', { file, seen: code }, thrown);
}
