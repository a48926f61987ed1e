import { basename } from 'node:path';
import { setImmediate as letOthersRun } from 'node:timers/promises';
import { fail } from '../../../shared/failure';
import type { RemoteFiles } from '../appliance/appliance';
import { openRegular } from './open-regular';

/** Bytes that can be read anywhere: a file here, a file on an appliance, bytes in memory. */
export type ByteSource = {
  /** Without folders. */
  readonly name: string;
  /** How long it is now. */
  readonly size: () => Promise<number>;
  /** Up to `length` bytes; empty at the end. They may be in `into`, if it is given and as long. */
  readonly read: (offset: number, length: number, into?: Buffer) => Promise<Buffer>;
  /** Another text as soon as somebody writes to it; absent where that cannot be told. */
  readonly stamp?: (() => Promise<string>) | undefined;
  readonly close: () => Promise<void>;
};

/** A regular file of this computer. Throws `file.not-a-file` and `file.unreadable`, also while it is read. */
export async function fileSource(path: string): Promise<ByteSource> {
  const handle = await openRegular(path);
  const name = basename(path);
  const told = <Value>(asked: Promise<Value>): Promise<Value> =>
    asked.catch((thrown: NodeJS.ErrnoException) =>
      fail('file.unreadable', { file: name, seen: thrown.code ?? '' }, thrown),
    );
  return {
    name,
    size: async () => (await told(handle.stat())).size,
    read: async (offset, length, into) => {
      const buffer = into && into.length >= length ? into : Buffer.allocUnsafe(length);
      const { bytesRead } = await told(handle.read(buffer, 0, length, offset));
      return buffer.subarray(0, bytesRead);
    },
    stamp: async () => {
      const { size, mtimeMs } = await told(handle.stat());
      return `${size} ${mtimeMs}`;
    },
    close: () => handle.close(),
  };
}

/** Bytes in memory under a name. */
export const bufferSource = (name: string, content: Buffer): ByteSource => ({
  name,
  size: async () => content.length,
  read: async (offset, length) => {
    // Otherwise nothing else would run until all of it is read.
    await letOthersRun();
    return content.subarray(offset, offset + length);
  },
  close: async () => {},
});

/** A file of an appliance, read over its connection. Throws `transfer.source-file-missing` and what reading there throws. */
export async function remoteSource(
  files: Pick<RemoteFiles, 'size' | 'open'>,
  path: string,
): Promise<ByteSource> {
  const file = await files.open(path, 'read');
  return {
    name: path.slice(path.lastIndexOf('/') + 1),
    size: async () => (await files.size(path)) ?? fail('transfer.source-file-missing', { path }),
    read: async (offset, length, into) => {
      const buffer = into && into.length >= length ? into : Buffer.alloc(length);
      return buffer.subarray(0, await file.read(buffer, length, offset));
    },
    close: () => file.close(),
  };
}
