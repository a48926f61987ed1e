import { damaged } from './key-fault';

/** Reads fields of the SSH wire format (RFC 4251, section 5) one after the other; throws a KeyFault past the end. */
export type WireReader = {
  readonly uint32: () => number;
  readonly string: () => Buffer;
  readonly text: () => string;
  /** What was not read yet. */
  readonly rest: () => Buffer;
};

export function wireReader(buffer: Buffer): WireReader {
  let at = 0;
  const take = (length: number): Buffer => {
    if (length > buffer.length - at) damaged();
    at += length;
    return buffer.subarray(at - length, at);
  };
  const string = (): Buffer => take(take(4).readUInt32BE(0));
  return {
    uint32: () => take(4).readUInt32BE(0),
    string,
    text: () => string().toString('latin1'),
    rest: () => buffer.subarray(at),
  };
}

export function wireUint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

export function wireString(content: Buffer | string): Buffer {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
  return Buffer.concat([wireUint32(bytes.length), bytes]);
}

/** A positive number, given with or without zeros before it. */
export function wireMpint(number: Buffer): Buffer {
  const first = number.findIndex((byte) => byte !== 0);
  const digits = first === -1 ? Buffer.alloc(0) : number.subarray(first);
  const negative = (digits[0] ?? 0) >= 0x80;
  return wireString(negative ? Buffer.concat([Buffer.alloc(1), digits]) : digits);
}
