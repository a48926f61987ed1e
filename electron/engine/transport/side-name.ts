import { createHash } from 'node:crypto';

/** As much as the usual file systems take, in bytes. */
const nameBytesMax = 255;
/** What a name may get, at most: `.upload.json.new` and some room. */
const endingBytesMax = 20;

/** Where something that belongs to a file lies: beside it, under its name with this ending. A very long name is shortened. */
export function sideName(path: string, ending: `.${string}`): string {
  const start = Math.max(path.lastIndexOf('/'), path.lastIndexOf(separator)) + 1;
  const name = path.slice(start);
  if (Buffer.byteLength(name) + endingBytesMax <= nameBytesMax) return `${path}${ending}`;
  const mark = `~${createHash('sha256').update(name).digest('hex').slice(0, 12)}`;
  let kept = '';
  let bytes = mark.length + endingBytesMax;
  for (const character of name) {
    bytes += Buffer.byteLength(character);
    if (bytes > nameBytesMax) break;
    kept += character;
  }
  return `${path.slice(0, start)}${kept}${mark}${ending}`;
}

/** Elsewhere a backslash is a letter like others. */
const separator = process.platform === 'win32' ? '\\' : '/';
