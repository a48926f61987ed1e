import { createHmac } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hostKeyOf } from '../../../../electron/engine/ssh/fingerprint';
import {
  readUserKnownHosts,
  userKnownHostsFiles,
} from '../../../../electron/engine/ssh/user-known-hosts';

const field = (content: string | Buffer) => {
  const bytes = Buffer.from(content);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
};
const key = (seed: number, type = 'ssh-ed25519') =>
  Buffer.concat([field(type), field(Buffer.alloc(32, seed))]);
const written = (seed: number, type = 'ssh-ed25519') =>
  `${type} ${key(seed, type).toString('base64')}`;
const sha = (seed: number, type?: string) => hostKeyOf(key(seed, type)).sha256;

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'user-known-hosts-'));
  file = join(folder, 'known_hosts');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const read = async (text: string | Buffer) => {
  await writeFile(file, text);
  return readUserKnownHosts([file]);
};
type Read = ReturnType<typeof readUserKnownHosts>;
const trusted = (known: Read, host: string, port = 22) =>
  known.knownKeys(host, port).trusted.map(({ hostKey }) => hostKey.sha256);

describe("OpenSSH's own list of host keys", () => {
  it('trusts every key of a name, and says where it is written', async () => {
    const known = await read(`# mine\n\nepp ${written(1)} root@x\nother,epp ${written(2)}\n`);
    expect(known.knownKeys('epp', 22)).toEqual({
      trusted: [
        { hostKey: hostKeyOf(key(1)), origin: { file, line: 3 } },
        { hostKey: hostKeyOf(key(2)), origin: { file, line: 4 } },
      ],
      revoked: [],
    });
    expect(known.notes).toEqual([]);
    expect(trusted(known, 'eppx')).toEqual([]);
  });

  it('a port other than 22 is its own name, and a key of port 22 does not stand for it', async () => {
    const known = await read(`epp ${written(1)}\n[epp]:2222 ${written(2)}\n[::1]:22 ${written(3)}`);
    expect(trusted(known, 'epp')).toEqual([sha(1)]);
    expect(trusted(known, 'epp', 2222)).toEqual([sha(2)]);
    expect(trusted(known, 'epp', 2223)).toEqual([]);
    expect(trusted(known, '::1')).toEqual([]);
  });

  it('does not care about the case of names, and knows IPv6', async () => {
    const known = await read(
      `EPP.Example ${written(1)}\nFE80::1%eth0 ${written(2)}\n[2001:db8::1]:2200 ${written(3)}`,
    );
    expect(trusted(known, 'epp.eXample')).toEqual([sha(1)]);
    expect(trusted(known, 'fe80::1%eth0')).toEqual([sha(2)]);
    expect(trusted(known, '2001:DB8::1', 2200)).toEqual([sha(3)]);
  });

  it('wildcards fit, a question mark exactly one character, and a negation wins', async () => {
    const known = await read(
      `*.corp,!bad.corp ${written(1)}\nepp-? ${written(2)}\n!x.corp,*.corp ${written(3)}`,
    );
    expect(trusted(known, 'a.corp')).toEqual([sha(1), sha(3)]);
    expect(trusted(known, 'bad.corp')).toEqual([sha(3)]);
    expect(trusted(known, 'x.corp')).toEqual([sha(1)]);
    expect(trusted(known, 'epp-1')).toEqual([sha(2)]);
    expect(trusted(known, 'epp-')).toEqual([]);
    expect(trusted(known, 'epp-10')).toEqual([]);
  });

  it('finds names that are written as hashes, with their port', async () => {
    const hashed = (name: string) => {
      const salt = Buffer.alloc(20, 7);
      const hash = createHmac('sha1', salt).update(name).digest('base64');
      return `|1|${salt.toString('base64')}|${hash}`;
    };
    const known = await read(
      `${hashed('epp')} ${written(1)}\n${hashed('[epp]:2222')} ${written(2)}\n`,
    );
    expect(trusted(known, 'EPP')).toEqual([sha(1)]);
    expect(trusted(known, 'epp', 2222)).toEqual([sha(2)]);
    expect(trusted(known, 'other')).toEqual([]);
  });

  it('a revoked key is reported where its pattern fits, and an authority is named', async () => {
    const known = await read(
      `@revoked * ${written(1)}\n@cert-authority *.corp ${written(2)} CA\nepp.corp ${written(1)}\n`,
    );
    const keys = known.knownKeys('epp.corp', 2222);
    expect(keys.revoked).toEqual([{ sha256: sha(1), origin: { file, line: 1 } }]);
    expect(keys.authority).toBeUndefined();
    expect(known.knownKeys('epp.corp', 22).authority).toEqual({ file, line: 2 });
    expect(trusted(known, 'epp.corp')).toEqual([sha(1)]);
    expect(known.notes).toEqual([{ file, line: 2, what: '@cert-authority' }]);
  });

  it('what is revoked for a name is revoked for each of its ports, but not for other names', async () => {
    const known = await read(`@revoked epp ${written(1)}\n@revoked [epp]:2222 ${written(2)}\n`);
    const revoked = (host: string, port: number) =>
      known.knownKeys(host, port).revoked.map(({ sha256 }) => sha256);
    expect(revoked('epp', 2222)).toEqual([sha(1), sha(2)]);
    expect(revoked('EPP', 22)).toEqual([sha(1)]);
    expect(revoked('other', 22)).toEqual([]);
  });

  it('keeps keys of types that nobody has heard of', async () => {
    const known = await read(`epp ${written(1, 'ssh-future@example.com')}`);
    expect(trusted(known, 'epp')).toEqual([sha(1, 'ssh-future@example.com')]);
  });

  it('reads files of Windows, with a mark at their beginning', async () => {
    const known = await read(`\ufeffepp ${written(1)}\r\nb\t${written(2)}\r\n`);
    expect(trusted(known, 'epp')).toEqual([sha(1)]);
    expect(trusted(known, 'b')).toEqual([sha(2)]);
    expect(known.notes).toEqual([]);
  });

  const truncated = key(1).subarray(0, 30).toString('base64');
  it.each([
    ['one field', 'epp'],
    ['no key', 'epp ssh-ed25519'],
    ['what is not base64', 'epp ssh-ed25519 AAAA*AAA'],
    ['base64 that was cut', `epp ${written(1).slice(0, -3)}`],
    ['a key that was cut', `epp ssh-ed25519 ${truncated}`],
    ['a key of another type than it says', `epp ssh-rsa ${key(1).toString('base64')}`],
    ['an unknown marker', `@trusted epp ${written(1)}`],
    ['two markers', `@revoked @revoked epp ${written(1)}`],
    ['a marker alone', '@revoked'],
    ['a broken hash', `|1|short|hash ${written(1)}`],
    ['an unknown hash', `|2|${'A'.repeat(27)}=|${'A'.repeat(27)}= ${written(1)}`],
    ['a NUL', `epp\0 ${written(1)}`],
    ['a key of SSH 1', 'epp 1024 35 1234567890'],
    ['70 000 characters', `${'a'.repeat(70_000)} ${written(1)}`],
  ])('a line with %s is noted, and the others count', async (_, line) => {
    const known = await read(`a ${written(2)}\n${line}\nepp ${written(3)}\n`);
    expect(known.notes).toEqual([{ file, line: 2, what: 'unreadable' }]);
    expect(trusted(known, 'epp')).toEqual([sha(3)]);
    expect(trusted(known, 'a')).toEqual([sha(2)]);
  });

  it('of a file of 50 MB the first 4 MiB count, with a line of 5 MB in it', {
    timeout: 5000,
  }, async () => {
    const known = await read(`epp ${written(1)}\n${'x'.repeat(50e6)}\nepp ${written(2)}\n`);
    expect(known.notes).toEqual([{ file, what: 'unreadable' }]);
    expect(trusted(known, 'epp')).toEqual([sha(1)]);
  });

  it('patterns made to take for ever do not', { timeout: 5000 }, async () => {
    const known = await read(`${'*a'.repeat(20_000)} ${written(1)}\nepp ${written(2)}\n`);
    expect(trusted(known, 'a'.repeat(253))).toEqual([]);
    expect(trusted(known, 'epp')).toEqual([sha(2)]);
  });

  it('garbage is noted, but not without end', async () => {
    const known = await read(Buffer.alloc(100_000, 'ab\n\0'));
    expect(known.notes.length).toBeGreaterThan(0);
    expect(known.notes.length).toBeLessThanOrEqual(20);
  });

  it('a folder in place of a file is noted, a missing file is not, and the next file counts', async () => {
    await mkdir(join(folder, 'folder'));
    await writeFile(file, `epp ${written(1)}`);
    const known = readUserKnownHosts([join(folder, 'folder'), join(folder, 'none'), file]);
    expect(known.notes).toEqual([{ file: join(folder, 'folder'), what: 'unreadable' }]);
    expect(trusted(known, 'epp')).toEqual([sha(1)]);
  });

  it('reads, and never writes', async () => {
    const text = `epp ${written(1)}`;
    (await read(text)).knownKeys('epp', 22);
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  it('lies where OpenSSH has it', () => {
    expect(userKnownHostsFiles('/home/me', 'linux')).toEqual([
      '/home/me/.ssh/known_hosts',
      '/home/me/.ssh/known_hosts2',
      '/etc/ssh/ssh_known_hosts',
    ]);
    expect(userKnownHostsFiles('C:\\Users\\me', 'win32').slice(0, 2)).toEqual([
      'C:\\Users\\me\\.ssh\\known_hosts',
      'C:\\Users\\me\\.ssh\\known_hosts2',
    ]);
  });
});
