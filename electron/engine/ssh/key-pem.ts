import {
  createHash,
  createPrivateKey,
  getCipherInfo,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';
import type { ParsedKey } from 'ssh2';
import { damaged, shortName, unknownCipher, unusable, WrongPassphrase } from './key-fault';
import { type Curve, type KeyParts, needUsableType, privateKeyOf } from './key-parts';
import { decrypted, encryptedPkcs8, type Opener } from './key-pkcs8';
import type { SealedKey } from './key-sealed';

/** A block of PEM: what stands between BEGIN and END. */
export type PemBlock = {
  readonly label: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: Buffer;
};

/** What OpenSSL and ssh-keygen encrypted PEM files with; others are named and refused, because Electron has not all of them. */
const legacyCiphers = ['aes-128-cbc', 'aes-192-cbc', 'aes-256-cbc', 'des-ede3-cbc'];

const curves: Readonly<Record<string, Curve>> = {
  'P-256': 'nistp256',
  'P-384': 'nistp384',
  'P-521': 'nistp521',
};

/** A key of PKCS#1, SEC 1 or PKCS#8, plain or encrypted. */
export function pemKey({ label, headers, content }: PemBlock): SealedKey {
  const form =
    label === 'RSA PRIVATE KEY' ? 'pkcs1' : label === 'EC PRIVATE KEY' ? 'sec1' : 'pkcs8';
  if (label === 'DSA PRIVATE KEY') needUsableType('ssh-dss');
  if (form === 'pkcs8' && !/^(ENCRYPTED )?PRIVATE KEY$/.test(label)) {
    unusable(`a key of the kind “${shortName(label.replaceAll(' ', '-'))}”, which cannot be used`);
  }
  const opener =
    label === 'ENCRYPTED PRIVATE KEY' ? encryptedPkcs8(content) : legacyOpener(headers, content);
  if (opener === undefined) {
    const key = keyOf(content, form) ?? unusable('damaged, or of a kind that cannot be used');
    return { publicBlob: key.getPublicSSH(), comment: '', locked: false, unlock: async () => key };
  }
  return {
    publicBlob: undefined,
    comment: '',
    locked: true,
    unlock: async (passphrase) => {
      const plain = await opener(passphrase);
      const key = keyOf(plain, form);
      plain.fill(0);
      // Nothing in these formats tells a wrong passphrase from damage, and a wrong passphrase is likelier by far.
      if (key === undefined) throw new WrongPassphrase();
      return key;
    },
  };
}

/** The encryption of headers (RFC 1421), or undefined where there is none. */
function legacyOpener(headers: PemBlock['headers'], content: Buffer): Opener | undefined {
  if (headers['DEK-Info'] === undefined) {
    return headers['Proc-Type']?.includes('ENCRYPTED') === true ? damaged() : undefined;
  }
  const [cipher = '', ivHex = ''] = headers['DEK-Info'].split(',');
  const name = legacyCiphers.find((known) => known === cipher.toLowerCase());
  const known = name === undefined ? undefined : getCipherInfo(name);
  if (name === undefined || known === undefined) return unknownCipher(cipher);
  const { keyLength, ivLength = 0 } = known;
  const iv = Buffer.from(ivHex.trim(), 'hex');
  if (iv.length !== ivLength || content.length === 0 || content.length % ivLength !== 0) damaged();
  return async (passphrase) =>
    decrypted(name, legacyKey(passphrase, iv.subarray(0, 8), keyLength), iv, content);
}

/** EVP_BytesToKey of OpenSSL with MD5 and one round. */
function legacyKey(passphrase: Buffer, salt: Buffer, length: number): Buffer {
  let key = Buffer.alloc(0);
  let last = Buffer.alloc(0);
  while (key.length < length) {
    last = createHash('md5').update(last).update(passphrase).update(salt).digest();
    key = Buffer.concat([key, last]);
  }
  return key.subarray(0, length);
}

/** Undefined for what is no key of this form. */
function keyOf(content: Buffer, form: 'pkcs1' | 'sec1' | 'pkcs8'): ParsedKey | undefined {
  let key: KeyObject;
  try {
    key = createPrivateKey({ key: content, format: 'der', type: form });
  } catch {
    return undefined;
  }
  return privateKeyOf(partsOf(key));
}

function partsOf(key: KeyObject): KeyParts {
  const type = key.asymmetricKeyType ?? 'unknown';
  if (type === 'dsa') needUsableType('ssh-dss');
  if (type !== 'rsa' && type !== 'ec' && type !== 'ed25519') return needsOther(type);
  const curve = key.asymmetricKeyDetails?.namedCurve;
  const jwk = jwkOf(key) ?? needsOther(curve ?? type);
  const number = (name: keyof typeof jwk): Buffer => Buffer.from(String(jwk[name]), 'base64url');
  if (type === 'rsa') {
    const [n, e, d, p, q, iqmp] = (['n', 'e', 'd', 'p', 'q', 'qi'] as const).map(number);
    if (!n || !e || !d || !p || !q || !iqmp) return damaged();
    return { type: 'ssh-rsa', n, e, d, p, q, iqmp };
  }
  if (type === 'ed25519') return { type: 'ssh-ed25519', point: number('x'), seed: number('d') };
  const name = curves[jwk.crv ?? ''] ?? needsOther(curve ?? type);
  return {
    type: `ecdsa-sha2-${name}`,
    curve: name,
    point: Buffer.concat([Buffer.from([4]), number('x'), number('y')]),
    scalar: number('d'),
  };
}

const needsOther = (type: string): never =>
  unusable(`a key of the type ${shortName(type)}, which cannot be used`);

/** Undefined for a curve that JSON Web Keys do not know. */
function jwkOf(key: KeyObject): JsonWebKey | undefined {
  try {
    return key.export({ format: 'jwk' });
  } catch {
    return undefined;
  }
}
