import { createPublicKey, verify } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { copyFile, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { type ParsedKey, utils } from 'ssh2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readKeyFile } from '../../../../electron/engine/ssh/key-file';
import { failureOf } from '../failure-of';
import { type KeyFolder, keysFolder, newKeyFolder, publicBlobOf } from './practice-keys';

const types = ['ed25519', 'rsa', 'ecdsa-256', 'ecdsa-384', 'ecdsa-521'];
/** Every practice key that can be used, but those of which only PKCS#8 exists. */
const usable = readdirSync(keysFolder)
  .filter((name) => /\.(key|pem|ppk)$/.test(name))
  .filter((name) => types.some((type) => name.startsWith(type)))
  .filter((name) => !/chacha|camellia|pbes1|sshcom|ed25519-pkcs8/.test(name))
  .map((name) => ({ name, type: types.find((type) => name.startsWith(type)) ?? '' }));
const lockedName = /locked|aes|3?des3?|cbc|gcm|hmac|scrypt|argon2|usual/;

let folder: KeyFolder;
beforeEach(async () => {
  folder = await newKeyFolder();
});
afterEach(() => folder.remove());

const textOf = (file: string): Promise<string> => readFile(file, 'utf8');

/** True where Node, which knows nothing of the file, confirms a signature of its key with the public half of ssh-keygen. */
function signsFor(key: ParsedKey, type: string, hash: string | undefined): boolean {
  const text = Buffer.from('something to sign');
  const signature: Buffer | Error = key.sign(text, hash);
  if (signature instanceof Error) throw signature;
  const ours = utils.parseKey(publicBlobOf(type));
  if (ours instanceof Error) throw ours;
  return verify(hash, text, createPublicKey(ours.getPublicPEM()), signature);
}
const hashesOf = (type: string): readonly (string | undefined)[] =>
  type === 'rsa'
    ? ['sha1', 'sha256', 'sha512']
    : [{ 'ecdsa-256': 'sha256', 'ecdsa-384': 'sha384', 'ecdsa-521': 'sha512' }[type]];

describe('a key file', () => {
  it('comes in five types and many forms, of which none is left out here', () => {
    expect(usable.length).toBeGreaterThan(55);
  });

  it.each(usable)('opens and signs like the original: $name', async ({ name, type }) => {
    const file = await readKeyFile(await folder.copy(name));
    const key = await file.open('practice');
    expect(key.getPublicSSH()).toEqual(publicBlobOf(type));
    for (const hash of hashesOf(type)) expect(signsFor(key, type, hash)).toBe(true);
    expect(file.locked).toBe(lockedName.test(name));
  });

  it.each(usable.filter(({ name }) => !/-(pem|pkcs8)-/.test(name)))(
    'shows its public half before it is opened: $name',
    async ({ name, type }) => {
      const { publicKey } = await readKeyFile(await folder.copy(name));
      expect(publicKey?.getPublicSSH()).toEqual(publicBlobOf(type));
      expect(publicKey?.isPrivateKey()).toBe(false);
    },
  );

  it.each(usable.filter(({ name }) => lockedName.test(name)))(
    'asks for its passphrase: $name',
    async ({ name }) => {
      const path = await folder.copy(name);
      const file = await readKeyFile(path);
      const failure = { code: 'ssh.passphrase', facts: { file: path } };
      expect(await failureOf(() => file.open())).toEqual(failure);
      expect(await failureOf(() => file.open(''))).toEqual(failure);
      expect(await failureOf(() => file.open('Practice'))).toEqual(failure);
      expect((await file.open('practice')).isPrivateKey()).toBe(true);
    },
  );

  it.each(['ed25519-pkcs8.pem', 'ed25519-pkcs8-locked.pem'])(
    'of openssl opens as well: %s',
    async (name) => {
      const key = await (await readKeyFile(await folder.copy(name))).open('practice');
      const signature = key.sign('something to sign');
      expect(key.type).toBe('ssh-ed25519');
      expect(
        verify(undefined, Buffer.from('something to sign'), key.getPublicPEM(), signature),
      ).toBe(true);
    },
  );

  it('is read through a link', async () => {
    await symlink(await folder.copy('ed25519.key'), folder.path('link'));
    expect((await readKeyFile(folder.path('link'))).comment).toBe('practice ed25519');
  });

  it('is read with the line ends and the byte order mark of Windows', async () => {
    for (const { name, type } of usable) {
      const text = await folder.copy(name).then(textOf);
      const windows = `\u{feff}${text.replaceAll('\n', '\r\n')}\r\n\r\n`;
      const key = await (await readKeyFile(await folder.put(windows, 'windows'))).open('practice');
      expect(key.getPublicSSH(), name).toEqual(publicBlobOf(type));
    }
  });
});

describe('the comment of a key', () => {
  it.each(['ed25519.key', 'ed25519-2-locked.ppk', 'ed25519-3-locked.ppk'])(
    'is in the file itself: %s',
    async (name) => {
      expect((await readKeyFile(await folder.copy(name))).comment).toBe('practice ed25519');
    },
  );

  it.each(['rsa-locked.key', 'rsa-pem.pem', 'rsa-pem-locked.pem'])(
    'is else taken from the public key beside it: %s',
    async (name) => {
      const path = await folder.copy(name);
      expect((await readKeyFile(path)).comment).toBe('');
      await copyFile(join(keysFolder, 'rsa.key.pub'), `${path}.pub`);
      expect((await readKeyFile(path)).comment).toBe('practice rsa');
    },
  );

  it('is not taken from another key', async () => {
    const path = await folder.copy('rsa-locked.key');
    await copyFile(join(keysFolder, 'ed25519.key.pub'), `${path}.pub`);
    expect((await readKeyFile(path)).comment).toBe('');
  });

  it('cannot steer a terminal', async () => {
    const text = await folder.copy('ed25519-2.ppk').then(textOf);
    const evil = text.replace('practice ed25519', '\u{1b}[2Jevil\u{7}');
    // The seal of a file without passphrase covers the comment too.
    const failure = await failureOf(async () => readKeyFile(await folder.put(evil)));
    expect(failure.facts['seen']).toBe('damaged or cut off');
    const locked = (await folder.copy('ed25519-2-locked.ppk').then(textOf)).replace(
      'practice ed25519',
      '\u{1b}[2Jevil\u{7}',
    );
    expect((await readKeyFile(await folder.put(locked))).comment).toBe('evil');
  });
});

describe('an encrypted PEM file', () => {
  it('hides its public half, but for the public key beside it', async () => {
    const path = await folder.copy('rsa-pem-locked.pem');
    expect((await readKeyFile(path)).publicKey).toBeUndefined();
    await copyFile(join(keysFolder, 'rsa.key.pub'), `${path}.pub`);
    expect((await readKeyFile(path)).publicKey?.getPublicSSH()).toEqual(publicBlobOf('rsa'));
  });

  it('is not used with the public key of another', async () => {
    const path = await folder.copy('rsa-pem-locked.pem');
    await copyFile(join(keysFolder, 'ed25519.key.pub'), `${path}.pub`);
    const file = await readKeyFile(path);
    expect(await failureOf(() => file.open('practice'))).toEqual({
      code: 'ssh.key-file',
      facts: { file: path, seen: `another key than the one in ${path}.pub` },
    });
  });
});
