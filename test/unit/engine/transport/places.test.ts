import { randomBytes } from 'node:crypto';
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sideName } from '../../../../electron/engine/transport/side-name';
import { throughLocalCopy } from '../../../../electron/engine/transport/through-local-copy';
import type { Found, TransferFiles } from '../../../../electron/engine/transport/transport';
import { failureOf } from '../failure-of';
import { type MemoryFiles, memoryFiles } from '../memory-files';
import { breaking, looking } from './odd-files';

const { download, upload } = throughLocalCopy;
const big = randomBytes(5_000_001);
const quiet = { signal: new AbortController().signal, onProgress: () => {} };
let folder: string;
let here: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'places-'));
  here = join(folder, 'file');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const withFile = (content: Buffer): MemoryFiles => {
  const files = memoryFiles();
  files.content.set('/f', content);
  return files;
};
describe('a place on this computer', () => {
  it('that a folder has is refused before anything is moved', async () => {
    await mkdir(here);
    const files = withFile(big);
    expect(await failureOf(() => download(files, '/f', here, quiet))).toEqual({
      code: 'transfer.failed',
      facts: { path: here, seen: 'a folder has this name' },
    });
    expect(files.mostUnderWay()).toBe(0);
    expect(await readdir(folder)).toEqual(['file']);
  });

  it('of the part that a link has is refused, and what it leads to stays', async () => {
    await writeFile(join(folder, 'mine'), 'mine');
    await symlink('mine', `${here}.part`);
    expect(await failureOf(() => download(withFile(big), '/f', here, quiet))).toEqual({
      code: 'transfer.failed',
      facts: { path: `${here}.part`, seen: 'a link, not a file' },
    });
    expect(await readFile(join(folder, 'mine'), 'utf8')).toBe('mine');
  });

  it('that a link has is taken by the file itself', async () => {
    await writeFile(join(folder, 'mine'), 'mine');
    await symlink('mine', here);
    await download(withFile(big), '/f', here, quiet);
    expect(await readFile(join(folder, 'mine'), 'utf8')).toBe('mine');
    expect((await readFile(here)).equals(big)).toBe(true);
    expect(await readlink(here).catch(({ code }) => code)).toBe('EINVAL');
  });

  it('of the record that a link has is not written through', async () => {
    await writeFile(join(folder, 'mine'), 'mine');
    await symlink('mine', `${here}.part.json`);
    await symlink('mine', `${here}.part.json.new`);
    const files = breaking(50);
    files.content.set('/f', big);
    await failureOf(() => download(files, '/f', here, quiet));
    expect(await readFile(join(folder, 'mine'), 'utf8')).toBe('mine');
    await download(files, '/f', here, quiet);
    expect((await readFile(here)).equals(big)).toBe(true);
    expect(await readFile(join(folder, 'mine'), 'utf8')).toBe('mine');
  });

  it('of the record that somebody else has is left alone', async () => {
    await writeFile(`${here}.part.json`, '{"somebody": "else"}');
    const files = breaking(50);
    files.content.set('/f', big);
    await failureOf(() => download(files, '/f', here, quiet));
    await download(files, '/f', here, quiet);
    expect(await readFile(`${here}.part.json`, 'utf8')).toBe('{"somebody": "else"}');
    expect((await readFile(here)).equals(big)).toBe(true);
  });
});

describe('a place on a server', () => {
  it('that a folder has is refused before anything is moved', async () => {
    await writeFile(here, big);
    const files = memoryFiles();
    const server = looking(files, { '/f': { kind: 'folder' } });
    expect(await failureOf(() => upload(here, server, '/f', quiet))).toEqual({
      code: 'transfer.failed',
      facts: { path: '/f', seen: 'a folder has this name' },
    });
    expect(files.writes).toEqual([]);
  });

  it('of the part that a link has gets a new file', async () => {
    await writeFile(here, big);
    const files = memoryFiles();
    files.content.set('/f.part', big.subarray(0, 3_000_000));
    const odd: Record<string, Partial<Found>> = { '/f.part': { kind: 'link' } };
    const server = looking(files, odd);
    const removed: string[] = [];
    const noting: TransferFiles = {
      ...server,
      remove: async (path) => {
        removed.push(path);
        delete odd[path];
        await files.remove(path);
      },
    };
    await upload(here, noting, '/f', quiet);
    expect(removed[0]).toBe('/f.part');
    expect(files.writes[0]?.offset).toBe(0);
    expect(files.content.get('/f')?.equals(big)).toBe(true);
  });

  it('that the server says is free and is not is freed', async () => {
    await writeFile(here, big);
    const files = memoryFiles();
    files.content.set('/f', Buffer.from('what a link leads to'));
    // A link that leads nowhere has no size, and is in the way all the same.
    const server: TransferFiles = {
      ...files,
      size: async (path) => (path === '/f' ? undefined : files.size(path)),
    };
    await upload(here, server, '/f', quiet);
    expect(files.content.get('/f')?.equals(big)).toBe(true);
  });

  it('is flushed before the file gets its name, where the server can', async () => {
    await writeFile(here, big);
    const files = memoryFiles();
    const done: string[] = [];
    const server: TransferFiles = {
      ...files,
      open: async (path, mode) => ({
        ...(await files.open(path, mode)),
        sync: async () => void done.push(`sync of ${files.content.get('/f.part')?.length}`),
      }),
      rename: async (from, to) => {
        done.push('rename');
        await files.rename(from, to);
      },
    };
    await upload(here, server, '/f', quiet);
    expect(done).toEqual(['sync of 5000001', 'rename']);
  });
});

describe('the name of what lies beside a file', () => {
  it.each(['a', 'n'.repeat(230), 'n'.repeat(255), 'ü'.repeat(127), '🗄'.repeat(63)])(
    'fits: %s',
    (name) => {
      const beside = sideName(`/folder/${name}`, '.upload.json');
      expect(Buffer.byteLength(basename(beside))).toBeLessThanOrEqual(251);
      expect(beside).toMatch(/^\/folder\/.+\.upload\.json$/u);
      expect(beside).not.toContain('�');
    },
  );

  it('tells long names apart that differ at their ends', () => {
    const [one, other] = ['1', '2'].map((end) => sideName(`/${'n'.repeat(254)}${end}`, '.part'));
    expect(one).not.toBe(other);
  });
});
