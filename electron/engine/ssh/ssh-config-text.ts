import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs';

/** A file that belongs to a person: its text, or why there is none (`absent`, or what was seen in its place). */
export type OwnText =
  | { readonly text: string; readonly cut: boolean }
  | { readonly absent: true }
  | { readonly problem: string };

/**
 * Reads at most `bytesMax` bytes of a regular file; `cut` says that there is more. Folders, pipes and devices are not
 * opened, which could wait for ever. Never throws.
 */
export function readOwnText(file: string, bytesMax: number): OwnText {
  try {
    if (!statSync(file).isFile()) return { problem: 'not a file' };
    const handle = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      if (!fstatSync(handle).isFile()) return { problem: 'not a file' };
      return readFrom(handle, bytesMax);
    } finally {
      closeSync(handle);
    }
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code ?? 'unreadable';
    return code === 'ENOENT' || code === 'ENOTDIR' ? { absent: true } : { problem: code };
  }
}

function readFrom(handle: number, bytesMax: number): OwnText {
  const room = Buffer.alloc(Math.min(fstatSync(handle).size, bytesMax) + 1);
  let length = 0;
  while (length < room.length) {
    const read = readSync(handle, room, length, room.length - length, length);
    if (read === 0) break;
    length += read;
  }
  const cut = length > bytesMax;
  const text = room.toString('utf8', 0, Math.min(length, bytesMax));
  return { text: text.startsWith('\ufeff') ? text.slice(1) : text, cut };
}

/** The lines of a text, without their ends (of Unix or Windows). */
export const linesOf = (text: string): readonly string[] =>
  text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
