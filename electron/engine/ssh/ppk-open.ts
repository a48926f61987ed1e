import { createDecipheriv, createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { argon2d, argon2i, argon2id } from 'hash-wasm';
import type { ParsedKey } from 'ssh2';
import { damaged, WrongPassphrase } from './key-fault';
import { type Curve, type KeyParts, privateKeyOf } from './key-parts';
import { wireReader, wireString } from './key-wire';
import type { Argon2, Ppk } from './ppk-read';

type Keys = { readonly cipher: Buffer; readonly iv: Buffer; readonly mac: Buffer };

/** The private key of a file whose seal fits; throws WrongPassphrase, or a KeyFault where there is none. */
export async function openPpk(ppk: Ppk, passphrase: Buffer): Promise<ParsedKey> {
  const keys = ppk.version === 3 ? await keysOf3(ppk.argon2, passphrase) : keysOf2(ppk, passphrase);
  const plain = decrypted(ppk, keys);
  try {
    if (!isSealedWith(keys.mac, ppk, plain)) {
      if (ppk.encryption === 'none') damaged();
      throw new WrongPassphrase();
    }
    return privateKeyOf(partsOf(ppk, plain), ppk.comment);
  } finally {
    for (const secret of [plain, keys.cipher, keys.mac]) secret.fill(0);
  }
}

/** C.4 of the manual; without encryption the key of the seal is empty. */
async function keysOf3(argon2: Argon2 | undefined, passphrase: Buffer): Promise<Keys> {
  if (argon2 === undefined) return slices(Buffer.alloc(0));
  const hash = { Argon2id: argon2id, Argon2i: argon2i, Argon2d: argon2d }[argon2.flavour];
  const bytes = await hash({
    password: passphrase,
    salt: argon2.salt,
    iterations: argon2.passes,
    memorySize: argon2.kibibytes,
    parallelism: argon2.parallelism,
    hashLength: 80,
    outputType: 'binary',
  });
  return slices(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
}

const slices = (bytes: Buffer): Keys => ({
  cipher: bytes.subarray(0, 32),
  iv: bytes.subarray(32, 48),
  mac: bytes.subarray(48, 80),
});

/** C.5.1 of the manual: SHA-1 throughout. */
function keysOf2({ encryption }: Ppk, passphrase: Buffer): Keys {
  const sha1 = (...parts: readonly (Buffer | string)[]): Buffer => {
    const hash = createHash('sha1');
    for (const part of parts) hash.update(part);
    return hash.digest();
  };
  const half = (number: number): Buffer => sha1(Buffer.from([0, 0, 0, number]), passphrase);
  return {
    cipher: Buffer.concat([half(0), half(1)]).subarray(0, 32),
    iv: Buffer.alloc(16),
    mac: sha1('putty-private-key-file-mac-key', encryption === 'none' ? '' : passphrase),
  };
}

function decrypted({ encryption, privateBlob }: Ppk, { cipher, iv }: Keys): Buffer {
  if (encryption === 'none') return Buffer.from(privateBlob);
  const decipher = createDecipheriv('aes-256-cbc', cipher, iv).setAutoPadding(false);
  return Buffer.concat([decipher.update(privateBlob), decipher.final()]);
}

/** The seal covers what can be read as well, so that nobody can change the public half. */
function isSealedWith(key: Buffer, ppk: Ppk, plain: Buffer): boolean {
  const seal = createHmac(ppk.version === 3 ? 'sha256' : 'sha1', key);
  for (const part of [ppk.algorithm, ppk.encryption, ppk.comment, ppk.publicBlob, plain]) {
    seal.update(wireString(part));
  }
  const expected = seal.digest();
  return expected.length === ppk.mac.length && timingSafeEqual(expected, ppk.mac);
}

/** C.3 of the manual. Random padding may follow the private fields. */
function partsOf({ algorithm, publicBlob }: Ppk, plain: Buffer): KeyParts {
  const open = wireReader(publicBlob);
  const secret = wireReader(plain);
  open.string();
  if (algorithm === 'ssh-rsa') {
    const [e, n] = [open.string(), open.string()];
    const [d, p, q, iqmp] = [secret.string(), secret.string(), secret.string(), secret.string()];
    return { type: algorithm, n, e, d, p, q, iqmp };
  }
  if (algorithm === 'ssh-ed25519') {
    const [point, seed] = [open.string(), secret.string()];
    return seed.length === 32 ? { type: algorithm, point, seed } : damaged();
  }
  const curve = open.text();
  const type = `ecdsa-sha2-${curve}`;
  if (type !== algorithm || !isCurve(curve)) return damaged();
  return { type: `ecdsa-sha2-${curve}`, curve, point: open.string(), scalar: secret.string() };
}

const isCurve = (name: string): name is Curve => /^nistp(256|384|521)$/.test(name);
