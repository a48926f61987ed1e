import { posix, win32 } from 'node:path';
import { describe, expect, test } from 'vitest';
import { localNames, safeName } from '../../../../electron/engine/archive/local-names';
import type { ListedFile } from '../../../../shared/archiving';

const listed = (name: string, path = `/archives/log/${name}`): ListedFile => ({
  ...{ kind: 'log', name, path, size: 1, createdAt: '2026-11-24T10:00:00.000Z' },
});

const nasty = [
  '../../etc/passwd',
  '..',
  '.',
  '...',
  '/etc/passwd',
  '\\\\server\\share\\x',
  'C:\\Windows\\x',
  'C:x',
  '..\\..\\x',
  'a\u0000b',
  'a\nb  c',
  'a\rb',
  '\u001b[2Jx',
  'a\u202egnp.exe',
  'a\u2028b',
  ' ',
  'con',
  'NUL.txt',
  'x.',
  'x ',
  'a/../../b',
  'ü'.repeat(300),
  '😀'.repeat(200),
];

describe('the name of a server’s file', () => {
  test.each(nasty)('%j becomes one part of a path below the folder', (name) => {
    const safe = safeName(name);
    for (const { join, sep, basename, isAbsolute } of [posix, win32]) {
      const root = join(sep, 'home', 'me', 'saved', 'log');
      expect(join(root, safe)).toBe(`${root}${sep}${safe}`);
      expect(basename(safe)).toBe(safe);
      expect(isAbsolute(safe)).toBe(false);
    }
    expect(safe).not.toMatch(/[\p{C}\p{Zl}\p{Zp}/\\:]|[. ]$/u);
    expect(safe).not.toMatch(/^(con|nul)(\.|$)/i);
    expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(200);
  });

  test.each(['audit-2026-10.csv', 'Bericht März.log', '.hidden', 'a b.tgz'])('%s stays', (name) => {
    expect(safeName(name)).toBe(name);
  });

  test.each(['x.part', 'x.PART', 'x.damaged'])('%s is not taken for one of ours', (name) => {
    expect(safeName(name)).toBe(`${name}_`);
  });

  test('long names that differ at their ends stay apart', () => {
    const long = 'a'.repeat(300);
    expect(safeName(`${long}1`)).not.toBe(safeName(`${long}2`));
  });

  test('files of one name are told apart by their paths, also where only the case differs', () => {
    const files = [
      listed('a.csv', '/archives/log/1/a.csv'),
      listed('a.csv', '/archives/log/2/a.csv'),
      listed('A.csv', '/archives/log/3/A.csv'),
      listed('a/csv'),
      listed('a:csv'),
      listed('b.csv'),
    ];
    const names = [...localNames(files).values()].map((name) => name.toLowerCase());
    expect(new Set(names).size).toBe(files.length);
    expect(localNames(files).get('/archives/log/b.csv')).toBe('log/b.csv');
    expect(localNames([...files].reverse())).toEqual(localNames(files));
  });
});
