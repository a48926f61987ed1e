import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Cipher, openVault } from '../../../electron/shell/vault';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'epp-vault-'));
  file = join(folder, 'vault.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A key ring that writes backwards, with its own key in front. */
function keyRing(changes: Partial<Cipher> = {}, key = 'k1'): Cipher {
  const backwards = (text: string) => [...text].reverse().join('');
  return {
    isEncryptionAvailable: () => true,
    getSelectedStorageBackend: () => 'gnome_libsecret',
    encryptString: (text) => Buffer.from(`${key}${backwards(text)}`),
    decryptString: (bytes) => {
      const text = bytes.toString();
      if (!text.startsWith(key)) throw new Error('Error while decrypting the ciphertext');
      return backwards(text.slice(key.length));
    },
    ...changes,
  };
}
const open = (changes: Partial<Cipher> = {}, platform = 'linux') =>
  openVault(file, keyRing(changes), platform);

const password = 'password epproot@10.0.0.1:22';
const passphrase = 'passphrase /home/me/.ssh/id_ed25519';
const failure = (code: string) =>
  expect.objectContaining({ failure: expect.objectContaining({ code }) });

const noKeyRing = { isEncryptionAvailable: () => false };
const onBackend = (backend: string) => ({ getSelectedStorageBackend: () => backend });

describe('the vault', () => {
  it('keeps a secret over a restart, until it is forgotten', async () => {
    await open().keep(password, 'grüße 🔑');
    await open().keep(passphrase, 'open sesame');
    expect(await open().recall(password)).toBe('grüße 🔑');
    expect(await open().accounts()).toEqual([password, passphrase]);
    await open().forget(password);
    expect(await open().recall(password)).toBeUndefined();
    expect(await open().accounts()).toEqual([passphrase]);
  });

  it('has the newest secret of an account', async () => {
    const vault = open();
    await vault.keep(password, 'old');
    await vault.keep(password, 'new');
    expect(await vault.recall(password)).toBe('new');
    expect(await vault.accounts()).toEqual([password]);
  });

  it('writes what the system encrypted, for the owner of the file only', async () => {
    await open().keep(password, 'hunter2');
    const backwards = [...`${password}\0hunter2`].reverse().join('');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
      [password]: Buffer.from(`k1${backwards}`).toString('base64'),
    });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['vault.json']);
  });

  it('writes no file where there is nothing to keep', async () => {
    const vault = open();
    await vault.forget(password);
    expect([await vault.recall(password), await vault.accounts()]).toEqual([undefined, []]);
    expect(existsSync(file)).toBe(false);
  });

  it('loses nothing when many keep and forget at the same time', async () => {
    const vault = open();
    await vault.keep('password old@10.0.0.9:22', 'old');
    const names = Array.from({ length: 50 }, (_, n) => `password u${n}@10.0.0.1:22`);
    await Promise.all([
      ...names.map((name) => vault.keep(name, name)),
      vault.forget('password old@10.0.0.9:22'),
    ]);
    expect((await vault.accounts()).toSorted()).toEqual(names.toSorted());
  });
});

describe('a system that does not encrypt', () => {
  it.each([
    ['no-keyring', 'linux', noKeyRing],
    ['no-keyring', 'darwin', noKeyRing],
    // Electron says that it can encrypt with a password that everybody knows, if it was told to.
    ['plain-text', 'linux', onBackend('basic_text')],
    ['plain-text', 'linux', onBackend('unknown')],
  ])('keeps nothing: %s on %s', async (says, platform, changes) => {
    const vault = open(changes, platform);
    expect(await vault.keeping()).toBe(says);
    await vault.keep(password, 'hunter2');
    expect(existsSync(file)).toBe(false);
    expect(await vault.recall(password)).toBeUndefined();
  });

  it.each(['linux', 'darwin', 'win32'])('is told from one on %s that does', async (platform) => {
    const linuxOnly = platform === 'linux' ? {} : { getSelectedStorageBackend: undefined as never };
    expect(await open(linuxOnly, platform).keeping()).toBe('yes');
  });

  it('neither shows nor touches what was kept while it did, but forgets it', async () => {
    await open().keep(password, 'hunter2');
    await open().keep(passphrase, 'open sesame');
    const vault = open(onBackend('basic_text'));
    await vault.keep(password, 'other');
    expect([await vault.recall(password), await vault.accounts()]).toEqual([undefined, []]);
    expect(await open().recall(password)).toBe('hunter2');
    await vault.forget(password);
    expect(await open().accounts()).toEqual([passphrase]);
  });
});

describe('what cannot be read', () => {
  it('is as if it were not there, where the system can no longer decrypt it', async () => {
    await open().keep(password, 'hunter2');
    const later = openVault(file, keyRing({}, 'k2'), 'linux');
    await later.keep(passphrase, 'open sesame');
    expect(await later.recall(password)).toBeUndefined();
    expect(await later.accounts()).toEqual([passphrase]);
    // It comes back with its key ring.
    expect(await open().recall(password)).toBe('hunter2');
  });

  it('is as if it were not there, where the system decrypts it to something else', async () => {
    await open().keep(password, 'hunter2');
    const garbling = open({ decryptString: () => 'r\u0001g' });
    expect([await garbling.recall(password), await garbling.accounts()]).toEqual([undefined, []]);
  });

  it('is the secret of one account under the name of another', async () => {
    await open().keep(password, 'hunter2');
    const entry = JSON.parse(readFileSync(file, 'utf8'))[password];
    writeFileSync(file, JSON.stringify({ 'password me@10.6.6.6:22': entry }));
    expect(await open().recall('password me@10.6.6.6:22')).toBeUndefined();
    expect(await open().accounts()).toEqual([]);
  });

  it.each(['', '[]', '{"a":1}', '{"a":"not base64!"}', '{"":"AAAA"}', '{"a":'])(
    'is an error and stays as it is, where the file is damaged: %s',
    async (content) => {
      writeFileSync(file, content);
      const vault = open();
      const unreadable = failure('file.damaged');
      await expect(vault.recall(password)).rejects.toThrow(unreadable);
      await expect(vault.accounts()).rejects.toThrow(unreadable);
      await expect(vault.keep(password, 'x')).rejects.toThrow(unreadable);
      await expect(vault.forget(password)).rejects.toThrow(unreadable);
      expect(readFileSync(file, 'utf8')).toBe(content);
    },
  );
});

describe('what cannot be kept', () => {
  const refused = failure('migration.storage');

  it('is what the key ring refuses', async () => {
    const encryptString = () => {
      throw new Error('locked');
    };
    await expect(open({ encryptString }).keep(password, 'x')).rejects.toThrow(refused);
    expect(existsSync(file)).toBe(false);
  });

  it('is a secret or an account that is too long', async () => {
    const vault = open();
    await vault.keep(`passphrase /${'f'.repeat(4095)}`, '€'.repeat(4096));
    const before = readFileSync(file, 'utf8');
    await expect(vault.keep(password, 'x'.repeat(4097))).rejects.toThrow(refused);
    await expect(vault.keep('x'.repeat(4201), 'x')).rejects.toThrow(refused);
    await expect(vault.keep('', 'x')).rejects.toThrow(refused);
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(await vault.recall('x'.repeat(4201))).toBeUndefined();
  });

  it.each([
    ['accounts', 5000, 4],
    ['text', 64, 32_768],
  ])('is more %s than the file may hold', async (_, count, length) => {
    const full = Array.from({ length: count }, (_, n) => [`password ${n}`, 'A'.repeat(length)]);
    const content = JSON.stringify(Object.fromEntries(full));
    writeFileSync(file, content);
    await expect(open().keep(password, 'x')).rejects.toThrow(refused);
    expect(readFileSync(file, 'utf8')).toBe(content);
    // There is room again.
    await open().forget('password 0');
    await open().keep(password, 'x');
    expect(await open().recall(password)).toBe('x');
  });
});
