import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { throughLocalCopy } from '../../../../electron/engine/transport/through-local-copy';
import type { TransferFiles } from '../../../../electron/engine/transport/transport';
import { fail } from '../../../../shared/failure';
import type { TransferNote } from '../../../../shared/transfer-note';
import { failureOf } from '../failure-of';
import { memoryFiles } from '../memory-files';
import { breaking, looking } from './odd-files';

const { download } = throughLocalCopy;
const big = randomBytes(5_000_001);
const quiet = { signal: new AbortController().signal, onProgress: () => {} };
let folder: string;
let here: string;
let notes: TransferNote[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'changed-'));
  here = join(folder, 'file');
  notes = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));
const telling = { ...quiet, onNote: (note: TransferNote) => void notes.push(note) };

describe('a source that may have changed', () => {
  it('starts over where it was changed between two tries', async () => {
    const files = breaking(50);
    files.content.set('/f', big);
    const odd = { '/f': { modifiedAt: 1000 } };
    await failureOf(() => download(looking(files, odd), '/f', here, telling));
    const other = Buffer.from(big);
    other[0] = (other[0] ?? 0) ^ 1;
    files.content.set('/f', other);
    odd['/f'].modifiedAt = 2000;
    const moved = await download(looking(files, odd), '/f', here, telling);
    expect(moved.sha256).toBe(createHash('sha256').update(other).digest('hex'));
    expect(notes).toEqual([
      {
        kind: 'starts-over',
        because: 'source-changed',
        seen: 'changed at 1970-01-01T00:00:01.000Z → 1970-01-01T00:00:02.000Z',
      },
    ]);
  });

  it('goes on where only the time is another and the SHA-256 is the same', async () => {
    const files = breaking(50);
    files.content.set('/f', big);
    const odd = { '/f': { modifiedAt: 1000 } };
    const sha256 = createHash('sha256').update(big).digest('hex');
    await failureOf(() => download(looking(files, odd), '/f', here, { ...telling, sha256 }));
    odd['/f'].modifiedAt = 2000;
    await download(looking(files, odd), '/f', here, { ...telling, sha256 });
    expect(notes).toEqual([{ kind: 'goes-on', at: 50 * 65_536 }]);
  });

  it('starts over where the server tells another SHA-256', async () => {
    const files = breaking(50);
    files.content.set('/f', big);
    const sha256 = createHash('sha256').update(big).digest('hex');
    await failureOf(() => download(files, '/f', here, { ...telling, sha256: 'a'.repeat(64) }));
    await download(files, '/f', here, { ...telling, sha256 });
    expect(notes).toMatchObject([{ kind: 'starts-over', because: 'source-changed' }]);
  });

  it('does not pass where it is changed while it is read', async () => {
    const files = memoryFiles();
    files.content.set('/f', big);
    let at = 1000;
    const server: TransferFiles = {
      ...files,
      look: async () => ({ kind: 'file', size: big.length, modifiedAt: at++ }),
    };
    expect(await failureOf(() => download(server, '/f', here, quiet))).toMatchObject({
      code: 'transfer.failed',
      facts: { path: '/f', seen: expect.stringMatching(/^changed at/) },
    });
  });

  it('starts over where a block that is fetched again is another than before', async () => {
    const files = breaking(50);
    files.content.set('/f', big);
    await failureOf(() => download(files, '/f', here, telling));
    // Nobody told that it changed; but a bit of the part flipped, so that it is looked at again.
    files.content.set('/f', randomBytes(big.length));
    const part = await readFile(`${here}.part`);
    part[9] = (part[9] ?? 0) ^ 1;
    await writeFile(`${here}.part`, part);
    await download(files, '/f', here, telling);
    expect((await readFile(here)).equals(files.content.get('/f') ?? Buffer.alloc(0))).toBe(true);
    expect(notes.map(({ kind }) => kind)).toEqual(['moved-again', 'starts-over']);
  });
});

describe('a part that was damaged', () => {
  const flip = async (at: number): Promise<void> => {
    const part = await readFile(`${here}.part`);
    part[at] = (part[at] ?? 0) ^ 1;
    await writeFile(`${here}.part`, part);
  };

  it('is mended block by block, also where the mending breaks off', async () => {
    let breaksAt = 50;
    let requests = 0;
    const files = memoryFiles({
      before: () => {
        if (requests++ === breaksAt) fail('ssh.connection-lost', { host: 'h', port: 22 });
      },
    });
    files.content.set('/f', big);
    await failureOf(() => download(files, '/f', here, telling));
    await flip(5);
    await flip(1_000_000);
    [requests, breaksAt] = [0, 6];
    const failure = await failureOf(() => download(files, '/f', here, telling));
    expect(failure.code).toBe('ssh.connection-lost');
    [requests, breaksAt, notes] = [0, -1, []];
    await download(files, '/f', here, telling);
    expect((await readFile(here)).equals(big)).toBe(true);
    expect(notes).toEqual([
      { kind: 'moved-again', at: 786_432, bytes: 262_144 },
      { kind: 'goes-on', at: 50 * 65_536 },
    ]);
    // The rest, one block, and a look behind the end.
    expect(requests).toBe(Math.ceil(big.length / 65_536) - 50 + 4 + 1);
  });

  it.each(['', '{', '{"eppMigratePart":1}', '{"eppMigratePart":2,"blocks":7}'])(
    'with a record that is none (%s) counts as one of which nothing is known',
    async (record) => {
      const files = breaking(50);
      files.content.set('/f', big);
      await failureOf(() => download(files, '/f', here, telling));
      await writeFile(`${here}.part.json`, record);
      await download(files, '/f', here, telling);
      expect((await readFile(here)).equals(big)).toBe(true);
      expect(notes).toMatchObject([{ kind: 'starts-over', because: 'no-record' }]);
      expect(await readdir(folder)).toEqual(['file']);
    },
  );
});
