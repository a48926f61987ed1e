import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

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
  const { privateKey } = generateKeyPairSync('ed25519');
  const { x = '', d = '' } = privateKey.export({ format: 'jwk' });
  const [open, secret] = [Buffer.from(x, 'base64url'), Buffer.from(d, 'base64url')];
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

/** The host key kept in this file, made at the first call, readable by its owner only. */
export async function keptHostKey(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    const key = newHostKey();
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, key, { mode: 0o600 });
    return key;
  }
}
