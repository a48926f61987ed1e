import { open } from 'node:fs/promises';
import { type ParsedKey, utils } from 'ssh2';
import { fail } from '../../../shared/failure';

const bytesMax = 65_536;

/** The private key in a file (OpenSSH, PEM or PuTTY 2); throws `ssh.key-file` for one that is unusable or needs a passphrase. */
export async function readKeyFile(file: string): Promise<ParsedKey> {
  const text = await readShort(file);
  const parsed = utils.parseKey(text) as ParsedKey | ParsedKey[] | Error;
  const key = Array.isArray(parsed) ? parsed[0] : parsed;
  if (key instanceof Error) {
    const encrypted = /encrypted|passphrase/i.test(key.message);
    return fail('ssh.key-file', { file, seen: encrypted ? 'encrypted' : 'no private key' }, key);
  }
  if (!key?.isPrivateKey()) return fail('ssh.key-file', { file, seen: 'a public key' });
  return key;
}

async function readShort(file: string): Promise<Buffer> {
  try {
    const handle = await open(file, 'r');
    try {
      const stat = await handle.stat();
      if (!stat.isFile()) fail('ssh.key-file', { file, seen: 'not a file' });
      const buffer = Buffer.alloc(bytesMax);
      const { bytesRead } = await handle.read(buffer, 0, bytesMax, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code;
    if (code === undefined) throw thrown;
    return fail('ssh.key-file', { file, seen: code }, thrown);
  }
}
