import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchRoom } from '../../../../electron/engine/transport/room-watch';
import { throughLocalCopy } from '../../../../electron/engine/transport/through-local-copy';
import type { TransferFiles } from '../../../../electron/engine/transport/transport';
import type { TransferNote } from '../../../../shared/transfer-note';
import { failureOf } from '../failure-of';
import { memoryFiles } from '../memory-files';

const mebibyte = 1_048_576;
/** What `statfs` says of this computer's disk, in the tests that set it. */
const disk = vi.hoisted(() => ({ free: undefined as (() => number) | undefined }));
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  return {
    ...real,
    statfs: async (path: string) =>
      disk.free ? { bsize: 1, blocks: 100 * 2 ** 30, bavail: disk.free() } : real.statfs(path),
  };
});
afterEach(() => {
  disk.free = undefined;
});

describe('a watch over a disk', () => {
  const size = 100 * 2 ** 30;
  /** Passes pieces of 1 MiB of a file until it is told that the disk is full; gives how many passed and what is missing. */
  async function fill(free: number, file: number): Promise<{ passed: number; missing?: number }> {
    let passed = 0;
    let missing: number | undefined;
    const watch = watchRoom(
      async () => ({ sizeBytes: size, freeBytes: free - passed }),
      () => file - passed,
      (bytes) => {
        missing = bytes;
      },
    );
    for (; passed < file && missing === undefined; passed += mebibyte) {
      watch();
      await pause(0);
    }
    return { passed, ...(missing === undefined ? {} : { missing }) };
  }

  it('ends before the disk is full, and says what has to be freed', async () => {
    const [free, file] = [200 * mebibyte, 300 * mebibyte];
    const { passed, missing } = await fill(free, file);
    const left = (free - passed) / mebibyte;
    expect(left).toBeGreaterThan(60);
    expect(left).toBeLessThan(65);
    expect(missing).toBe(164 * mebibyte);
  });

  it('lets a file through that fits, however little is left then', async () => {
    expect(await fill(200 * mebibyte, 199 * mebibyte)).toEqual({ passed: 199 * mebibyte });
  });

  it('asks seldom where there is plenty of room, and not again where nobody knows', async () => {
    let asked = 0;
    const plenty = watchRoom(
      async () => {
        asked++;
        return { sizeBytes: size, freeBytes: size };
      },
      () => size * 2,
      () => {},
    );
    for (let piece = 0; piece < 50; piece++) {
      plenty();
      await pause(0);
    }
    expect(asked).toBe(1);
    const nobody = watchRoom(
      async () => {
        asked++;
        return undefined;
      },
      () => size * 2,
      () => {},
    );
    for (let piece = 0; piece < 5; piece++) {
      nobody();
      await pause(0);
    }
    expect(asked).toBe(2);
  });
});

describe('room that goes while a file is moved', () => {
  const big = randomBytes(8_000_000);
  const { download, upload, relay } = throughLocalCopy;
  const quiet = { signal: new AbortController().signal, onProgress: () => {} };
  let folder: string;
  let here: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'room-'));
    here = join(folder, 'file');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** A server whose disk is next to full. */
  const full = (free: () => number) => {
    const memory = memoryFiles();
    const files: TransferFiles = {
      ...memory,
      room: async () => ({ sizeBytes: 100 * 2 ** 30, freeBytes: free() }),
    };
    return { memory, files };
  };
  const withFile = () => {
    const files = memoryFiles();
    files.content.set('/f', big);
    return files;
  };

  it('here ends a download, which goes on when there is room', async () => {
    disk.free = () => 3_000_000;
    const failure = await failureOf(() => download(withFile(), '/f', here, quiet));
    expect(failure).toMatchObject({
      code: 'transfer.no-space',
      facts: { where: 'this computer', required: big.length },
    });
    expect(Number(failure.facts['missing'])).toBeGreaterThan(64 * mebibyte);
    expect((await readdir(folder)).sort()).toEqual(['file.part', 'file.part.json']);
    disk.free = () => 2 ** 40;
    expect((await download(withFile(), '/f', here, quiet)).size).toBe(big.length);
  });

  it('there ends an upload, which goes on when there is room', async () => {
    await writeFile(here, big);
    let free = 3_000_000;
    const { memory, files } = full(() => free);
    const failure = await failureOf(() => upload(here, files, '/f', quiet));
    expect(failure).toMatchObject({
      code: 'transfer.no-space',
      facts: { where: 'the new server', required: big.length },
    });
    expect(Number(failure.facts['missing'])).toBeGreaterThan(64 * mebibyte);
    free = 2 ** 40;
    await upload(here, files, '/f', quiet);
    expect(memory.content.get('/f')?.equals(big)).toBe(true);
  });

  it('there ends a relay; here it ends only its copy', async () => {
    const notes: TransferNote[] = [];
    const options = {
      ...{ ...quiet, record: join(folder, 'record'), copy: here },
      onNote: (note: TransferNote) => void notes.push(note),
    };
    let free = 3_000_000;
    const { memory, files } = full(() => free);
    const from = { files: withFile(), path: '/f' };
    const work = () => relay(from, { files, path: '/f' }, options);
    expect(await failureOf(work)).toMatchObject({
      code: 'transfer.no-space',
      facts: { where: 'the new server' },
    });
    free = 2 ** 40;
    disk.free = () => 3_000_000;
    expect((await work()).size).toBe(big.length);
    expect(memory.content.get('/f')?.equals(big)).toBe(true);
    expect(notes.at(-1)).toMatchObject({ kind: 'copy-given-up', because: 'no-room' });
    expect(await readdir(folder)).toEqual([]);
  });
});
