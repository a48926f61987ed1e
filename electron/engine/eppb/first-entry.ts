import { practiceContainer } from '../../../shared/eppb';

/** The first file in a tar archive. */
export type FirstEntry = { readonly name: string; readonly content: Buffer };

const headerBytes = 512;

/** How much of an archive is needed to see a manifest that comes first. */
export const firstEntryBytesMax = headerBytes + practiceContainer.manifestLengthMax;

/** The first entry of a POSIX tar from the archive's first bytes; undefined where they are no tar or do not hold all of it. */
export function readFirstEntry(head: Buffer): FirstEntry | undefined {
  if (head.length < headerBytes) return undefined;
  const header = head.subarray(0, headerBytes);
  if (header.toString('latin1', 257, 262) !== 'ustar' || !checksumFits(header)) return undefined;
  const size = octal(header, 124, 12);
  const content = head.subarray(headerBytes, headerBytes + size);
  if (!(size >= 0) || content.length < size) return undefined;
  return { name: text(header, 0, 100), content };
}

/** The sum of all header bytes, its own eight counted as blanks. */
function checksumFits(header: Buffer): boolean {
  let sum = 0;
  for (const [at, byte] of header.entries()) sum += at >= 148 && at < 156 ? 32 : byte;
  return sum === octal(header, 148, 8);
}

const octal = (header: Buffer, start: number, length: number): number =>
  Number.parseInt(text(header, start, length).trim(), 8);

function text(header: Buffer, start: number, length: number): string {
  const field = header.toString('latin1', start, start + length);
  const end = field.indexOf('\0');
  return end < 0 ? field : field.slice(0, end);
}
