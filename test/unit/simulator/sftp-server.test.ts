import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ssh2 from 'ssh2';
import { beforeEach, describe, expect, it } from 'vitest';
import { newHostKey } from '../../../electron/simulator/host-key';
import type { Pair } from '../../../electron/simulator/pair';
import { type Files, login, practicePair } from './practice-client';

const keyText = newHostKey();
const keyLine = (() => {
  const key = ssh2.utils.parseKey(keyText);
  return key instanceof Error ? '' : `ssh-ed25519 ${key.getPublicSSH().toString('base64')}`;
})();

let pair: Pair;
let files: Files;
/** The real folder behind `/`. */
let area: string;
beforeEach(async () => {
  pair = await practicePair({ publicKeys: { source: [keyLine] } });
  files = await (await login(pair.source)).sftp();
  area = join(pair.folder, 'source', 'files');
});

const NO_SUCH_FILE = { code: 2 };
const PERMISSION_DENIED = { code: 3 };
const FAILURE = { code: 4 };

async function put(path: string, content: string): Promise<void> {
  const handle = await files.open(path, 'w');
  await files.write(handle, content, 0);
  await files.close(handle);
}

describe('the files of a practice machine', () => {
  it('are two folders at first', async () => {
    expect(await files.names('/')).toEqual(['archives', 'backups', 'incoming']);
    expect(await files.realpath('.')).toBe('/');
    expect(await files.realpath('incoming/../backups/./x')).toBe('/backups/x');
  });

  it('are read and written at offsets', async () => {
    await put('/incoming/a', 'hello');
    const handle = await files.open('/incoming/a', 'r+');
    await files.write(handle, 'HE', 0);
    await files.write(handle, ' world', 5);
    expect(await files.read(handle, 100, 3)).toBe('lo world');
    expect((await files.fstat(handle)).size).toBe(11);
    await files.truncate(handle, 4);
    await files.close(handle);
    expect(await readFile(join(area, 'incoming', 'a'), 'utf8')).toBe('HEll');
    await files.setSize('/incoming/a', 2);
    expect((await files.stat('/incoming/a')).size).toBe(2);
    expect(pair.machine('source').record.writes).toEqual([
      { path: '/incoming/a', offset: 0, length: 5 },
      { path: '/incoming/a', offset: 0, length: 2 },
      { path: '/incoming/a', offset: 5, length: 6 },
    ]);
  });

  it('are listed, made, renamed and removed', async () => {
    await files.mkdir('/incoming/new');
    await put('/incoming/new/a', 'a');
    await files.rename('/incoming/new/a', '/incoming/b');
    expect(await files.names('/incoming')).toEqual(['b', 'new']);
    await files.rmdir('/incoming/new');
    await files.remove('/incoming/b');
    expect(await files.names('/incoming')).toEqual([]);
    expect(pair.machine('source').record.operations).toContain('rename /incoming/new/a');
  });

  it('keep their names: a rename onto another file fails', async () => {
    await put('/incoming/a', 'a');
    await put('/incoming/b', 'b');
    await expect(files.rename('/incoming/a', '/incoming/b')).rejects.toMatchObject(FAILURE);
    expect(await files.names('/incoming')).toEqual(['a', 'b']);
  });

  it('say what is wrong', async () => {
    await expect(files.stat('/incoming/none')).rejects.toMatchObject(NO_SUCH_FILE);
    await expect(files.open('/incoming/none', 'r')).rejects.toMatchObject(NO_SUCH_FILE);
    await expect(files.names('/none')).rejects.toMatchObject(NO_SUCH_FILE);
    await put('/incoming/a', 'a');
    await expect(files.open('/incoming/a', 'wx')).rejects.toMatchObject(FAILURE);
    await expect(files.remove('/incoming')).rejects.toMatchObject(FAILURE);
    await expect(files.rmdir('/backups')).rejects.toMatchObject(PERMISSION_DENIED);
    await expect(files.rename('/backups', '/other')).rejects.toMatchObject(PERMISSION_DENIED);
    await expect(files.close(Buffer.from('none'))).rejects.toMatchObject(FAILURE);
    await expect(files.read(Buffer.from('?'), 1, 0)).rejects.toMatchObject(FAILURE);
    const handle = await files.open('/incoming/a', 'r');
    await expect(files.write(handle, 'x', 0)).rejects.toMatchObject(FAILURE);
  });

  it('can be open a hundred times, not more', async () => {
    await put('/incoming/a', 'a');
    const handles = await Promise.all(
      Array.from({ length: 100 }, () => files.open('/incoming/a', 'r')),
    );
    await expect(files.open('/incoming/a', 'r')).rejects.toMatchObject(FAILURE);
    await files.close(handles[0] as Buffer);
    await files.open('/incoming/a', 'r');
  });

  it('come and go whole, many requests at a time', async () => {
    const content = randomBytes(3_000_000);
    await writeFile(join(pair.folder, 'local'), content);
    await files.put(join(pair.folder, 'local'), '/incoming/big');
    await files.get('/incoming/big', join(pair.folder, 'back'));
    expect((await readFile(join(pair.folder, 'back'))).equals(content)).toBe(true);
  });
});

const openSsh = '/usr/bin/sftp';

describe('the client of OpenSSH', () => {
  it.skipIf(!existsSync(openSsh))('finds its way and ends by itself', async () => {
    const key = join(pair.folder, 'key');
    await writeFile(key, keyText, { mode: 0o600 });
    await writeFile(join(pair.folder, 'local'), 'hello');
    const batch = [
      'cd incoming',
      `put ${pair.folder}/local a`,
      'rename a b',
      `get b ${pair.folder}/back`,
      'ls',
    ];
    await writeFile(join(pair.folder, 'batch'), `${batch.join('\n')}\n`);
    const options = [
      'BatchMode=yes',
      'StrictHostKeyChecking=no',
      `UserKnownHostsFile=${pair.folder}/known`,
    ];
    const { stdout } = await promisify(execFile)(openSsh, [
      ...options.flatMap((option) => ['-o', option]),
      ...[
        '-F',
        'none',
        '-i',
        key,
        '-P',
        String(pair.source.port),
        '-b',
        join(pair.folder, 'batch'),
      ],
      `epproot@${pair.source.host}`,
    ]);
    expect(stdout).toMatch(/sftp> ls\nb\s*$/);
    expect(await readFile(join(pair.folder, 'back'), 'utf8')).toBe('hello');
  });
});

describe('nobody leaves the area', () => {
  it.each(['/../../secret', '../../secret', '/incoming/../../../secret', '/backups/../../secret'])(
    'by %s',
    async (path) => {
      await writeFile(join(pair.folder, 'secret'), 'secret');
      await writeFile(join(pair.folder, 'source', 'secret'), 'secret');
      await expect(files.open(path, 'r')).rejects.toMatchObject(NO_SUCH_FILE);
      await expect(files.stat(path)).rejects.toMatchObject(NO_SUCH_FILE);
      await put(path, 'mine');
      expect(await files.names('/')).toEqual(['archives', 'backups', 'incoming', 'secret']);
      expect(await readFile(join(pair.folder, 'source', 'secret'), 'utf8')).toBe('secret');
    },
  );

  it('by the real path of a file', async () => {
    await expect(files.open(join(pair.folder, 'pair.json'), 'r')).rejects.toMatchObject(
      NO_SUCH_FILE,
    );
  });

  it('by a symbolic link, at the end or on the way', async () => {
    const outside = join(pair.folder, 'outside');
    await mkdir(outside);
    await writeFile(join(outside, 'secret'), 'secret');
    await symlink(outside, join(area, 'incoming', 'way'));
    await symlink(join(outside, 'secret'), join(area, 'incoming', 'end'));
    for (const path of ['/incoming/way/secret', '/incoming/end']) {
      await expect(files.open(path, 'r')).rejects.toMatchObject(PERMISSION_DENIED);
      await expect(files.open(path, 'w')).rejects.toMatchObject(PERMISSION_DENIED);
      await expect(files.stat(path)).rejects.toMatchObject(PERMISSION_DENIED);
      await expect(files.setSize(path, 0)).rejects.toMatchObject(PERMISSION_DENIED);
    }
    await expect(files.names('/incoming/way')).rejects.toMatchObject(PERMISSION_DENIED);
    await expect(files.mkdir('/incoming/way/new')).rejects.toMatchObject(PERMISSION_DENIED);
    await put('/incoming/a', 'a');
    await expect(files.rename('/incoming/a', '/incoming/way/a')).rejects.toMatchObject(
      PERMISSION_DENIED,
    );
    await expect(files.rename('/incoming/a', '/incoming/end')).rejects.toMatchObject(FAILURE);
    const { eppctl } = await login(pair.source);
    expect((await eppctl('hash /incoming/end')).exitCode).toBe(4);
    await files.lstat('/incoming/end');
    await files.remove('/incoming/end');
    expect(await readFile(join(outside, 'secret'), 'utf8')).toBe('secret');
  });

  it('by a name with a zero in it', async () => {
    await expect(files.open('/incoming/a\0b', 'w')).rejects.toMatchObject(PERMISSION_DENIED);
  });
});
