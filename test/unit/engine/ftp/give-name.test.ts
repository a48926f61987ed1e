import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { giveName } from '../../../../electron/engine/ftp/desk/give-name';
import { failureOf } from '../failure-of';

const between = vi.hoisted(() => ({
  afterLink: async (_part: string): Promise<void> => {},
  opened: [] as string[],
}));
vi.mock('node:fs/promises', async (load) => {
  const real = await load<typeof import('node:fs/promises')>();
  return {
    ...real,
    link: async (from: string, to: string) => {
      await real.link(from, to);
      await between.afterLink(from);
    },
    open: (path: string, flags: string) => {
      between.opened.push(path);
      return real.open(path, flags);
    },
  };
});

let folder = '';
const at = (name: string): string => join(folder, name);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'give-name-'));
  await writeFile(at('part'), 'all of it');
  between.afterLink = async () => {};
  between.opened.length = 0;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('gives a part its name, and flushes the folder', async () => {
  await giveName(at('part'), at('file'));
  expect(await readdir(folder)).toEqual(['file']);
  expect(await readFile(at('file'), 'utf8')).toBe('all of it');
  expect(between.opened).toContain(folder);
});

it('is content where the part is removed by another once the file has its name', async () => {
  between.afterLink = (part) => rm(part);
  await giveName(at('part'), at('file'));
  expect(await readFile(at('file'), 'utf8')).toBe('all of it');
});

it('takes the place of no other file', async () => {
  await writeFile(at('file'), 'mine');
  expect(await failureOf(() => giveName(at('part'), at('file')))).toMatchObject({
    code: 'file.unwritable',
  });
  expect(await readFile(at('file'), 'utf8')).toBe('mine');
  expect((await readdir(folder)).sort()).toEqual(['file', 'part']);
});
