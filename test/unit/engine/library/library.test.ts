import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { realDisk } from '../../../../electron/engine/library/disk';
import {
  depthMost,
  type LibraryProblem,
  libraryExit,
  rowsAtOnce,
} from '../../../../shared/library';
import { page, practiceBackup, put, sidecarOf, thousandBackups } from './backups';
import { libraries } from './open-library';

let folder: string;
let root: string;
let home: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'epp-library-'));
  root = join(folder, 'backups');
  home = join(folder, 'home');
  mkdirSync(root);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const memoryFile = (): string => {
  const [name = ''] = readdirSync(join(home, 'library'));
  return join(home, 'library', name);
};

test('a thousand backups of all sorts are told apart', async () => {
  const made = thousandBackups(root);
  const { make, most, changes } = libraries(home);
  const { byPath, end } = await make(root);
  const rows = [...byPath.values()];
  const count = (problem: LibraryProblem) =>
    rows.filter(({ problems }) => problems.includes(problem)).length;
  expect(end).toMatchObject({ stage: 'done', found: 1000, looked: 1000, read: 1000, more: false });
  expect(end.bytesRead).toBe(end.bytes);
  expect(count('truncated')).toBe((made['cut'] ?? 0) + (made['packed and cut'] ?? 0));
  expect(count('not-a-backup')).toBe(made['page']);
  expect(count('empty')).toBe(made['empty']);
  expect(count('mislabelled')).toBe(made['mislabelled']);
  expect(count('sidecar-differs')).toBe(made['exchanged']);
  expect(count('duplicate')).toBe(made['copied']);
  const isBackup = 1000 - (made['page'] ?? 0) - (made['empty'] ?? 0);
  expect(count('no-sidecar')).toBe(isBackup - (made['described'] ?? 0) - (made['exchanged'] ?? 0));
  expect(count('no-kit')).toBe(isBackup);
  // Each row crossed a few times at most, and never too many at once.
  expect(most.rows).toBeLessThanOrEqual(rowsAtOnce);
  expect(changes.length).toBeLessThan(60);
  expect(libraryExit(rows)).toBe(8);
});

test('a row says version, date, size, hash and server, and where they are from', async () => {
  const bytes = practiceBackup('5.2.0.6', 'epp-a');
  put(root, 'a/epp-a.eppb', bytes);
  const opaque = Buffer.alloc(2000, 0xa5);
  put(root, 'named 2604 backup.eppb', opaque);
  put(root, 'described.eppb', opaque);
  put(root, 'described.eppb.json', sidecarOf('described.eppb', opaque, '5.9.4.2'));
  const { byPath } = await libraries(home).make(root);
  expect(byPath.get('a/epp-a.eppb')).toMatchObject({
    ...{ state: 'read', container: 'practice-v2', verdict: 'practice-backup' },
    ...{ size: bytes.length, server: 'OLD-EPP' },
    version: { version: '5.2.0.6', from: 'manifest' },
    date: { at: '2026-11-20T02:00:00.000Z', from: 'manifest' },
    sha256: createHash('sha256').update(bytes).digest('hex'),
    problems: ['no-sidecar', 'no-kit'],
  });
  expect(byPath.get('named 2604 backup.eppb')).toMatchObject({
    version: { version: '2604', from: 'file-name', sureness: 'guess' },
    date: { at: '2023-11-14T22:13:20.000Z', from: 'file' },
    problems: ['duplicate', 'no-sidecar', 'no-kit'],
  });
  expect(byPath.get('described.eppb')).toMatchObject({
    version: { version: '5.9.4.2', from: 'sidecar' },
    date: { at: '2026-11-19T02:00:00.000Z', from: 'sidecar' },
    problems: ['duplicate', 'no-kit'],
  });
});

test('kits are found by the backup that they name, and their key is nowhere', async () => {
  const key = 'K7QM2X9RT4BW8ZLA';
  put(root, 'epp-a.eppb', practiceBackup('5.2.0.6', 'epp-a'));
  put(root, 'notes.txt', `System Backup Key   ${key}\nEPP-KIT-1 b-1 epp-a m1a2b\n`);
  put(root, 'b/renamed.eppb', practiceBackup('5.2.0.6', 'epp-b'));
  put(root, 'b/kit.html', `<pre>EPP-KIT-1 b-2 ep\n+ p-b m1a2b\nEPP-KEY-1 ${key}</pre>`);
  put(root, 'c/epp-c.eppb', practiceBackup('5.2.0.6', 'epp-c'));
  put(root, 'c/epp-c recovery-kit.pdf', '%PDF-1.7');
  put(root, 'd/epp-d.eppb', practiceBackup('5.2.0.6', 'epp-d'));
  put(root, 'd/kit.txt', `System Backup Key   ${key}\nEPP-KIT-1 b-1 epp-a m1a2b\n`);
  const { make, changes, rows } = libraries(home);
  const { byPath } = await make(root);
  for (const path of ['epp-a.eppb', 'b/renamed.eppb', 'c/epp-c.eppb'])
    expect(byPath.get(path)?.problems, path).toEqual(['no-sidecar', 'kit-beside']);
  expect(byPath.get('d/epp-d.eppb')?.problems).toEqual(['no-sidecar', 'no-kit']);
  const told = JSON.stringify([changes, [...rows.values()]]);
  expect(told + readFileSync(memoryFile(), 'utf8')).not.toContain(key);
});

test('what cannot be read is a row that says so, and links are not followed', async () => {
  const outside = put(folder, 'outside.eppb', 'x');
  put(root, 'good.eppb', practiceBackup('5.2.0.6', 'good'));
  symlinkSync(outside, join(root, 'link.eppb'));
  mkdirSync(join(root, 'folder.eppb'));
  put(root, 'gone.eppb', 'x');
  put(root, 'forbidden.eppb', 'x');
  put(root, 'broken.eppb', 'x');
  mkdirSync(join(root, 'closed'));
  const refuse = (code: string) => Promise.reject(Object.assign(new Error(code), { code }));
  let opens = 0;
  const { byPath, end } = await libraries(home, {
    list: (path) =>
      path.endsWith('closed') ? { next: () => refuse('EACCES') } : realDisk.list(path),
    stat: (path) => (path.endsWith('gone.eppb') ? refuse('ENOENT') : realDisk.stat(path)),
    open: async (path) => {
      if (path.endsWith('forbidden.eppb')) return refuse('EACCES');
      const file = await realDisk.open(path);
      if (!path.endsWith('broken.eppb')) return file;
      // At the second time it is read to its end.
      const read = ++opens > 1 ? () => refuse('EIO') : file.read;
      return { ...file, read };
    },
  }).make(root);
  expect(end.stage).toBe('done');
  const told = [...byPath].map(([path, { state, seen }]) => [path, state, seen]);
  expect(told.toSorted()).toEqual([
    ['broken.eppb', 'unreadable', 'EIO'],
    ['closed', 'unreadable', 'EACCES'],
    ['forbidden.eppb', 'unreadable', 'EACCES'],
    ['gone.eppb', 'gone', undefined],
    ['good.eppb', 'read', undefined],
    ['link.eppb', 'link', undefined],
  ]);
  expect(byPath.get('closed')).toMatchObject({ folder: true, problems: ['unreadable'] });
});

test.skipIf(process.getuid?.() === 0)(
  'a file without rights is told as the system does',
  async () => {
    chmodSync(put(root, 'mine.eppb', 'x'), 0);
    const { byPath } = await libraries(home).make(root);
    expect(byPath.get('mine.eppb')).toMatchObject({ state: 'unreadable', seen: 'EACCES' });
  },
);

test('a target judges every version, also afterwards', async () => {
  put(root, 'old.eppb', practiceBackup('5.2.0.6', 'old'));
  put(root, 'unsaid.eppb', Buffer.alloc(99, 0xa5));
  put(root, 'page.eppb', page);
  const { make, handlers, listen, rows } = libraries(home);
  const { id, byPath } = await make(root, { target: '5.2.0.6' });
  expect(byPath.get('old.eppb')).toMatchObject({ fit: 'accepted' });
  expect(byPath.get('unsaid.eppb')).toMatchObject({ fit: 'unknown' });
  expect(byPath.get('unsaid.eppb')?.problems).toContain('fit-unknown');
  expect(byPath.get('page.eppb')?.fit).toBeUndefined();
  const heard = new Promise((resolve) => listen(resolve));
  await handlers['set-library-target']({ id, target: '4.4.0.0' });
  await heard;
  expect(rows.get(byPath.get('old.eppb')?.row ?? -1)?.problems).toContain('does-not-fit');
});

test.skipIf(process.platform !== 'linux')('names and kinds that nobody expects', async () => {
  execFileSync('mkfifo', [join(root, 'pipe.eppb')]);
  const name = Buffer.concat([Buffer.from(`${root}/`), Buffer.of(0xff), Buffer.from('.eppb')]);
  writeFileSync(name, 'x');
  put(root, `${'deep/'.repeat(depthMost)}last.eppb`, 'x');
  put(root, `${'deep/'.repeat(depthMost + 1)}beyond.eppb`, 'x');
  const { byPath, end } = await libraries(home).make(root);
  expect(end).toMatchObject({ stage: 'done', found: 3, more: true });
  expect(byPath.get('pipe.eppb')).toMatchObject({ state: 'unreadable', seen: 'no file' });
  expect(byPath.get('\ufffd.eppb')).toMatchObject({ state: 'unreadable', seen: 'its name' });
  expect(byPath.get(`${'deep/'.repeat(depthMost)}last.eppb`)).toMatchObject({ state: 'read' });
});

test('a file that is written to while it is read has no hash', async () => {
  const file = put(root, 'growing.eppb', practiceBackup('5.2.0.6', 'growing'));
  let opens = 0;
  const { byPath } = await libraries(home, {
    ...realDisk,
    open: async (path) => {
      const opened = await realDisk.open(path);
      if (++opens === 1) return opened;
      const read = async (offset: number, length: number) => {
        const bytes = await opened.read(offset, length);
        writeFileSync(file, 'more', { flag: 'a' });
        return bytes;
      };
      return { ...opened, read };
    },
  }).make(root);
  expect(byPath.get('growing.eppb')?.sha256).toBeUndefined();
  expect(byPath.get('growing.eppb')?.problems).toContain('changing');
});

test('a folder that is none is refused, with a reason', async () => {
  const { handlers } = libraries(home);
  const start = (path: string) => handlers['start-library']({ folder: { path } });
  await expect(start(join(root, 'nowhere'))).rejects.toThrow('library.no-folder');
  await expect(start(put(folder, 'file', ''))).rejects.toThrow('it is a file');
});

test('what is exported opens no formula, and keeps order and choice', async () => {
  put(root, '=cmd.eppb', practiceBackup('5.2.0.6', '=cmd'));
  put(root, 'b.eppb', '');
  const { make, handlers, written } = libraries(home);
  const { id, byPath } = await make(root);
  const path = join(folder, 'out.csv');
  const rows = ['b.eppb', '=cmd.eppb'].map((each) => byPath.get(each)?.row ?? -1);
  await handlers['save-library']({ id, file: { path }, rows });
  const [head, first, second, end] = (written.get(path) ?? '').split('\r\n');
  expect(head).toMatch(/^"Path","What it is","Version"/);
  expect(first).toMatch(/^"b\.eppb","Empty file"/);
  expect(second).toMatch(/^"'=cmd\.eppb","Practice System Backup v2","5\.2\.0\.6"/);
  expect(end).toBe('');
  await handlers['save-library']({ id, file: { path } });
  expect(written.get(path)?.split('\r\n')).toHaveLength(4);
});
