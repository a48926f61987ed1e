import { describe, expect, it } from 'vitest';
import { listOf, rowsOf, rowsWith } from '../../../renderer/entry-tree';
import type { Entry } from '../../../shared/inspection';
import { entry, manyEntries } from './inspections';

const shown = (entries: readonly Entry[], ...open: string[]) =>
  rowsOf(listOf(entries), new Set(open)).map(
    ({ name, level, inside }) =>
      `${'  '.repeat(level - 1)}${name}${inside ? ` (${inside.files}, ${inside.bytes})` : ''}`,
  );

const folder = (path: string): Entry => ({ ...entry(path, 0), kind: 'folder' });

describe('the tree of entries', () => {
  it('has a folder once, whether or not an entry tells of it, before files', () => {
    expect(shown([entry('b.txt', 1), entry('a/x', 2), folder('a'), entry('c/d/y', 3)])).toEqual([
      'a (1, 2)',
      'c (1, 3)',
      'b.txt',
    ]);
  });

  it('shows what is in the open folders', () => {
    const entries = [entry('c/d/y', 3), entry('c/z', 4)];
    expect(shown(entries, 'c/', 'c/d/')).toEqual(['c (2, 7)', '  d (1, 3)', '    y', '  z']);
    expect(shown(entries, 'c/d/')).toEqual(['c (2, 7)']);
  });

  it('keeps names apart that begin alike', () => {
    expect(shown([entry('a', 1), entry('a-b', 2), entry('a/x', 3), entry('ab/x', 4)])).toEqual([
      'a (1, 3)',
      'ab (1, 4)',
      'a',
      'a-b',
    ]);
  });

  it('takes folders with a slash at their end, and empty ones', () => {
    expect(shown([folder('a/'), folder('a/b/'), entry('a/b/c', 1)], 'a/')).toEqual([
      'a (1, 1)',
      '  b (1, 1)',
    ]);
    expect(shown([folder('empty/')])).toEqual(['empty']);
  });

  it('shows absolute paths and those that lead upwards as they are', () => {
    expect(shown([entry('/etc/passwd', 1), entry('../up', 2)], '/', '../')).toEqual([
      '.. (1, 2)',
      '  up',
      '/ (1, 1)',
      '  etc (1, 1)',
    ]);
  });

  it('keeps two entries of one path', () => {
    const rows = rowsOf(listOf([entry('a', 1), entry('a', 2)]), new Set());
    expect(rows.map(({ name }) => name)).toEqual(['a', 'a']);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(2);
  });

  it('looks into a path of 500 folders one by one', () => {
    const deep = `${'d/'.repeat(499)}x`;
    expect(shown([entry(deep, 1)])).toEqual(['d (1, 1)']);
    expect(shown([entry(deep, 1)], 'd/', 'd/d/')).toHaveLength(3);
  });

  it('says which one of how many each is', () => {
    const rows = rowsOf(listOf([entry('a/x', 1), entry('b', 1), entry('c', 1)]), new Set(['a/']));
    expect(rows.map(({ at, of }) => `${at}/${of}`)).toEqual(['1/3', '1/1', '2/3', '3/3']);
  });

  it('finds by any part of the path, capital or not', () => {
    const list = listOf([entry('a/Config.INI', 1), entry('b/other', 2)]);
    expect(rowsWith(list, ' config.ini ').map(({ name }) => name)).toEqual(['a/Config.INI']);
    expect(rowsWith(list, '.*')).toEqual([]);
  });

  it('answers at once with a hundred thousand entries', () => {
    const list = listOf(manyEntries(100_000));
    const open = new Set(['sources/', 'sources/part-7/']);
    const began = performance.now();
    expect(rowsOf(list, open)).toHaveLength(1 + 100 + 1000);
    expect(rowsWith(list, 'file-99999')).toHaveLength(1);
    // A tenth of it is usual; a busy computer takes longer.
    expect(performance.now() - began).toBeLessThan(1000);
  });
});
