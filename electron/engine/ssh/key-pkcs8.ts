import { createDecipheriv, getCiphers, pbkdf2, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { type Der, derContent, derInteger, derOf, derOid, derParts } from './key-der';
import { damaged, unknownCipher, unusable, WrongPassphrase } from './key-fault';

/** Opens to the plain PKCS#8 content; throws WrongPassphrase. */
export type Opener = (passphrase: Buffer) => Promise<Buffer>;

const pbes2 = '1.2.840.113549.1.5.13';
const pbkdf2Oid = '1.2.840.113549.1.5.12';
const scryptOid = '1.3.6.1.4.1.11591.4.11';
const ciphers: Readonly<Record<string, readonly [name: string, keyBytes: number, block: number]>> =
  {
    '2.16.840.1.101.3.4.1.2': ['aes-128-cbc', 16, 16],
    '2.16.840.1.101.3.4.1.22': ['aes-192-cbc', 24, 16],
    '2.16.840.1.101.3.4.1.42': ['aes-256-cbc', 32, 16],
    '1.2.840.113549.3.7': ['des-ede3-cbc', 24, 8],
  };
const hashes: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};

/** Some seconds; openssl takes 2048, other programs up to a million. */
const iterationsMax = 5_000_000;
/** In units of 128 bytes: 256 MiB in all, 64 MiB at a time; openssl takes 16 MiB. */
const scryptWorkMax = 2 ** 21;
const scryptBytesMax = 64 * 2 ** 20;

/**
 * How to open `ENCRYPTED PRIVATE KEY` (RFC 5958 with PBES2 of RFC 8018). Done here and not by createPrivateKey, which runs
 * whatever number of iterations the file asks for while nothing else can, and opens less in Electron than in Node.
 */
export function encryptedPkcs8(content: Buffer): Opener {
  const [algorithm, sealed] = derParts(derContent(derOf(content), 'sequence'));
  const bytes = derContent(sealed, 'octets');
  const [scheme, parameters] = derParts(derContent(algorithm, 'sequence'));
  if (derOid(scheme) !== pbes2) return unknownCipher(derOid(scheme));
  const [derivation, encryption] = derParts(derContent(parameters, 'sequence'));
  const [cipherId, iv] = derParts(derContent(encryption, 'sequence'));
  const cipher = ciphers[derOid(cipherId)];
  if (cipher === undefined || !getCiphers().includes(cipher[0])) {
    return unknownCipher(derOid(cipherId));
  }
  const [name, keyBytes, block] = cipher;
  const start = derContent(iv, 'octets');
  if (start.length !== block || bytes.length === 0 || bytes.length % block !== 0) damaged();
  const derive = derivationOf(derivation, keyBytes);
  return async (passphrase) => decrypted(name, await derive(passphrase), start, bytes);
}

/** Throws WrongPassphrase where the padding is not right. */
export function decrypted(cipher: string, key: Buffer, iv: Buffer, bytes: Buffer): Buffer {
  const decipher = createDecipheriv(cipher, key, iv);
  try {
    return Buffer.concat([decipher.update(bytes), decipher.final()]);
  } catch {
    throw new WrongPassphrase();
  } finally {
    key.fill(0);
  }
}

function derivationOf(derivation: Der | undefined, keyBytes: number): Opener {
  const [id, parameters] = derParts(derContent(derivation, 'sequence'));
  const fields = derParts(derContent(parameters, 'sequence'));
  const salt = derContent(fields[0], 'octets');
  const oid = derOid(id);
  if (oid === pbkdf2Oid) {
    const iterations = needAtMost(derInteger(fields[1]), iterationsMax);
    const hash = hashOf(fields.at(-1));
    return (passphrase) => promisify(pbkdf2)(passphrase, salt, iterations, keyBytes, hash);
  }
  if (oid !== scryptOid) return unknownCipher(oid);
  const [cost, blockSize, parallelization] = fields.slice(1, 4).map(derInteger);
  if (!cost || !blockSize || !parallelization) return damaged();
  needAtMost(cost * blockSize * parallelization, scryptWorkMax);
  const options = { cost, blockSize, parallelization, maxmem: scryptBytesMax };
  return async (passphrase) => {
    try {
      return await promisify<Buffer, Buffer, number, object, Buffer>(scrypt)(
        passphrase,
        salt,
        keyBytes,
        options,
      );
    } catch {
      return damaged();
    }
  };
}

function needAtMost(work: number, most: number): number {
  if (work < 1) damaged();
  return work <= most ? work : unusable('encrypted so that opening it would take minutes');
}

/** SHA-1 where none is named. */
function hashOf(named: Der | undefined): string {
  if (named?.tag !== 0x30) return 'sha1';
  const oid = derOid(derParts(named.content)[0]);
  return hashes[oid] ?? unknownCipher(oid);
}
