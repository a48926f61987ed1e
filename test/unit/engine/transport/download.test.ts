import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localFailure } from '../../../../electron/engine/transport/local-file';
import { throughLocalCopy } from '../../../../electron/engine/transport/through-local-copy';
import { fail } from '../../../../shared/failure';
import { failureOf } from '../failure-of';
import { memoryFiles } from '../memory-files';

const { download } = throughLocalCopy;
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

const same = async (path: string, content: Buffer): Promise<boolean> =>
  (await readFile(path)).equals(content);

describe('a download', () => {
  it.each([0, 1, 65_536, 65_537, 5_000_001])('of %i bytes arrives whole', async (size) => {
    const files = memoryFiles();
    const content = big.subarray(0, size);
    files.content.set('/f', content);
    expect(await download(files, '/f', here, quiet)).toEqual({ size, sha256: sha256(content) });
    expect(await same(here, content)).toBe(true);
    expect(await readdir(folder)).toEqual(['file']);
    expect((await stat(here)).mode & 0o777).toBe(0o600);
  });

  it('asks for many pieces at once', async () => {
    const files = memoryFiles();
    files.content.set('/f', big);
    await download(files, '/f', here, quiet);
    expect(files.mostUnderWay()).toBe(64);
  });

  it('takes what a server gives that answers with less than was asked', async () => {
    const files = memoryFiles({ shortReads: 10_007, requestBytes: 31_952 });
    files.content.set('/f', big);
    await download(files, '/f', here, quiet);
    expect(await same(here, big)).toBe(true);
  });

  it('goes on where an earlier one ended, and proves the whole file', async () => {
    const files = memoryFiles();
    files.content.set('/f', big);
    await writeFile(`${here}.part`, big.subarray(0, 3_000_000));
    const reports: number[] = [];
    const moved = await download(files, '/f', here, {
      ...{ ...quiet, sha256: sha256(big) },
      onProgress: (done) => reports.push(done),
    });
    expect(moved.sha256).toBe(sha256(big));
    expect(reports[0]).toBe(3_000_000);
    expect(reports.at(-1)).toBe(big.length);
  });

  it('does not use a part of which nothing is known and nothing can be proven', async () => {
    const files = memoryFiles();
    files.content.set('/f', big);
    await writeFile(`${here}.part`, randomBytes(3_000_000));
    await download(files, '/f', here, quiet);
    expect(await same(here, big)).toBe(true);
  });

  it('begins anew where the part is longer than the file', async () => {
    const files = memoryFiles();
    files.content.set('/f', big.subarray(0, 100_000));
    await writeFile(`${here}.part`, randomBytes(100_001));
    await download(files, '/f', here, quiet);
    expect(await same(here, big.subarray(0, 100_000))).toBe(true);
  });

  it('has nothing left to fetch where the part is whole', async () => {
    const files = memoryFiles();
    files.content.set('/f', big);
    await writeFile(`${here}.part`, big);
    const moved = await download(files, '/f', here, { ...quiet, sha256: sha256(big) });
    expect(moved.sha256).toBe(sha256(big));
    expect(files.mostUnderWay()).toBe(0);
  });

  it('keeps what arrived when the connection is lost, in order and without holes', async () => {
    const files = memoryFiles({
      before: (request) => {
        if (request === 50) fail('ssh.connection-lost', { host: 'h', port: 22 });
      },
    });
    files.content.set('/f', big);
    const failure = await failureOf(() => download(files, '/f', here, quiet));
    expect(failure.code).toBe('ssh.connection-lost');
    const part = await readFile(`${here}.part`);
    expect(part.length).toBe(50 * 65_536);
    expect(part.equals(big.subarray(0, part.length))).toBe(true);
  });

  it('of a file that becomes shorter ends, and not with success', async () => {
    const files = memoryFiles({
      before: (request, content) => {
        if (request === 40) content.set('/f', big.subarray(0, 1_000_000));
      },
    });
    files.content.set('/f', big);
    expect(await failureOf(() => download(files, '/f', here, quiet))).toEqual({
      code: 'transfer.failed',
      facts: { path: '/f', seen: 'the file became shorter' },
    });
    expect(await readdir(folder)).toEqual(['file.part', 'file.part.json']);
  });

  it('of a file that grows meanwhile does not pass for the whole', async () => {
    const files = memoryFiles({
      before: (request, content) => {
        if (request === 3) content.set('/f', Buffer.concat([big, big]));
      },
    });
    files.content.set('/f', big);
    expect((await failureOf(() => download(files, '/f', here, quiet))).facts).toEqual({
      path: '/f',
      seen: '5000001 → 10000002 bytes',
    });
  });

  it('of a file that is not there says so and leaves nothing', async () => {
    const failure = await failureOf(() => download(memoryFiles(), '/f', here, quiet));
    expect(failure.code).toBe('transfer.source-file-missing');
    expect(await readdir(folder)).toEqual([]);
  });

  it('into a folder that is not there is a failed transfer', async () => {
    const files = memoryFiles();
    files.content.set('/f', big);
    const to = join(folder, 'none', 'file');
    expect(await failureOf(() => download(files, '/f', to, quiet))).toEqual({
      code: 'transfer.failed',
      facts: { path: `${to}.part`, seen: 'ENOENT' },
    });
  });

  it('ends when the signal aborts', async () => {
    const own = new AbortController();
    const files = memoryFiles({ before: (request) => request === 35 && own.abort() });
    files.content.set('/f', big);
    const failure = await failureOf(() =>
      download(files, '/f', here, { ...quiet, signal: own.signal }),
    );
    expect(failure.code).toBe('migration.cancelled');
  });

  it('reports at most ten times a second, rising, and the end', async () => {
    const files = memoryFiles();
    files.content.set('/f', big);
    const reports: (readonly [number, number])[] = [];
    const began = performance.now();
    await download(files, '/f', here, {
      ...quiet,
      onProgress: (done, total) => reports.push([done, total]),
    });
    const tenths = (performance.now() - began) / 100;
    expect(reports.length).toBeLessThanOrEqual(tenths + 2);
    expect(reports.map(([done]) => done)).toEqual(
      reports.map(([done]) => done).sort((a, b) => a - b),
    );
    expect(reports.at(-1)).toEqual([big.length, big.length]);
  });
});

describe('a local file', () => {
  it.each(['ENOSPC', 'EDQUOT'])(
    'that has no room (%s) is told from other trouble',
    async (code) => {
      const error = Object.assign(new Error(code), { code });
      expect(await failureOf(() => localFailure(error, '/x'))).toEqual({
        code: 'transfer.no-space',
        facts: { where: 'this computer' },
      });
    },
  );

  it('a fault of the program is not taken for trouble with a file', () => {
    const error = Object.assign(new RangeError('x'), { code: 'ERR_OUT_OF_RANGE' });
    expect(() => localFailure(error, '/x')).toThrow(error);
  });
});
