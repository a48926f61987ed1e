import { createHash } from 'node:crypto';
import {
  existsSync,
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
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Appliance } from '../../../../electron/engine/appliance/appliance';
import { saveArchives } from '../../../../electron/engine/archive/save-archives';
import { takeLock } from '../../../../electron/engine/migration/lock';
import { throughLocalCopy } from '../../../../electron/engine/transport/through-local-copy';
import type { Archive, Backup } from '../../../../shared/appliance';
import { type Archiving, type SavedKind, savedKinds } from '../../../../shared/archiving';
import { type Failure, fail, toFailure } from '../../../../shared/failure';
import { memoryFiles } from '../memory-files';

const at = '2026-11-24T10:00:00.000Z';
const sha256 = (content: string | Buffer): string =>
  createHash('sha256').update(content).digest('hex');
let outside: string;
let folder: string;
beforeEach(() => {
  outside = mkdtempSync(join(tmpdir(), 'archive-'));
  folder = join(outside, 'saved');
});
afterEach(() => rmSync(outside, { recursive: true, force: true }));

/** A server with these logs, by name, and these backups. */
function server(logs: Readonly<Record<string, string>>, change: Partial<Archive> = {}) {
  const files = memoryFiles();
  const archives = Object.entries(logs).map(([name, content], index): Archive => {
    const path = `/archives/log/${index}`;
    files.content.set(path, Buffer.from(content));
    return { ...{ kind: 'log', name, path, size: content.length, createdAt: at }, ...change };
  });
  files.content.set('/backups/b1.eppb', Buffer.from('backup'));
  const backup = { id: 'b', name: 'earlier', version: '5.2.0.6', percent: 100, createdAt: at };
  const backups: Backup[] = [
    { ...backup, state: 'ready', file: '/backups/b1.eppb', size: 6 },
    { ...backup, state: 'generating' },
  ];
  const appliance = {
    files,
    archives: async () => archives,
    backups: async () => backups,
    hash: async (path: string) => {
      const content = files.content.get(path) ?? fail('transfer.source-file-missing', { path });
      return { sha256: sha256(content), size: content.length };
    },
  } as unknown as Appliance;
  return { appliance, files };
}

async function save(appliance: Appliance, kinds: readonly SavedKind[] = savedKinds) {
  const told: Archiving[] = [];
  const tools = {
    transport: throughLocalCopy,
    signal: new AbortController().signal,
    tell: (archiving: Archiving) => void told.push(archiving),
  };
  let failure: Failure | undefined;
  try {
    await saveArchives(appliance, { folder, kinds }, tools);
  } catch (thrown) {
    failure = toFailure(thrown);
  }
  return { failure, last: told.at(-1) };
}

const everyFile = (): string[] =>
  readdirSync(outside, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(outside.length + 1))
    .sort();

describe('saving files', () => {
  test('puts each in the folder of its kind, and their SHA-256 in a list', async () => {
    const { appliance } = server({ 'a.csv': 'one', 'b.csv': '' });
    const { failure, last } = await save(appliance);
    expect(failure).toBeUndefined();
    expect(last?.saved.map(({ file, found }) => [file, found])).toEqual([
      ['log/a.csv', false],
      ['log/b.csv', false],
      ['system-backup-v2/b1.eppb', false],
    ]);
    expect(readFileSync(join(folder, 'SHA256SUMS'), 'utf8')).toBe(
      `${sha256('one')}  log/a.csv\n${sha256('')}  log/b.csv\n${sha256('backup')}  system-backup-v2/b1.eppb\n`,
    );
  });

  test('writes nothing outside of the folder, whatever the server calls its files', async () => {
    const { appliance } = server({
      '../../up': '1',
      '/abs': '2',
      '..': '3',
      'line\nend  x': '4',
      'a\\b': '5',
    });
    expect((await save(appliance)).failure).toBeUndefined();
    const files = everyFile();
    expect(files).toHaveLength(7);
    for (const file of files)
      expect(file).toMatch(/^saved[/\\](SHA256SUMS|[a-z0-9-]+[/\\][^/\\]+)$/);
    expect(readFileSync(join(folder, 'SHA256SUMS'), 'utf8').split('\n')).toHaveLength(7);
  });

  test('goes on with what is there, and adds to the list', async () => {
    const { appliance, files } = server({ 'a.csv': 'one', 'b.csv': 'two-two' });
    mkdirSync(join(folder, 'log'), { recursive: true });
    writeFileSync(join(folder, 'log', 'a.csv'), 'one');
    writeFileSync(join(folder, 'log', 'b.csv.part'), 'two');
    writeFileSync(join(folder, 'SHA256SUMS'), `${'0'.repeat(64)}  log/older.csv\n`);
    const reads: string[] = [];
    const counted = {
      ...appliance,
      files: {
        ...files,
        open: async (path: string, mode: 'read' | 'write') => {
          reads.push(path);
          return await files.open(path, mode);
        },
      },
    };
    const { failure, last } = await save(counted, ['log']);
    expect(failure).toBeUndefined();
    expect(last?.saved.map(({ found }) => found)).toEqual([true, false]);
    expect(reads).toEqual(['/archives/log/1']);
    expect(readFileSync(join(folder, 'SHA256SUMS'), 'utf8').split('\n')).toHaveLength(4);
    expect(everyFile().filter((file) => file.endsWith('.part'))).toEqual([]);
  });

  test('overwrites no other file and still saves the rest', async () => {
    const { appliance } = server({ 'a.csv': 'one', 'b.csv': 'two', 'c.csv': 'six' });
    mkdirSync(join(folder, 'log', 'c.csv'), { recursive: true });
    writeFileSync(join(folder, 'log', 'a.csv'), 'mine');
    const { failure, last } = await save(appliance, ['log']);
    expect(failure).toMatchObject({ code: 'archive.file-differs', facts: { file: 'log/a.csv' } });
    expect(last?.problems).toHaveLength(2);
    expect(last?.saved.map(({ file }) => file)).toEqual(['log/b.csv']);
    expect(readFileSync(join(folder, 'log', 'a.csv'), 'utf8')).toBe('mine');
  });

  test.skipIf(process.platform === 'win32')('follows no link in the place of a file', async () => {
    const { appliance } = server({ 'a.csv': 'one' });
    mkdirSync(join(folder, 'log'), { recursive: true });
    symlinkSync(join(outside, 'elsewhere'), join(folder, 'log', 'a.csv'));
    expect((await save(appliance, ['log'])).failure).toMatchObject({
      code: 'archive.file-differs',
    });
    expect(existsSync(join(outside, 'elsewhere'))).toBe(false);
  });

  test('sets aside a part that proves damaged, and fetches it anew the next time', async () => {
    const { appliance } = server({ 'a.csv': 'one', 'b.csv': 'two' });
    mkdirSync(join(folder, 'log'), { recursive: true });
    writeFileSync(join(folder, 'log', 'a.csv.part'), 'XX');
    const { failure, last } = await save(appliance, ['log']);
    expect(failure).toMatchObject({ code: 'transfer.hash-mismatch' });
    expect(last?.saved.map(({ file }) => file)).toEqual(['log/b.csv']);
    expect(existsSync(join(folder, 'log', 'a.csv'))).toBe(false);
    expect(readFileSync(join(folder, 'log', 'a.csv.damaged'), 'utf8')).toBe('XXe');
    expect((await save(appliance, ['log'])).failure).toBeUndefined();
    expect(readFileSync(join(folder, 'log', 'a.csv'), 'utf8')).toBe('one');
  });

  test('begins nothing where there is no room', async () => {
    const { appliance } = server({ 'a.csv': 'one' }, { size: Number.MAX_SAFE_INTEGER });
    expect((await save(appliance)).failure).toMatchObject({
      ...{ code: 'transfer.no-space', facts: { where: 'this computer' } },
    });
    expect(everyFile()).toEqual([]);
  });

  test('names a file that went meanwhile, and a list that is none', async () => {
    const { appliance, files } = server({ 'a.csv': 'one' });
    files.content.delete('/archives/log/0');
    expect((await save(appliance, ['log'])).failure).toMatchObject({ code: 'archive.file-gone' });
    writeFileSync(join(folder, 'SHA256SUMS'), 'my notes\n');
    expect((await save(appliance)).failure).toMatchObject({ code: 'archive.file-differs' });
    expect(readFileSync(join(folder, 'SHA256SUMS'), 'utf8')).toBe('my notes\n');
  });

  test('leaves a folder alone that another program saves into', async () => {
    const { appliance } = server({ 'a.csv': 'one' });
    mkdirSync(folder);
    const lock = takeLock(folder, at);
    expect((await save(appliance)).failure).toMatchObject({ code: 'archive.folder-in-use' });
    lock.release();
    expect((await save(appliance)).failure).toBeUndefined();
  });
});
