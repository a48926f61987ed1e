import { expect, test } from 'vitest';
import {
  archiveEndLines,
  archivePace,
  archiveProgress,
  archiveTeller,
} from '../../../electron/terminal/screens/archive-lines';
import { archiveNews } from '../../../electron/terminal/screens/archive-news';
import type { Archiving } from '../../../shared/archiving';
import { stageIds } from '../../../shared/connection-test';
import { testAfter } from './connection';

const bare = (_style: string, text: string): string => text;
const listed = (name: string) => ({
  ...{ kind: 'log' as const, name, path: `/archives/log/${name}`, size: 4_000_000 },
  createdAt: '2026-11-24T10:00:00.000Z',
});
const saving = (change: Partial<Archiving> = {}): Archiving => ({
  ...{ folder: '/home/me/saved', files: [listed('a'), listed('b\u001b[2J')] },
  ...{ saved: [], problems: [] },
  ...change,
});
const of = (archiving: Archiving) => testAfter(stageIds.length, { archiving });
const saved = { path: '/archives/log/a', file: 'log/a', size: 4_000_000, sha256: 'a'.repeat(64) };
const half = {
  file: 'log/a',
  progress: { unit: 'bytes' as const, done: 2_000_000, total: 4_000_000, rate: 1_000_000 },
};

test('each file is told once, as soon as it is known how it ended', () => {
  const tell = archiveTeller(bare);
  expect(tell(testAfter(3), 60)).toEqual([]);
  expect(tell(of(saving()), 60)).toEqual(['', 'Saving 2 files, 8.0 MB in /home/me/saved']);
  const one = saving({ saved: [{ ...saved, found: false }] });
  expect(tell(of(one), 40)).toEqual([`  ✓ ${'log/a'.padEnd(30)}4.0 MB`]);
  expect(tell(of(one), 40)).toEqual([]);
  const failure = { code: 'archive.file-differs', facts: { file: 'log/b' } } as const;
  const both = { ...one, problems: [{ path: '/archives/log/b\u001b[2J', failure }] };
  expect(tell(of(both), 100).join('\n')).toBe(
    '  ✗ /archives/log/b: Another file is in the place of one that is to be saved',
  );
});

test('a program gets each line once, and progress four times a second', () => {
  let now = 1000;
  const news = archiveNews(() => now);
  const types = (archiving: Archiving) => news(of(archiving)).map(({ type }) => type);
  expect(types(saving({ current: half }))).toEqual(['file', 'file', 'progress']);
  expect(types(saving({ current: half }))).toEqual([]);
  now += 250;
  const next = saving({ current: half, saved: [{ ...saved, found: true }] });
  expect(types(next)).toEqual(['saved', 'progress']);
});

test('how far a file is, drawn again or said every ten seconds', () => {
  const test = of(saving({ current: half }));
  expect(archiveProgress(of(saving()), 0, 80, bare)).toBeUndefined();
  expect(archiveProgress(test, 0, 60, bare)?.join('\n')).toMatch(
    /^ {2}. log\/a +1 of 2\n {4}█+░+ {2} 50 % {2}2\.0 MB of 4\.0 MB {2}1\.0 MB\/s/,
  );
  let now = 0;
  const pace = archivePace(() => now);
  expect(pace(test)).toEqual([]);
  now = 10_000;
  expect(pace(test)[0]).toMatch(/^ {4}log\/a: 50 % {2}2\.0 MB of 4\.0 MB/);
  expect(pace(test)).toEqual([]);
});

test('the end says what there is, or what is saved and how to check it', () => {
  const text = (archiving: Archiving) => archiveEndLines(archiving, 100).join('\n');
  expect(text(saving({ files: [] }))).toBe('The server has no files of these kinds.');
  const list = text(saving({ folder: undefined }));
  expect(list).toContain('log   4.0 MB  2026-11-24 10:00  /archives/log/a');
  expect(list).not.toContain('\u001b');
  expect(text(saving({ saved: [{ ...saved, found: true }] }))).toBe(
    '1 of 2 files are in /home/me/saved; 1 of them were there before.\nCheck them there with: sha256sum -c SHA256SUMS',
  );
});
