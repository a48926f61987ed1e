import { damaged } from './key-fault';

/** One element of DER (X.690); parts are the elements in it. Throws a KeyFault for what is not DER. */
export type Der = { readonly tag: number; readonly content: Buffer };

export const derTags = { integer: 2, octets: 4, oid: 6, sequence: 0x30 } as const;

/** The one element that fills the buffer. */
export function derOf(buffer: Buffer): Der {
  const [only, ...more] = derParts(buffer);
  return only === undefined || more.length > 0 ? damaged() : only;
}

/** The elements one after the other. */
export function derParts(buffer: Buffer): readonly Der[] {
  const parts: Der[] = [];
  for (let at = 0; at < buffer.length; ) {
    const tag = buffer[at] ?? damaged();
    const [length, begin] = lengthAt(buffer, at + 1);
    if (length > buffer.length - begin) damaged();
    parts.push({ tag, content: buffer.subarray(begin, begin + length) });
    at = begin + length;
  }
  return parts;
}

/** The content of an element that has to be of this kind. */
export function derContent(der: Der | undefined, kind: keyof typeof derTags): Buffer {
  return der?.tag === derTags[kind] ? der.content : damaged();
}

/** A whole number up to 2^48. */
export function derInteger(der: Der | undefined): number {
  const bytes = derContent(der, 'integer');
  const digits = bytes[0] === 0 ? bytes.subarray(1) : bytes;
  if (digits.length > 6) return Number.MAX_SAFE_INTEGER;
  return digits.length === 0 ? 0 : digits.readUIntBE(0, digits.length);
}

/** An object identifier in dots, such as `1.2.840.113549.1.5.13`. */
export function derOid(der: Der | undefined): string {
  const numbers: number[] = [];
  let number = 0;
  for (const byte of derContent(der, 'oid').subarray(0, 32)) {
    number = number * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      numbers.push(number);
      number = 0;
    }
  }
  const [first = 0, ...others] = numbers;
  const root = Math.min(2, Math.floor(first / 40));
  return [root, first - root * 40, ...others].join('.');
}

/** Length of the content, and where it begins. */
function lengthAt(buffer: Buffer, at: number): readonly [length: number, begin: number] {
  const first = buffer[at] ?? damaged();
  if (first < 0x80) return [first, at + 1];
  const bytes = first & 0x7f;
  if (bytes === 0 || bytes > 4 || at + 1 + bytes > buffer.length) return damaged();
  return [buffer.readUIntBE(at + 1, bytes), at + 1 + bytes];
}
