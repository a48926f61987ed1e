// The parts of the benches that decide what a figure is worth.

import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { hashOf, makeFile, makeSparseFile, noRoomBecause } from '../bench/files';
import { show } from '../bench/results';
import { tidily } from '../bench/tidily';

const never = new AbortController().signal;
const folders: string[] = [];
const newFile = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'bench-test-'));
  folders.push(folder);
  return join(folder, 'file');
};

afterEach(async () => {
  vi.restoreAllMocks();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

describe('files of the benches', () => {
  it('have the SHA-256 that was computed without reading them', async () => {
    const file = await newFile();
    // A whole stretch, and one that is shorter than what is written at its beginning.
    const bytes = 64 * 1_048_576 + 1000;
    const sha256 = await makeSparseFile(file, bytes, never);
    const { size, blocks } = await stat(file);
    expect(size).toBe(bytes);
    expect(blocks * 512).toBeLessThan(1_048_576);
    expect(await hashOf(file, never)).toBe(sha256);
    const other = await newFile();
    const shorter = await makeFile(other, 3_000_001, never);
    expect((await stat(other)).size).toBe(3_000_001);
    expect(await hashOf(other, never)).toBe(shorter);
  });

  it('are not begun where there is no room, and it is said how much is missing', async () => {
    expect(await noRoomBecause('disk', 1)).toBeUndefined();
    const reason = await noRoomBecause('disk', 2 ** 60);
    expect(reason).toMatch(/has \d+\.\d GiB free and 1073741826\.0 GiB are needed; \d+\.\d GiB/);
  });

  it('stop being made when that is asked for', async () => {
    await expect(makeSparseFile(await newFile(), 1e9, AbortSignal.abort())).rejects.toThrow();
    await expect(makeFile(await newFile(), 1e9, AbortSignal.abort())).rejects.toThrow();
  });
});

describe('results', () => {
  const missedWith = (value: number, tolerance?: number): [boolean, string] => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => {});
    const row = { name: 'row', cells: ['cell'], judged: { value, goal: 2, unit: ' s' } };
    const missed = show('title', ['column'], [row, { name: 'other', cells: [''] }], tolerance);
    const said = String(log.mock.calls[0]?.[0]);
    log.mockRestore();
    return [missed, said];
  };

  it('say of each goal whether it is kept', () => {
    expect(missedWith(2)).toEqual([false, expect.stringMatching(/≤ 2 s {2}kept/)]);
    expect(missedWith(2.2)).toEqual([true, expect.stringMatching(/≤ 2 s {2}missed by 10 %/)]);
  });

  it('tolerate what they are told to, and nothing that was not measured', () => {
    expect(missedWith(2.4, 1.25)).toEqual([false, expect.stringMatching(/missed by 20 %/)]);
    expect(missedWith(2.6, 1.25)[0]).toBe(true);
    expect(missedWith(Number.NaN, 1.25)).toEqual([true, expect.stringMatching(/not measured/)]);
  });
});

describe('what a bench has made', () => {
  it('is put away, the last first, also after a failure and past one', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    const gone: number[] = [];
    const work = tidily(async (later) => {
      later(() => gone.push(1));
      later(() => Promise.reject(new Error('stuck')));
      later(async () => gone.push(3));
      throw new Error('the work failed');
    });
    await expect(work).rejects.toThrow('the work failed');
    expect(gone).toEqual([3, 1]);
    expect(said.mock.calls).toEqual([[expect.stringMatching(/stuck/)]]);
  });
});
