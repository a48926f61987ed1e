import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readFile, symlink } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readKeyFile } from '../../../../electron/engine/ssh/key-file';
import { wireString, wireUint32 } from '../../../../electron/engine/ssh/key-wire';
import { failureOf } from '../failure-of';
import { type KeyFolder, newKeyFolder } from './practice-keys';

let folder: KeyFolder;
beforeEach(async () => {
  folder = await newKeyFolder();
});
afterEach(() => folder.remove());

/** What is said of a file that is refused before any passphrase is asked for. */
async function seenIn(path: string): Promise<unknown> {
  const { code, facts } = await failureOf(() => readKeyFile(path));
  expect(code).toBe('ssh.key-file');
  expect(facts['file']).toBe(path);
  return facts['seen'];
}
const seenInText = async (content: string | Buffer): Promise<unknown> =>
  seenIn(await folder.put(content));
const textOf = async (name: string): Promise<string> => readFile(await folder.copy(name), 'utf8');

/** A file of OpenSSH's format with these fields before the private part. */
const openSsh = (cipher: string, kdf: string, options: Buffer, type = 'ssh-ed25519'): string => {
  const content = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    wireString(cipher),
    wireString(kdf),
    wireString(options),
    wireUint32(1),
    wireString(Buffer.concat([wireString(type), wireString(Buffer.alloc(32, 1))])),
    wireString(Buffer.alloc(64)),
  ]);
  return `-----BEGIN OPENSSH PRIVATE KEY-----\n${content.toString('base64')}\n-----END OPENSSH PRIVATE KEY-----\n`;
};
const bcrypt = (rounds: number): Buffer =>
  Buffer.concat([wireString(Buffer.alloc(16)), wireUint32(rounds)]);

describe('a key file that is no private key is refused', () => {
  it.each([
    ['ed25519.key.pub', 'a public key'],
    ['rsa-rfc4716.pub', 'a public key'],
    ['ed25519-cert.pub', 'a certificate, not a private key'],
    ['dsa.key', 'a DSA key (ssh-dss), which cannot be used'],
    ['dsa-pem.pem', 'a DSA key (ssh-dss), which cannot be used'],
    ['dsa.ppk', 'a DSA key (ssh-dss), which cannot be used'],
    ['ed448.ppk', 'a key of the type ssh-ed448, which cannot be used'],
    ['rsa-sshcom.key', 'a key in the form of ssh.com; PuTTYgen can convert it'],
    [
      'ed25519-chacha.key',
      'encrypted with chacha20-poly1305@openssh.com, which this program cannot open',
    ],
    ['rsa-pem-camellia128.pem', 'encrypted with CAMELLIA-128-CBC, which this program cannot open'],
    [
      'rsa-pkcs8-pbes1.pem',
      'encrypted with 1.2.840.113549.1.12.1.3, which this program cannot open',
    ],
  ])('with its name: %s', async (name, seen) => {
    expect(await seenIn(await folder.copy(name))).toBe(seen);
  });

  it('with its name: a key of a security token', async () => {
    const type = 'sk-ssh-ed25519@openssh.com';
    expect(await seenInText(openSsh('none', 'none', Buffer.alloc(0), type))).toBe(
      `a key of a security token (${type}), which cannot be used`,
    );
  });

  it.each([
    ['', 'empty'],
    [' \n\t\n', 'empty'],
    ['Backup of the EPP server, 14 March\n', 'no private key'],
    [Buffer.from([0, 255, 128, 7, 0, 0]), 'no private key'],
    [
      '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
      'a certificate, not a private key',
    ],
    ['-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n', 'a public key'],
    ['-----BEGIN PGP PRIVATE KEY BLOCK-----\n', 'a key of PGP, which cannot be used'],
    ['SSH PRIVATE KEY FILE FORMAT 1.1\n', 'a key of SSH 1, which cannot be used'],
    ['PuTTY-User-Key-File-1: ssh-rsa\n', 'a key of PuTTY’s format 1; PuTTYgen can save it anew'],
  ])('by what is in it: %j', async (content, seen) => {
    expect(await seenInText(content)).toBe(seen);
  });
});

describe('what is no small file of its own', () => {
  it('is a folder, nothing at all, or a circle of links', async () => {
    await mkdir(folder.path('folder'));
    await symlink(folder.path('circle'), folder.path('circle'));
    expect(await seenIn(folder.path('folder'))).toBe('a folder');
    expect(await seenIn(folder.path('missing'))).toBe('there is no such file');
    expect(await seenIn(`${folder.path('missing')}\0`)).toBe('there is no such file');
    expect(await seenIn(folder.path('circle'))).toBe('links that lead in a circle');
  });

  it.skipIf(process.platform === 'win32')('is a named pipe, or a device', async () => {
    execFileSync('mkfifo', [folder.path('pipe')]);
    expect(await seenIn(folder.path('pipe'))).toBe('no ordinary file');
    expect(await seenIn('/dev/zero')).toBe('no ordinary file');
  });

  it('is a file of 10 MB, of which little is read', async () => {
    expect(await seenInText(Buffer.alloc(10_000_000, 'A'))).toBe('larger than 64 KiB');
    expect(await seenInText(Buffer.alloc(65_536, 'A'))).toBe('no private key');
  });

  it.skipIf(process.platform === 'win32')('is a private key that others can read', async () => {
    const path = await folder.copy('ed25519.key');
    await chmod(path, 0o644);
    expect(await seenIn(path)).toBe('open to others than its owner (mode 0644)');
    await chmod(path, 0o620);
    expect(await seenIn(path)).toBe('open to others than its owner (mode 0620)');
    await chmod(path, 0o400);
    expect((await readKeyFile(path)).locked).toBe(false);
    const publicKey = await folder.copy('ed25519.key.pub');
    await chmod(publicKey, 0o644);
    expect(await seenIn(publicKey)).toBe('a public key');
  });
});

describe('a file that would take minutes or all the memory to open is refused', () => {
  const tooMuch = 'encrypted so that opening it would take too much memory or time';

  it('by its rounds of bcrypt', async () => {
    expect(await seenInText(openSsh('aes256-ctr', 'bcrypt', bcrypt(4_000_000_000)))).toBe(
      'encrypted with 4000000000 rounds, more than 256',
    );
    expect(await seenInText(openSsh('aes256-ctr', 'bcrypt', bcrypt(0)))).toBe('damaged or cut off');
  });

  it.each([
    ['Argon2-Memory: 1024', 'Argon2-Memory: 4194304', tooMuch],
    ['Argon2-Passes: 3', 'Argon2-Passes: 1001', tooMuch],
    ['Argon2-Memory: 1024\nArgon2-Passes: 3', 'Argon2-Memory: 262144\nArgon2-Passes: 33', tooMuch],
    ['Argon2-Parallelism: 1', 'Argon2-Parallelism: 129', 'damaged or cut off'],
    ['Argon2-Passes: 3', 'Argon2-Passes: 0', 'damaged or cut off'],
    ['Argon2-Passes: 3', 'Argon2-Passes: 99999999999', 'damaged or cut off'],
  ])('by its Argon2: %j as %j', async (from, to, seen) => {
    const text = await textOf('ed25519-3-locked.ppk');
    expect(text).toContain(from);
    expect(await seenInText(text.replace(from, to))).toBe(seen);
  });

  it('by its iterations of PBKDF2', async () => {
    const oid = (hex: string): Buffer => der1(6, Buffer.from(hex, 'hex'));
    const made = der1(
      0x30,
      der1(
        0x30,
        oid('2a864886f70d01050d'),
        der1(
          0x30,
          der1(
            0x30,
            oid('2a864886f70d01050c'),
            der1(0x30, der1(4, Buffer.alloc(8)), der1(2, Buffer.from('7fffffff', 'hex'))),
          ),
          der1(0x30, oid('60864801650304012a'), der1(4, Buffer.alloc(16))),
        ),
      ),
      der1(4, Buffer.alloc(32)),
    );
    expect(
      await seenInText(
        `-----BEGIN ENCRYPTED PRIVATE KEY-----\n${made.toString('base64')}\n-----END ENCRYPTED PRIVATE KEY-----\n`,
      ),
    ).toBe('encrypted so that opening it would take minutes');
  });
});

const der1 = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, content.length]), content]);
};

describe('an encryption that nobody knows is named', () => {
  it.each([
    [openSsh('rot13-cbc', 'bcrypt', bcrypt(4)), 'rot13-cbc'],
    [openSsh('aes256-ctr', 'md5', bcrypt(4)), 'md5'],
    [openSsh('aes\u{7}256', 'bcrypt', bcrypt(4)), 'something without a proper name'],
  ])('%#: in OpenSSH’s form', async (text, name) => {
    expect(await seenInText(text)).toBe(`encrypted with ${name}, which this program cannot open`);
  });

  it('in PuTTY’s form', async () => {
    const text = await textOf('ed25519-3-locked.ppk');
    expect(await seenInText(text.replace('aes256-cbc', 'rot13'))).toContain('with rot13,');
    expect(await seenInText(text.replace('Argon2id', 'Argon3'))).toContain('with Argon3,');
  });

  it('in PEM', async () => {
    const text = await textOf('rsa-pem-locked.pem');
    expect(await seenInText(text.replace('AES-128-CBC', 'IDEA-CBC'))).toContain('with IDEA-CBC,');
  });
});
