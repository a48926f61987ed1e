import { randomBytes } from 'node:crypto';
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readFile,
  rm,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Appliance } from '../../electron/engine/appliance/appliance';
import { hashFile } from '../../electron/engine/eppb/hash-file';
import { throughLocalCopy } from '../../electron/engine/transport/through-local-copy';
import type { Side } from '../../shared/appliance';
import type { TransferNote } from '../../shared/transfer-note';
import { open } from '../contract/appliance-contract';
import { clerk } from '../contract/clerk';
import { failureOf } from '../unit/engine/failure-of';
import { noSshdBecause } from './sshd';
import { buildPrograms, type Stand, setStand } from './stand';
import { makeSmallDisk, mebibyte, type SmallDisk } from './transfer-disk';

buildPrograms();
const reason = noSshdBecause();
if (reason) console.log(`skipped: ${reason}`);
/** Only root can mount a small disk. */
const isRoot = process.getuid?.() === 0;
if (!isRoot) console.log('skipped: full and read-only disks, which only root can make');

const { download, upload } = throughLocalCopy;
const { signal } = new AbortController();
const lines: string[] = [];
const note = (...[fault, direction, ending]: [string, string, string]): void =>
  void lines.push(`${fault.padEnd(46)} ${direction.padEnd(9)} ${ending}`);

describe.skipIf(reason).sequential('files of a real OpenSSH', () => {
  let stand: Stand;
  let disk: SmallDisk;
  let source: Appliance;
  let target: Appliance;
  const notes: TransferNote[] = [];
  const told = { signal, onProgress: () => {}, onNote: (each: TransferNote) => notes.push(each) };

  const connect = (side: Side) => open(side, stand.endpoint(side), clerk([]).desk, signal);
  const at = (side: Side, name: string): string => join(stand[side].root, 'incoming', name);
  const here = (name: string) => join(stand.folder, name);
  const put = async (path: string, bytes: number): Promise<string> => {
    await writeFile(path, randomBytes(bytes));
    return path;
  };
  beforeAll(async () => {
    // Before the servers start: each sees the mounts that there were then.
    disk = await makeSmallDisk(isRoot);
    stand = await setStand();
    await chmod(stand.folder, 0o755);
    for (const side of ['source', 'target'] as const)
      await mkdir(join(stand[side].root, 'incoming'), { recursive: true });
    source = await connect('source');
    target = await connect('target');
  });
  beforeEach(() => void notes.splice(0));
  afterAll(async () => {
    console.log(['fault, direction, how it ended', ...lines].join('\n'));
    for (const each of [source, target]) each?.close();
    await stand?.close();
    await disk?.remove();
  });

  const ways = ['download', 'upload'] as const;
  it.each(ways)('a killed %s goes on with what is right', async (way) => {
    const size = 60_000_000;
    const down = way === 'download';
    const from = await put(down ? at('source', 'killed') : here('killed-up'), size);
    const to = down ? here('killed-down') : at('target', 'killed');
    let killed = false;
    const options = {
      // So that it is killed in the middle, however fast this computer is.
      ...{ ...told, bytesPerSecond: 40_000_000 },
      onProgress: (done: number) => {
        if (done < 20_000_000 || killed) return;
        killed = true;
        stand[down ? 'source' : 'target'].killSessions();
      },
    };
    const move = () =>
      down ? download(source.files, from, to, options) : upload(from, target.files, to, options);
    expect((await failureOf(move)).code).toBe('ssh.connection-lost');
    expect(await lstat(to).catch(({ code }) => code)).toBe('ENOENT');
    const moved = await move();
    for (const each of [from, to]) expect(await hashFile(each)).toEqual(moved);
    expect(notes).toMatchObject([{ kind: 'goes-on' }]);
    expect(notes[0]).toHaveProperty(
      'at',
      expect.toSatisfy((bytes) => bytes > 15_000_000),
    );
    note('sshd session killed', way, 'ssh.connection-lost → verified');
  });

  it.skipIf(!isRoot)(
    'a full disk here is told with what is missing, and gone on from',
    async () => {
      const size = 30_000_000;
      const from = await put(at('source', 'full'), size);
      const to = join(disk.folder, 'full');
      await disk.leaveRoom(10 * mebibyte);
      const failure = await failureOf(() => download(source.files, from, to, told));
      expect(failure.code).toBe('transfer.no-space');
      expect(failure.facts).toMatchObject({ where: 'this computer', required: size });
      const missing = Number(failure.facts['missing']);
      expect(missing).toBeGreaterThan(size - 10.5 * mebibyte);
      // A twentieth of this small disk is left to others.
      expect(missing).toBeLessThan(size - 6 * mebibyte);
      await disk.leaveRoom(40 * mebibyte);
      expect(await download(source.files, from, to, told)).toEqual(await hashFile(from));
      expect(notes).toMatchObject([{ kind: 'goes-on', at: expect.any(Number) }]);
      await rm(to);
      note('disk full (tmpfs)', 'download', 'transfer.no-space → verified');
    },
  );

  it.skipIf(!isRoot)(
    'a full disk there is told with what is missing, and gone on from',
    async () => {
      const size = 30_000_000;
      const from = await put(here('full'), size);
      const to = join(disk.folder, 'up');
      await disk.leaveRoom(10 * mebibyte);
      const failure = await failureOf(() => upload(from, target.files, to, told));
      expect(failure.code).toBe('transfer.no-space');
      expect(failure.facts).toMatchObject({ where: 'the new server', required: size });
      const missing = Number(failure.facts['missing']);
      expect(missing).toBeGreaterThan(size - 10.5 * mebibyte);
      expect(missing).toBeLessThan(size - 2 * mebibyte);
      await disk.leaveRoom(40 * mebibyte);
      expect(await upload(from, target.files, to, told)).toEqual(await hashFile(to));
      expect(notes).toMatchObject([{ kind: 'goes-on', at: expect.any(Number) }]);
      await rm(to);
      note('disk full (tmpfs)', 'upload', 'transfer.no-space → verified');
    },
  );

  it.skipIf(!isRoot)('a read-only disk is told, at either end', async () => {
    await disk.leaveRoom(50 * mebibyte);
    const from = await put(here('ro'), 1000);
    const there = await put(at('source', 'ro'), 1000);
    await disk.readOnly(async () => {
      const to = join(disk.folder, 'x');
      const down = await failureOf(() => download(source.files, there, to, told));
      expect(down).toMatchObject({ code: 'transfer.failed', facts: { seen: 'EROFS' } });
      const up = await failureOf(() => upload(from, target.files, to, told));
      expect(up.code).toBe('transfer.failed');
      note('read-only', 'download', 'transfer.failed EROFS');
      note('read-only', 'upload', `transfer.failed ${up.facts['seen']}`);
    });
  });

  it('a link in the place of the part is not written through', async () => {
    const from = await put(here('link'), 100_000);
    const mine = at('target', 'mine');
    await writeFile(mine, 'mine');
    for (const [name, leadsTo] of [
      ['one', mine],
      ['two', at('target', 'nowhere')],
    ] as const) {
      for (const files of [target.files, { ...target.files, look: undefined }]) {
        const to = at('target', name);
        await rm(to, { force: true });
        await symlink(leadsTo, `${to}.part`);
        await upload(from, files, to, told);
        expect(await hashFile(to)).toEqual(await hashFile(from));
        expect((await lstat(to)).isFile()).toBe(true);
      }
    }
    expect(await readFile(mine, 'utf8')).toBe('mine');
    expect(await lstat(at('target', 'nowhere')).catch(({ code }) => code)).toBe('ENOENT');
    note('link in the place of the part', 'upload', 'verified, the link is replaced');
  });

  it('a link under the final name is replaced, not followed', async () => {
    const from = await put(here('link'), 100_000);
    const mine = at('target', 'mine');
    await writeFile(mine, 'mine');
    const to = at('target', 'final');
    for (const leadsTo of [mine, at('target', 'nowhere')]) {
      await rm(to, { force: true });
      await symlink(leadsTo, to);
      await upload(from, target.files, to, told);
      expect((await lstat(to)).isFile()).toBe(true);
      expect(await hashFile(to)).toEqual(await hashFile(from));
    }
    expect(await readFile(mine, 'utf8')).toBe('mine');
    note('link under the final name', 'upload', 'verified, the link is replaced');
  });

  it('a folder under the final name is refused and stays', async () => {
    const from = await put(here('folder'), 100_000);
    const to = at('target', 'taken');
    await mkdir(to);
    const blind = { ...target.files, look: undefined };
    const late = await failureOf(() => upload(from, blind, to, told));
    expect(late.code).toBe('transfer.failed');
    const early = await failureOf(() => upload(from, target.files, to, told));
    expect(early.facts['seen']).toBe('a folder has this name');
    expect((await lstat(to)).isDirectory()).toBe(true);
    note('folder under the final name', 'upload', 'transfer.failed');
    const down = await failureOf(() => download(target.files, to, here('down'), told));
    expect(down.code).toBe('transfer.failed');
    note('folder as the source', 'download', 'transfer.failed');
  });

  it('a source that was touched and changed is noticed by its time', async () => {
    const from = await put(at('source', 'touched'), 20_000_000);
    const { files } = source;
    const stop = new AbortController();
    const first = {
      ...{ ...told, signal: stop.signal, bytesPerSecond: 10_000_000 },
      onProgress: (done: number) => done > 1_000_000 && stop.abort(),
    };
    const to = here('touched');
    const failure = await failureOf(() => download(files, from, to, first));
    expect(failure.code).toBe('migration.cancelled');
    await put(from, 20_000_000);
    await utimes(from, 2e9, 2e9);
    expect(await download(files, from, to, told)).toEqual(await hashFile(from));
    expect(notes).toMatchObject([{ kind: 'starts-over', because: 'source-changed' }]);
    note('source changed between two tries, same size', 'download', 'verified, starts over');
  });

  it.each([
    ['spaces and quotes', ` a 'b' "c" $(d);*? `],
    ['a newline', 'line\nend\ttab'],
    ['letters of many scripts', 'Ää ß 中文 🗄️ عربى'],
    ['255 bytes', `${'ü'.repeat(127)}x`],
  ])('a name with %s is the same there and back', async (kind, name) => {
    const from = await put(here('named'), 100_001);
    const to = at('target', name);
    const sent = await upload(from, target.files, to, told);
    expect(await hashFile(to)).toEqual(sent);
    const back = join(await mkdtemp(here('back-')), name);
    expect(await download(target.files, to, back, told)).toEqual(sent);
    expect(await hashFile(back)).toEqual(sent);
    note(`name with ${kind}`, 'both', 'verified');
  });
});
