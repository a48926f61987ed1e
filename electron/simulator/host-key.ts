import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Faults } from './faults';

/** A field of the SSH wire format: its length in four bytes, then itself. */
function field(content: Buffer | string): Buffer {
  const bytes = Buffer.from(content as string);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

const word = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

/**
 * A new Ed25519 key in OpenSSH's own format. Put together here because ssh2's generator cuts zero bytes off the front
 * of a public key, which spoils one key in 256.
 */
export function newHostKey(): string {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519', {
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  });
  // Both forms end with the 32 bytes of the key itself (RFC 8410).
  const [open, secret] = [publicKey.subarray(-32), privateKey.subarray(-32)];
  const publicPart = Buffer.concat([field('ssh-ed25519'), field(open)]);
  const check = randomBytes(4);
  const content = Buffer.concat([
    check,
    check,
    publicPart,
    field(Buffer.concat([secret, open])),
    field('practice'),
  ]);
  const padding = Buffer.from(
    Array.from({ length: (8 - (content.length % 8)) % 8 }, (_, at) => at + 1),
  );
  const whole = Buffer.concat([
    Buffer.from('openssh-key-v1\0', 'latin1'),
    ...[field('none'), field('none'), field('')],
    word(1),
    field(publicPart),
    field(Buffer.concat([content, padding])),
  ]);
  const lines = whole.toString('base64').match(/.{1,70}/g) ?? [];
  return [
    '-----BEGIN OPENSSH PRIVATE KEY-----',
    ...lines,
    '-----END OPENSSH PRIVATE KEY-----',
    '',
  ].join('\n');
}

/** A new RSA key, the only kind that `ssh-rsa` signs with. */
const newRsaHostKey = (): string =>
  generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ format: 'pem', type: 'pkcs1' })
    .toString();

/** The host key kept in this file, made at the first call, readable by its owner only. */
function keptHostKey(path: string, make: () => string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    const key = make();
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, key, { mode: 0o600 });
    return key;
  }
}

/**
 * The host key that a machine shows with these faults, from its folder, after it was given a new one so often. Each is made when it
 * is first wanted.
 */
export function hostKeysIn(folder: string): (faults: Faults, renewed?: number) => string {
  const known = new Map<string, string>();
  return (faults, renewed = 0) => {
    const own = renewed === 0 ? 'host-key' : `host-key-${renewed}`;
    const whose = faults['wrong-host-key'] ? 'other-host-key' : own;
    const legacy = faults['legacy-algorithms'] !== undefined;
    const name = legacy ? `${whose}-rsa` : whose;
    const key =
      known.get(name) ?? keptHostKey(join(folder, name), legacy ? newRsaHostKey : newHostKey);
    known.set(name, key);
    return key;
  };
}
