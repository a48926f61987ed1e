import { createHash, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { type Manifest, manifestSchema, practiceContainer } from '../../shared/eppb';

const { magic, saltLength, noncePrefixLength, chunkLength, tagLength } = practiceContainer;

/** Why a file cannot be opened. */
export type ContainerFault = 'not-a-backup' | 'wrong-key' | 'damaged';

/** A container that cannot be opened; `fault` says why, the message where. */
export class ContainerError extends Error {
  readonly fault: ContainerFault;
  constructor(fault: ContainerFault, message: string) {
    super(message);
    this.fault = fault;
  }
}

/** Bytes at a time on the way through gzip: fewer turns than with its usual 16 KiB. */
export const blockLength = 524_288;

/** Bytes of a full chunk on disk. */
export const sealedLength = chunkLength + tagLength;

/** The first part of a version 2 file, up to the first chunk. */
export type Header = {
  readonly manifest: Manifest;
  readonly salt: Buffer;
  readonly noncePrefix: Buffer;
  /** SHA-256 of the header's bytes, which every chunk is bound to. */
  readonly digest: Buffer;
  readonly length: number;
};

/** The bytes in front of the manifest: magic and the manifest's length. */
export const introLength = magic.length + 4;

/** The bytes of a header. */
export function writeHeader(manifest: Manifest, salt: Buffer, noncePrefix: Buffer): Buffer {
  const json = Buffer.from(JSON.stringify(manifest));
  if (json.length > practiceContainer.manifestLengthMax)
    throw new Error('the manifest is too long');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(json.length);
  return Buffer.concat([Buffer.from(magic, 'latin1'), length, json, salt, noncePrefix]);
}

/** The length of the whole header as its intro tells it, in bytes. Throws where the intro is no intro. */
export function headerLength(intro: Buffer): number {
  if (intro.length < introLength || intro.toString('latin1', 0, magic.length) !== magic) {
    throw new ContainerError('not-a-backup', 'the file does not begin like a practice container');
  }
  const manifestLength = intro.readUInt32BE(magic.length);
  const { manifestLengthMin, manifestLengthMax } = practiceContainer;
  if (manifestLength < manifestLengthMin || manifestLength > manifestLengthMax) {
    throw new ContainerError('damaged', `a manifest of ${manifestLength} bytes`);
  }
  return introLength + manifestLength + saltLength + noncePrefixLength;
}

/** Reads a whole header. */
export function readHeader(bytes: Buffer): Header {
  const length = headerLength(bytes);
  if (bytes.length < length) throw new ContainerError('damaged', 'the file ends within its header');
  const saltAt = length - saltLength - noncePrefixLength;
  return {
    manifest: readManifest(bytes.subarray(introLength, saltAt), 2),
    salt: bytes.subarray(saltAt, saltAt + saltLength),
    noncePrefix: bytes.subarray(saltAt + saltLength, length),
    digest: createHash('sha256').update(bytes.subarray(0, length)).digest(),
    length,
  };
}

/** Reads a manifest of a container of this version. */
export function readManifest(bytes: Buffer, format: 1 | 2): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new ContainerError('damaged', 'the manifest is not JSON');
  }
  const parsed = manifestSchema.safeParse(value);
  if (!parsed.success || parsed.data.format !== format) {
    throw new ContainerError('damaged', 'the manifest lacks something');
  }
  return parsed.data;
}

/** The nonce of a chunk: prefix, number, and whether it is the last. */
export function nonceOf(prefix: Buffer, chunk: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(prefix.length + 5);
  prefix.copy(nonce);
  nonce.writeUInt32BE(chunk, prefix.length);
  nonce.writeUInt8(last ? 1 : 0, prefix.length + 4);
  return nonce;
}

const derive = promisify<string, Buffer, number, object, Buffer>(scrypt);

/** The AES key that a System Backup Key stands for in this file. */
export function deriveKey(backupKey: string, salt: Buffer): Promise<Buffer> {
  const { N, r, p, keyLength } = practiceContainer.scrypt;
  // Node's own limit is exactly what these parameters need, and counts a little more.
  return derive(backupKey, salt, keyLength, { N, r, p, maxmem: 256 * N * r });
}
