/** One block of 512 bytes that describes an entry, as it stands there. */
export type TarHeader = {
  readonly name: Buffer;
  readonly mode: number;
  readonly size: number;
  /** Seconds since 1970. */
  readonly modified: number;
  /** One character; a zero byte is an old file. */
  readonly type: string;
  readonly target: Buffer;
  /** POSIX or GNU say what they are, the oldest form does not. */
  readonly isMarked: boolean;
};

/** Reads the header of an entry, or gives undefined where its sum does not fit or its size is none. */
export function readTarHeader(block: Buffer): TarHeader | undefined {
  if (!sumFits(block)) return undefined;
  const isMarked = block.toString('latin1', 257, 262) === 'ustar';
  const size = number(block, 124, 12);
  if (size === undefined || size < 0) return undefined;
  const prefix = isMarked && block[262] === 0 ? field(block, 345, 155) : Buffer.alloc(0);
  const name = field(block, 0, 100);
  return {
    name: prefix.length > 0 ? Buffer.concat([prefix, Buffer.from('/'), name]) : name,
    mode: (number(block, 100, 8) ?? 0) & 0o7777,
    size,
    modified: number(block, 136, 12) ?? 0,
    type: String.fromCharCode(block[156] ?? 0),
    target: field(block, 157, 100),
    isMarked,
  };
}

/** The sum of all header bytes, its own eight counted as blanks; some old programs added them with a sign. */
function sumFits(block: Buffer): boolean {
  const told = number(block, 148, 8);
  if (told === undefined || block[0] === undefined) return false;
  let unsigned = 256;
  let signed = 256;
  for (let at = 0; at < 512; at++) {
    if (at >= 148 && at < 156) continue;
    const byte = block[at] as number;
    unsigned += byte;
    signed += byte < 128 ? byte : byte - 256;
  }
  return told === unsigned || told === signed;
}

function field(block: Buffer, start: number, length: number): Buffer {
  const bytes = block.subarray(start, start + length);
  const end = bytes.indexOf(0);
  return Buffer.from(end < 0 ? bytes : bytes.subarray(0, end));
}

/** Octal digits, or a number in base 256 where the first bit is set; undefined where it is neither. */
function number(block: Buffer, start: number, length: number): number | undefined {
  const first = block[start] ?? 0;
  if (first & 0x80) {
    // Below zero there are no sizes, and no times that anybody wants to see.
    if (first & 0x40) return undefined;
    let value = first & 0x3f;
    for (let at = start + 1; at < start + length; at++) {
      value = value * 256 + (block[at] ?? 0);
      if (value > Number.MAX_SAFE_INTEGER) return undefined;
    }
    return value;
  }
  let value = 0;
  let digits = 0;
  for (let at = start; at < start + length; at++) {
    const byte = block[at] ?? 0;
    if (byte === 0x20 && digits === 0) continue;
    if (byte === 0 || byte === 0x20) break;
    if (byte < 0x30 || byte > 0x37) return undefined;
    value = value * 8 + byte - 0x30;
    digits++;
  }
  return digits === 0 ? 0 : value;
}
