import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startServedPair } from '../../../electron/served-pair';
import { createPractice, type Practice } from '../../../electron/shell/practice';
import type { MigrationState } from '../../../shared/migration';

let root: string;
let practice: Practice;
let migrations: MigrationState[];
const cleanUp: (() => unknown)[] = [];

const wishes = { preset: 'matching', computers: 10 } as const;
const small = { ...wishes, backupBytes: 1_000_000 };
const migration = (id: string, folder: string | undefined, status: MigrationState['status']) =>
  ({ id, status, plan: { practice: folder } }) as unknown as MigrationState;
/** A pair that nobody serves. */
const leftOver = async (name: string): Promise<string> => {
  const pair = await startServedPair({ ...small, folder: join(root, name) });
  await pair.stop();
  return pair.folder;
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'practice-'));
  migrations = [];
  practice = createPractice(root, async () => migrations, 0.05);
  cleanUp.push(
    () => rmSync(root, { recursive: true, force: true }),
    () => practice.close(),
  );
});
afterEach(async () => {
  for (const clean of cleanUp.splice(0).reverse()) await clean();
});

describe('starting practice in the window', () => {
  it('removes pairs that nobody needs any more', async () => {
    const unused = await leftOver('p1');
    const finished = await leftOver('p2');
    migrations = [migration('m', finished, 'finished')];
    const { plan } = await practice.start(wishes);
    expect(existsSync(unused)).toBe(false);
    expect(existsSync(finished)).toBe(false);
    expect(existsSync(plan.practice ?? '')).toBe(true);
  });

  it('removes its own pair of before, unless a migration goes on with it', async () => {
    const first = (await practice.start(wishes)).plan.practice ?? '';
    migrations = [migration('m', first, 'paused')];
    const second = (await practice.start(wishes)).plan.practice ?? '';
    await practice.start(wishes);
    expect(existsSync(first)).toBe(true);
    expect(existsSync(second)).toBe(false);
  });

  it('leaves alone what the terminal serves right now', async () => {
    const served = await startServedPair({ ...small, folder: join(root, 'p1') });
    cleanUp.push(served.stop);
    await practice.start(wishes);
    expect(existsSync(join(served.folder, 'pair.json'))).toBe(true);
  });

  it('leaves alone the pair of a migration that is not finished', async () => {
    const folder = await leftOver('p1');
    migrations = [migration('m', folder, 'failed')];
    await practice.start(wishes);
    expect(existsSync(join(folder, 'pair.json'))).toBe(true);
  });

  it('leaves alone a pair whose migration was made while it looked', async () => {
    const folder = await leftOver('p1');
    let looks = 0;
    const list = async () => (looks++ === 0 ? [] : [migration('m', folder, 'running')]);
    const other = createPractice(root, list, 0.05);
    cleanUp.push(other.close);
    await other.start(wishes);
    expect(existsSync(join(folder, 'pair.json'))).toBe(true);
  });

  it('removes the pair of a program that died', async () => {
    const folder = await leftOver('p1');
    const dead = { pid: 4_194_999, host: hostname(), since: 'then', started: '1' };
    writeFileSync(join(folder, 'lock'), JSON.stringify(dead));
    await practice.start(wishes);
    expect(existsSync(folder)).toBe(false);
  });

  it('leaves alone what is no folder', async () => {
    writeFileSync(join(root, 'note.txt'), 'mine');
    mkdirSync(join(root, 'empty'));
    await practice.start(wishes);
    expect(existsSync(join(root, 'note.txt'))).toBe(true);
    expect(existsSync(join(root, 'empty'))).toBe(false);
  });
});

describe('going on with a practice migration in the window', () => {
  it('brings its pair back, and nobody sweeps it away then', async () => {
    const folder = await leftOver('p1');
    migrations = [migration('m', folder, 'failed')];
    await practice.reopen('m');
    const other = createPractice(root, async () => [], 0.05);
    cleanUp.push(other.close);
    await other.start(wishes);
    expect(existsSync(join(folder, 'pair.json'))).toBe(true);
  });

  it('does not serve twice what the terminal serves', async () => {
    const served = await startServedPair({ ...small, folder: join(root, 'p1') });
    cleanUp.push(served.stop);
    migrations = [migration('m', served.folder, 'failed')];
    await practice.reopen('m');
    await practice.close();
    await practice.start(wishes);
    expect(existsSync(join(served.folder, 'lock'))).toBe(true);
  });

  it('says so where the pair is gone', async () => {
    migrations = [migration('m', join(root, 'p1'), 'failed')];
    await expect(practice.reopen('m')).rejects.toMatchObject({
      failure: { code: 'file.unreadable', facts: { seen: 'ENOENT' } },
    });
    expect(existsSync(join(root, 'p1'))).toBe(false);
  });
});

describe('switching a practice server on', () => {
  it('is for a pair that runs here alone, and does nothing to one that is on', async () => {
    const { plan } = await practice.start(wishes);
    migrations = [migration('m', plan.practice, 'running')];
    await practice.powerOn('m');
    await expect(practice.powerOn('other')).rejects.toMatchObject({
      failure: { code: 'contract.bad-input' },
    });
  });
});
