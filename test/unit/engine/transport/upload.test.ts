import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { throughLocalCopy } from '../../../../electron/engine/transport/through-local-copy';
import { fail } from '../../../../shared/failure';
import { failureOf } from '../failure-of';
import { memoryFiles } from '../memory-files';

const { upload } = throughLocalCopy;
const aborter = new AbortController();
const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
const quiet = { signal: aborter.signal, onProgress: () => {} };
const big = randomBytes(5_000_001);
let folder: string;
let here: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'transport-'));
  here = join(folder, 'file');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('an upload', () => {
  it.each([0, 1, 31_952, 31_953, 5_000_001])('of %i bytes arrives whole', async (size) => {
    const files = memoryFiles({ requestBytes: 31_952 });
    const content = big.subarray(0, size);
    await writeFile(here, content);
    expect(await upload(here, files, '/f', quiet)).toEqual({ size, sha256: sha256(content) });
    expect(files.content.get('/f')?.equals(content)).toBe(true);
    expect([...files.content.keys()]).toEqual(['/f']);
  });

  it('waits for the hash of a server as long as that takes: it is no silence', async () => {
    const files = memoryFiles({ requestBytes: 31_952 });
    await writeFile(here, big);
    const hash = async (path: string) => {
      await wait(700);
      const content = files.content.get(path) ?? Buffer.alloc(0);
      return { size: content.length, sha256: sha256(content) };
    };
    const moved = await upload(here, files, '/f', { ...quiet, hash, stallSeconds: 0.2 });
    expect(moved.size).toBe(big.length);
  });

  it('writes in the order of the file, many pieces at once', async () => {
    const files = memoryFiles({ answersFrom: 32 });
    await writeFile(here, big);
    await upload(here, files, '/f', quiet);
    const offsets = files.writes.map((write) => write.offset);
    expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
    expect(files.mostUnderWay()).toBe(32);
  });

  it('goes on 16 MiB before the end of an earlier one', async () => {
    const files = memoryFiles();
    const content = Buffer.concat([big, big, big, big, big]);
    await writeFile(here, content);
    const there = 24_000_000;
    files.content.set('/f.part', Buffer.concat([content.subarray(0, there - 5), randomBytes(5)]));
    expect((await upload(here, files, '/f', quiet)).sha256).toBe(sha256(content));
    expect(files.writes[0]?.offset).toBe(there - 16 * 1_048_576);
    expect(files.content.get('/f')?.equals(content)).toBe(true);
  });

  it('cuts off and writes anew what is longer than the file', async () => {
    const files = memoryFiles();
    await writeFile(here, big);
    files.content.set('/f.part', randomBytes(6_000_000));
    await upload(here, files, '/f', quiet);
    expect(files.content.get('/f')?.equals(big)).toBe(true);
  });

  it('takes the place of an older file of this name', async () => {
    const files = memoryFiles();
    await writeFile(here, big);
    files.content.set('/f', Buffer.from('old'));
    await upload(here, files, '/f', quiet);
    expect(files.content.get('/f')?.equals(big)).toBe(true);
  });

  it('that a server loses a part of is no success', async () => {
    const files = memoryFiles();
    await writeFile(here, big);
    const lossy = { ...files, size: async (path: string) => (path === '/f.part' ? 7 : undefined) };
    expect(await failureOf(() => upload(here, lossy, '/f', quiet))).toEqual({
      code: 'transfer.failed',
      facts: { path: '/f.part', seen: '7 of 5000001 bytes' },
    });
    expect(files.content.has('/f')).toBe(false);
  });

  it('ends with the failure of a write, when the others under way have ended too', async () => {
    const files = memoryFiles({
      before: (request) => {
        if (request === 40) fail('transfer.no-space', { where: 'the new server' });
      },
    });
    await writeFile(here, big);
    expect((await failureOf(() => upload(here, files, '/f', quiet))).code).toBe(
      'transfer.no-space',
    );
  });

  it('of a folder or of nothing says so', async () => {
    const files = memoryFiles();
    expect((await failureOf(() => upload(folder, files, '/f', quiet))).code).toBe(
      'file.not-a-file',
    );
    expect((await failureOf(() => upload(here, files, '/f', quiet))).code).toBe('file.unreadable');
  });
});
