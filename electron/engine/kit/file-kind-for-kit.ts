import { headBytes } from '../eppb/containers/container';
import { recognise } from '../eppb/containers/containers';

/** Beginnings of files that people take for a kit: photographs and scans of it. */
const beginnings: readonly (readonly [name: string, at: number, bytes: string])[] = [
  ['an image (PNG)', 0, '\x89PNG'],
  ['an image (JPEG)', 0, '\xff\xd8\xff'],
  ['an image (GIF)', 0, 'GIF8'],
  ['an image (TIFF)', 0, 'II*\0'],
  ['an image (TIFF)', 0, 'MM\0*'],
  ['an image (BMP)', 0, 'BM'],
  ['an image (WebP)', 8, 'WEBP'],
  ['an image (HEIC)', 4, 'ftyphei'],
  ['an image (HEIC)', 4, 'ftypmif1'],
  ['an image (AVIF)', 4, 'ftypavif'],
];

/** What a file is that cannot be a kit, or undefined for text and what is not known. */
export function kindOfFile(bytes: Buffer, name: string): string | undefined {
  const head = bytes.subarray(0, 16).toString('latin1');
  const isText = textIn(bytes.subarray(0, 4096), true) !== undefined;
  const image = beginnings.find(
    ([, at, begin]) => !isText && head.slice(at, at + begin.length) === begin,
  );
  if (image) return image[0];
  if (bytes.length === 0) return 'an empty file';
  const kind = recognise(bytes.subarray(0, headBytes)).container.id;
  const isBackup = /\.eppb$/i.test(name);
  if (kind === 'practice-v1' || kind === 'practice-v2' || (isBackup && !isText))
    return 'a backup, not the kit of one';
  if (kind === 'gzip') return 'a packed file (gzip)';
  if (kind === 'zip') return 'a packed file or document (ZIP)';
  return undefined;
}

/** The file as text: UTF-8, or UTF-16 with a mark as Windows writes it; undefined where it is none. `cutOff`: it may end in a character. */
export function textIn(bytes: Buffer, cutOff = false): string | undefined {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: cutOff });
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}
