import { getCiphers } from 'node:crypto';
import { type ParsedKey, utils } from 'ssh2';
import { damaged, unknownCipher, unusable, WrongPassphrase } from './key-fault';
import { needUsableType, openSshText, proven } from './key-parts';
import type { SealedKey } from './key-sealed';
import { type WireReader, wireReader } from './key-wire';

/** What this program and ssh2 can open, with OpenSSL's name of each and the length of its blocks and its seal in bytes. */
const ciphers: Readonly<Record<string, readonly [name: string, block: number, tag: number]>> = {
  'aes128-ctr': ['aes-128-ctr', 16, 0],
  'aes192-ctr': ['aes-192-ctr', 16, 0],
  'aes256-ctr': ['aes-256-ctr', 16, 0],
  'aes128-cbc': ['aes-128-cbc', 16, 0],
  'aes192-cbc': ['aes-192-cbc', 16, 0],
  'aes256-cbc': ['aes-256-cbc', 16, 0],
  'aes128-gcm@openssh.com': ['aes-128-gcm', 16, 16],
  'aes256-gcm@openssh.com': ['aes-256-gcm', 16, 16],
  '3des-cbc': ['des-ede3-cbc', 8, 0],
};

/** Each round takes about 10 to 25 ms, during which nothing else runs; ssh-keygen takes 16 unless told otherwise. */
const roundsMax = 256;

/** A key in the format of OpenSSH (PROTOCOL.key in its sources), given without its armour. */
export function openSshKey(content: Buffer): SealedKey {
  const magic = 'openssh-key-v1\0';
  if (content.toString('latin1', 0, magic.length) !== magic) damaged();
  const reader = wireReader(content.subarray(magic.length));
  const cipher = reader.text();
  const locked = readEncryption(cipher, reader);
  if (reader.uint32() !== 1) unusable('more than one key in one file, or none');
  const publicBlob = Buffer.from(reader.string());
  needUsableType(wireReader(publicBlob).text());
  const sealed = reader.string();
  const [, block, tag] = ciphers[cipher] ?? ['none', 8, 0];
  if (sealed.length === 0 || sealed.length % block !== 0) damaged();
  if (reader.rest().length !== tag) damaged();
  const text = openSshText(content);
  return {
    publicBlob,
    comment: locked ? '' : parse(text).comment,
    locked,
    unlock: async (passphrase) => {
      const key = parse(text, passphrase);
      return key.getPublicSSH().equals(publicBlob) ? proven(key) : damaged();
    },
  };
}

/** True where a passphrase is needed. */
function readEncryption(cipher: string, reader: WireReader): boolean {
  const derivation = reader.text();
  const options = wireReader(reader.string());
  if (cipher === 'none' && derivation === 'none') return false;
  if (!getCiphers().includes(ciphers[cipher]?.[0] ?? '')) unknownCipher(cipher);
  if (derivation !== 'bcrypt') unknownCipher(derivation);
  if (options.string().length === 0) damaged();
  const rounds = options.uint32();
  if (rounds === 0) damaged();
  if (rounds > roundsMax) unusable(`encrypted with ${rounds} rounds, more than ${roundsMax}`);
  return true;
}

/** ssh2 returns most errors, but throws some of those that big numbers cause. */
function parse(text: string, passphrase: Buffer = Buffer.alloc(0)): ParsedKey {
  let key: ParsedKey | Error;
  try {
    key = utils.parseKey(text, passphrase);
  } catch {
    return damaged();
  }
  if (!(key instanceof Error)) return key;
  // Ciphers with a seal fail in the decryption, the others in comparing two numbers that have to be the same.
  if (passphrase.length > 0 && /bad passphrase|unable to authenticate/i.test(key.message)) {
    throw new WrongPassphrase();
  }
  return damaged();
}
