import { randomBytes } from 'node:crypto';
import { type ParsedKey, utils } from 'ssh2';
import { damaged, shortName, unusable } from './key-fault';
import { wireMpint, wireReader, wireString, wireUint32 } from './key-wire';

/** The numbers that make up a private key, whatever file they come from. */
export type KeyParts =
  | ({ readonly type: 'ssh-rsa' } & Readonly<Record<'n' | 'e' | 'd' | 'iqmp' | 'p' | 'q', Buffer>>)
  | { readonly type: 'ssh-ed25519'; readonly point: Buffer; readonly seed: Buffer }
  | {
      readonly type: `ecdsa-sha2-${Curve}`;
      readonly curve: Curve;
      readonly point: Buffer;
      readonly scalar: Buffer;
    };
export type Curve = 'nistp256' | 'nistp384' | 'nistp521';

const usableTypes: readonly string[] = [
  'ssh-rsa',
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
] satisfies KeyParts['type'][];

/** True for the types of keys that this program can log in with. */
export const isUsableType = (type: string): boolean => usableTypes.includes(type);

/** Throws a KeyFault that names the type, unless it is a usable one. */
export function needUsableType(type: string): void {
  if (isUsableType(type)) return;
  const name = shortName(type);
  if (type.includes('-cert-v0')) unusable(`a certificate (${name}), not a private key`);
  if (type.startsWith('sk-')) unusable(`a key of a security token (${name}), which cannot be used`);
  if (type === 'ssh-dss') unusable('a DSA key (ssh-dss), which cannot be used');
  unusable(`a key of the type ${name}, which cannot be used`);
}

/** The public key in a blob of the SSH wire format; throws a KeyFault for one that is damaged or of no usable type. */
export function publicKeyOf(blob: Buffer): ParsedKey {
  const type = wireReader(blob).text();
  needUsableType(type);
  return parsed(`${type} ${blob.toString('base64')}`);
}

/** The key made of these numbers; throws a KeyFault where they do not belong together. */
export function privateKeyOf(parts: KeyParts, comment = ''): ParsedKey {
  const { publicBlob, fields } = encoded(parts);
  const check = randomBytes(4);
  const content = Buffer.concat([
    check,
    check,
    wireString(parts.type),
    fields,
    wireString(comment),
  ]);
  const padding = Buffer.from([1, 2, 3, 4, 5, 6, 7].slice(0, -content.length & 7));
  const file = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    wireString('none'),
    wireString('none'),
    wireString(''),
    wireUint32(1),
    wireString(publicBlob),
    wireString(Buffer.concat([content, padding])),
  ]);
  const key = proven(parsed(openSshText(file)));
  for (const secret of [content, fields, file]) secret.fill(0);
  return key;
}

/** The text of a file that holds this content in OpenSSH's own format. */
export const openSshText = (content: Buffer): string =>
  `-----BEGIN OPENSSH PRIVATE KEY-----\n${content.toString('base64')}\n-----END OPENSSH PRIVATE KEY-----`;

/** The same key, once it has signed something that its public half confirms: only so is damage noticed before a login. */
export function proven(key: ParsedKey): ParsedKey {
  const challenge = randomBytes(32);
  const hash = key.type === 'ssh-rsa' ? 'sha256' : undefined;
  const signature: Buffer | Error = key.sign(challenge, hash);
  if (signature instanceof Error) return damaged();
  const verified: boolean | Error = key.verify(challenge, signature, hash);
  return verified === true ? key : damaged();
}

/** ssh2 returns most errors, but throws some of those that big numbers cause. */
function parsed(text: string): ParsedKey {
  let key: ParsedKey | Error;
  try {
    key = utils.parseKey(text);
  } catch {
    return damaged();
  }
  return key instanceof Error ? damaged() : key;
}

/** The order of fields is that of OpenSSH's PROTOCOL.key and sshkey.c. */
function encoded(parts: KeyParts): { readonly publicBlob: Buffer; readonly fields: Buffer } {
  const { type } = parts;
  if (type === 'ssh-rsa') {
    const { n, e, d, iqmp, p, q } = parts;
    return {
      publicBlob: Buffer.concat([wireString(type), wireMpint(e), wireMpint(n)]),
      fields: Buffer.concat([n, e, d, iqmp, p, q].map(wireMpint)),
    };
  }
  const point = wireString(parts.point);
  if (type === 'ssh-ed25519') {
    const both = wireString(Buffer.concat([parts.seed, parts.point]));
    return {
      publicBlob: Buffer.concat([wireString(type), point]),
      fields: Buffer.concat([point, both]),
    };
  }
  const curve = wireString(parts.curve);
  return {
    publicBlob: Buffer.concat([wireString(type), curve, point]),
    fields: Buffer.concat([curve, point, wireMpint(parts.scalar)]),
  };
}
