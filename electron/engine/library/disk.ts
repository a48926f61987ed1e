import { constants } from 'node:fs';
import { type FileHandle, open, opendir, stat } from 'node:fs/promises';

export type EntryKind = 'file' | 'folder' | 'link' | 'other';
export type DiskEntry = { readonly name: string; readonly kind: EntryKind };
export type DiskStat = {
  readonly kind: EntryKind;
  readonly size: number;
  /** Milliseconds since 1970, with what the file system knows of fractions. */
  readonly modified: number;
};

/** An opened file; `read` answers with fewer bytes than asked for only at its end; they may be in `into`, if it is as long. */
export type OpenFile = {
  readonly read: (offset: number, length: number, into?: Buffer) => Promise<Buffer>;
  readonly close: () => Promise<void>;
};

/** What the library asks of a folder or share: nothing is ever written. Rejects with the system's errors. */
export type Disk = {
  /** Some entries of a folder at a time, so that a huge one never has to be in memory; links are not followed. */
  readonly list: (path: string) => AsyncIterator<readonly DiskEntry[]>;
  /** Links are followed. */
  readonly stat: (path: string) => Promise<DiskStat>;
  readonly open: (path: string) => Promise<OpenFile>;
};

const entriesAtOnce = 256;

export const realDisk: Disk = {
  list: (path) => listFolder(path),
  stat: async (path) => {
    const found = await stat(path);
    const kind = found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
    return { kind, size: found.size, modified: found.mtimeMs };
  },
  open: async (path) => {
    // A link that took the place of the file meanwhile is not followed, and a pipe does not let it wait.
    const handle = await open(
      path,
      constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0),
    );
    return {
      read: (offset, length, into) => readAt(handle, offset, length, into),
      close: () => handle.close(),
    };
  },
};

async function* listFolder(path: string): AsyncGenerator<readonly DiskEntry[]> {
  const folder = await opendir(path, { bufferSize: entriesAtOnce });
  let entries: DiskEntry[] = [];
  for await (const entry of folder) {
    const kind = entry.isFile()
      ? 'file'
      : entry.isDirectory()
        ? 'folder'
        : entry.isSymbolicLink()
          ? 'link'
          : 'other';
    entries.push({ name: entry.name, kind });
    if (entries.length < entriesAtOnce) continue;
    yield entries;
    entries = [];
  }
  yield entries;
}

async function readAt(
  handle: FileHandle,
  offset: number,
  length: number,
  into: Buffer | undefined,
): Promise<Buffer> {
  const bytes = into && into.length >= length ? into : Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled, offset + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}
