import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { formatBytes } from '../../shared/bytes';
import { fail } from '../../shared/failure';

/**
 * The text of a file that people write, in UTF-8. `refuse` is told what is wrong with it: no file, too large (which is then not read),
 * another encoding. Throws `file.unreadable` for everything else.
 */
export function readSmallText(
  file: string,
  largestBytes: number,
  refuse: (seen: string) => never,
): string {
  const bytes = readBytes(file, largestBytes, refuse);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('it is no text in UTF-8');
  }
}

function readBytes(
  file: string,
  largestBytes: number,
  refuse: (seen: string) => never,
): Uint8Array {
  const tooLarge = (bytes: number): never =>
    refuse(`it has ${formatBytes(bytes)}; at most ${formatBytes(largestBytes)} are read`);
  try {
    // A named pipe would let it wait for a writer. Windows has no such flag.
    const descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stat = fstatSync(descriptor);
      if (!stat.isFile()) refuse('it is no file');
      if (stat.size > largestBytes) tooLarge(stat.size);
      const bytes = Buffer.alloc(largestBytes + 1);
      let read = 0;
      for (let more = -1; more !== 0 && read < bytes.length; read += more) {
        more = readSync(descriptor, bytes, read, bytes.length - read, read);
      }
      if (read > largestBytes) tooLarge(read);
      return bytes.subarray(0, read);
    } finally {
      closeSync(descriptor);
    }
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    if (code === undefined) throw thrown;
    if (code === 'ENOENT') refuse('there is no such file');
    if (code === 'EISDIR') refuse('it is a folder');
    return fail('file.unreadable', { file, seen: code }, thrown);
  }
}
