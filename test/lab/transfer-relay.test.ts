import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Appliance } from '../../electron/engine/appliance/appliance';
import { hashFile } from '../../electron/engine/eppb/hash-file';
import { relaying } from '../../electron/engine/transport/relay';
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
const isRoot = process.getuid?.() === 0;
const { signal } = new AbortController();

describe.skipIf(reason).sequential('a relay between real OpenSSH servers', () => {
  let stand: Stand;
  let disk: SmallDisk;
  let source: Appliance;
  let target: Appliance;
  const notes: TransferNote[] = [];
  const told = { signal, onProgress: () => {}, onNote: (each: TransferNote) => notes.push(each) };
  const at = (side: Side, name: string): string => join(stand[side].root, 'incoming', name);
  const here = (name: string) => join(stand.folder, name);
  const connect = (side: Side) => open(side, stand.endpoint(side), clerk([]).desk, signal);
  const put = async (name: string, bytes: number): Promise<string> => {
    await writeFile(at('source', name), randomBytes(bytes));
    return at('source', name);
  };
  beforeAll(async () => {
    disk = await makeSmallDisk(isRoot);
    stand = await setStand();
    for (const side of ['source', 'target'] as const)
      await mkdir(join(stand[side].root, 'incoming'), { recursive: true });
    source = await connect('source');
    target = await connect('target');
  });
  beforeEach(() => void notes.splice(0));
  afterAll(async () => {
    for (const each of [source, target]) each?.close();
    await stand?.close();
    await disk?.remove();
  });

  it.each([
    ['source', 'in memory'],
    ['target', 'in memory'],
    ['source', 'from its record'],
    ['target', 'from its record'],
    ['source', 'with a copy'],
    ['target', 'with a copy'],
  ] as const)('goes on %s, killed on the side of the %s', async (side, how) => {
    const size = 60_000_000;
    const from = await put('killed', size);
    const to = at('target', 'killed');
    const copy = here('copy');
    let killed = false;
    const options = {
      ...{ ...told, bytesPerSecond: 40_000_000, record: here('record') },
      ...(how === 'with a copy' ? { copy } : {}),
      onProgress: (done: number) => {
        if (done < 20_000_000 || killed) return;
        killed = true;
        stand[side].killSessions();
      },
    };
    const first = relaying();
    const move = (relay: typeof first) =>
      relay({ files: source.files, path: from }, { files: target.files, path: to }, options);
    expect((await failureOf(() => move(first))).code).toBe('ssh.connection-lost');
    const moved = await move(how === 'in memory' ? first : relaying());
    const ends = how === 'with a copy' ? [from, to, copy] : [from, to];
    for (const each of ends) expect(await hashFile(each)).toEqual(moved);
    expect(notes).toMatchObject([{ kind: 'goes-on' }]);
    expect(notes[0]).toHaveProperty(
      'at',
      expect.toSatisfy((bytes) => bytes > 15_000_000),
    );
    for (const each of ends) await rm(each);
  });

  it.skipIf(!isRoot)('goes on without its copy where the disk here is full', async () => {
    const from = await put('full', 30_000_000);
    const to = at('target', 'full');
    await disk.leaveRoom(10 * mebibyte);
    const copy = join(disk.folder, 'copy');
    const moved = await throughLocalCopy.relay(
      { files: source.files, path: from },
      { files: target.files, path: to },
      { ...told, record: here('record'), copy },
    );
    expect(await hashFile(to)).toEqual(moved);
    expect(notes).toMatchObject([{ kind: 'copy-given-up', because: 'no-room' }]);
    expect(await readFile(`${copy}.part`).catch(({ code }) => code)).toBe('ENOENT');
  });

  it.skipIf(!isRoot)('tells that the disk there is full, and goes on when it is not', async () => {
    const from = await put('full-there', 30_000_000);
    const to = join(disk.folder, 'there');
    await disk.leaveRoom(10 * mebibyte);
    const move = () =>
      throughLocalCopy.relay(
        { files: source.files, path: from },
        { files: target.files, path: to },
        { ...told, record: here('record') },
      );
    expect(await failureOf(move)).toMatchObject({
      code: 'transfer.no-space',
      facts: { where: 'the new server', required: 30_000_000, missing: expect.any(Number) },
    });
    await disk.leaveRoom(40 * mebibyte);
    expect(await move()).toEqual(await hashFile(from));
    expect(notes).toMatchObject([{ kind: 'goes-on', at: expect.any(Number) }]);
    await rm(to);
  });
});
