import { randomBytes } from 'node:crypto';
import { mkdir, readFile, statfs, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Appliance } from '../../electron/engine/appliance/appliance';
import { hashFile } from '../../electron/engine/eppb/hash-file';
import { throughLocalCopy } from '../../electron/engine/transport/through-local-copy';
import { open } from '../contract/appliance-contract';
import { clerk } from '../contract/clerk';
import { noSshdBecause } from './sshd';
import { buildPrograms, type Stand, setStand } from './stand';
import { makeSmallDisk, mebibyte, type SmallDisk } from './transfer-disk';

buildPrograms();
const reason = noSshdBecause();
if (reason) console.log(`skipped: ${reason}`);
const isRoot = process.getuid?.() === 0;
const { signal } = new AbortController();

describe.skipIf(reason).sequential('a real OpenSSH server', () => {
  let stand: Stand;
  let disk: SmallDisk;
  let target: Appliance;
  const at = (name: string): string => join(stand.target.root, 'incoming', name);
  beforeAll(async () => {
    disk = await makeSmallDisk(isRoot);
    stand = await setStand();
    await mkdir(at(''), { recursive: true });
    target = await open('target', stand.endpoint('target'), clerk([]).desk, signal);
  });
  afterAll(async () => {
    target?.close();
    await stand?.close();
    await disk?.remove();
  });

  it('tells what is in a place, and flushes a file to its disk', async () => {
    const path = at('looked');
    await writeFile(path, randomBytes(1234));
    await utimes(path, 1_700_000_000, 1_700_000_000);
    const link = at('looked-link');
    await symlink('looked', link);
    const look = target.files.look as NonNullable<typeof target.files.look>;
    expect(await look(path)).toEqual({ kind: 'file', size: 1234, modifiedAt: 1_700_000_000_000 });
    expect(await look(link)).toMatchObject({ kind: 'link' });
    expect(await look(at(''))).toMatchObject({ kind: 'folder' });
    expect(await look('/dev/null')).toMatchObject({ kind: 'other' });
    expect(await look(at('nothing'))).toBeUndefined();
    expect(await target.files.size(link)).toBe(1234);
    const file = await target.files.open(path, 'write');
    await file.write(Buffer.from('x'), 1, 0);
    await file.sync?.();
    expect(file.sync).toBeTypeOf('function');
    await file.close();
    expect((await readFile(path)).length).toBe(1234);
  });

  it.skipIf(!isRoot)('tells how much room its disk has', async () => {
    await disk.leaveRoom(20 * mebibyte);
    const { bavail, blocks, bsize } = await statfs(disk.folder);
    const room = await target.files.room?.(disk.folder);
    expect(room).toEqual({ sizeBytes: blocks * bsize, freeBytes: bavail * bsize });
    expect(room?.freeBytes).toBeGreaterThan(19 * mebibyte);
  });
});

describe.skipIf(reason).each([1, 3])('a server that allows %i sessions on a connection', (most) => {
  it('takes a file, and a command right after it', async () => {
    const stand = await setStand({ config: [`MaxSessions ${most}`] });
    const target = await open('target', stand.endpoint('target'), clerk([]).desk, signal);
    try {
      const from = join(stand.folder, 'file');
      await writeFile(from, randomBytes(20_000_000));
      await mkdir(join(stand.target.root, 'incoming'), { recursive: true });
      const to = join(stand.target.root, 'incoming', 'file');
      const options = { signal, onProgress: () => {} };
      for (let time = 0; time < 3; time++) {
        const moved = await throughLocalCopy.upload(from, target.files, to, options);
        expect(await hashFile(to)).toEqual(moved);
        // With one session there is none left for a command; of three SFTP keeps one, and one command may come before another has ended.
        if (most > 1) expect((await target.disk()).freeBytes).toBeGreaterThan(0);
      }
    } finally {
      target.close();
      await stand.close();
    }
  });
});
