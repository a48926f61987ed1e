import { constants, type Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { unusable } from './key-fault';

const kibibytesMax = 64;

/** What the system says about a file that cannot be read, in words that end a sentence. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  ENAMETOOLONG: 'there is no such file',
  ERR_INVALID_ARG_VALUE: 'there is no such file',
  EACCES: 'not readable for you',
  EPERM: 'not readable for you',
  EISDIR: 'a folder',
  ELOOP: 'links that lead in a circle',
  ENXIO: 'no ordinary file',
};

/** A file of at most 64 KiB with its mode; links are followed. Throws a KeyFault for anything else. */
export async function readSmallFile(
  file: string,
): Promise<{ readonly content: Buffer; readonly mode: number }> {
  let handle: FileHandle | undefined;
  try {
    // Without O_NONBLOCK, opening a named pipe waits for somebody to write into it.
    const { O_RDONLY, O_NONBLOCK = 0, O_NOCTTY = 0 } = constants;
    handle = await open(file, O_RDONLY | O_NONBLOCK | O_NOCTTY);
    const stat = await handle.stat();
    needOrdinary(stat);
    return { content: await readAtMost(handle, kibibytesMax * 1024), mode: stat.mode };
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code;
    if (code === undefined) throw thrown;
    return unusable(reasons[code] ?? `not readable (${code})`);
  } finally {
    await handle?.close();
  }
}

function needOrdinary(stat: Stats): void {
  if (stat.isDirectory()) unusable('a folder');
  if (!stat.isFile()) unusable('no ordinary file');
}

async function readAtMost(handle: FileHandle, most: number): Promise<Buffer> {
  const buffer = Buffer.alloc(most + 1);
  let length = 0;
  while (length < buffer.length) {
    const { bytesRead } = await handle.read(buffer, length, buffer.length - length);
    if (bytesRead === 0) return buffer.subarray(0, length);
    length += bytesRead;
  }
  return unusable(`larger than ${kibibytesMax} KiB`);
}
