import { crc32, deflateRawSync, gzipSync } from 'node:zlib';

// Files as nobody makes them by accident, written field by field: archives of programs that mean well cannot be like these.

/** An entry of a tar file as it stands there. */
export type TarEntry = {
  readonly name: string | Buffer;
  /** One character. */
  readonly type?: string;
  readonly content?: Buffer | string;
  readonly target?: string;
  /** The twelve bytes of its size; absent: the length of the content in octal digits. */
  readonly size?: Buffer;
};

const block = 512;

/** A tar file of these entries, with two blocks of zeros at its end. */
export const tarOf = (entries: readonly TarEntry[]): Buffer =>
  Buffer.concat([...entries.map(tarEntry), Buffer.alloc(2 * block)]);

/** One entry of a tar file: header, content, padding. */
export function tarEntry({ name, type = '0', content = '', target = '', size }: TarEntry): Buffer {
  const bytes = Buffer.from(content);
  const header = Buffer.alloc(block);
  Buffer.from(name).copy(header, 0, 0, 100);
  header.write('0000644\0', 100, 'latin1');
  (size ?? Buffer.from(`${bytes.length.toString(8).padStart(11, '0')}\0`)).copy(header, 124, 0, 12);
  header.write('15000000000\0', 136, 'latin1');
  header.write(type, 156, 'latin1');
  header.write(target, 157, 100, 'utf8');
  header.write('ustar\x0000', 257, 'latin1');
  header.write('        ', 148, 'latin1');
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  const padding = Buffer.alloc((block - (bytes.length % block)) % block);
  return Buffer.concat([header, bytes, padding]);
}

/** The content of an attribute header (type `x`): lines of `length name=value`. */
export function attributes(list: Readonly<Record<string, string | Buffer>>): Buffer {
  const lines = Object.entries(list).map(([name, value]) => {
    const rest = Buffer.concat([Buffer.from(` ${name}=`), Buffer.from(value), Buffer.from('\n')]);
    let length = rest.length;
    while (String(length).length + rest.length !== length) length++;
    return Buffer.concat([Buffer.from(String(length)), rest]);
  });
  return Buffer.concat(lines);
}

/** What the directory of a zip file says of an entry. */
export type ZipEntry = {
  readonly name: string | Buffer;
  readonly content: Buffer;
  /** Where its local header is; absent: it gets one of its own. */
  readonly offset?: number;
  /** Bytes it is said to unpack to; absent: the truth. */
  readonly size?: number;
};

/** A zip file of deflated entries. Several may be said to be at one place. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  const packings = new Map<Buffer, { readonly packed: Buffer; readonly sum: number }>();
  let at = 0;
  for (const { name, content, offset, size = content.length } of entries) {
    const path = Buffer.from(name);
    const known = packings.get(content);
    const { packed, sum } = known ?? { packed: deflateRawSync(content), sum: crc32(content) };
    packings.set(content, { packed, sum });
    const both = Buffer.alloc(26);
    both.writeUInt16LE(20, 0);
    both.writeUInt16LE(8, 4);
    both.writeUInt32LE(sum, 10);
    both.writeUInt32LE(packed.length, 14);
    both.writeUInt32LE(size, 18);
    both.writeUInt16LE(path.length, 22);
    const place = offset ?? at;
    if (offset === undefined) {
      const local = Buffer.concat([Buffer.from('PK\x03\x04'), both, path, packed]);
      parts.push(local);
      at += local.length;
    }
    const more = Buffer.alloc(14);
    more.writeUInt32LE(place, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x03', 'latin1'), both, more, path]));
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  const count = Math.min(0xffff, entries.length);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([
    ...parts,
    listed,
    ...(count === 0xffff ? wideEnd(entries.length, listed.length, at) : []),
    end,
  ]);
}

/** What tells of more than 65,534 entries. */
function wideEnd(count: number, length: number, start: number): readonly Buffer[] {
  const record = Buffer.alloc(56);
  record.write('PK\x06\x06', 0, 'latin1');
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(length), 40);
  record.writeBigUInt64LE(BigInt(start), 48);
  const locator = Buffer.alloc(20);
  locator.write('PK\x06\x07', 0, 'latin1');
  locator.writeBigUInt64LE(BigInt(start + length), 8);
  locator.writeUInt32LE(1, 16);
  return [record, locator];
}

/** Packed so many times. */
export const packedTimes = (content: Buffer, times: number): Buffer =>
  times === 0 ? content : packedTimes(gzipSync(content), times - 1);

/** In a tar file in a tar file, so many times. */
export const nestedTimes = (content: Buffer, times: number): Buffer =>
  times === 0 ? content : nestedTimes(tarOf([{ name: `${times}.tar`, content }]), times - 1);

const piece = 16_777_216;
/** CRC-32 of 4 GiB of zeros. */
const sumOfZeros = 0xd202ef8d;

/** A whole gzip file of 4 MB that unpacks to 4 GiB of zeros. It is made of one packed piece again and again, so that it takes no time. */
export function zerosOf4GiB(): Buffer {
  const empty = Buffer.from('0300', 'hex');
  const packed = deflateRawSync(Buffer.alloc(piece), { finishFlush: 3 });
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(sumOfZeros, 0);
  trailer.writeUInt32LE(0, 4);
  const pieces = Array.from({ length: 2 ** 32 / piece }, () => packed);
  return Buffer.concat([Buffer.from('1f8b0800000000000003', 'hex'), ...pieces, empty, trailer]);
}
