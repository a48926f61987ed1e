import { mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { promptedPath, suggestedKit, typedPlace } from '../../../electron/terminal/kit-file';
import { withSystemWords } from '../../../electron/terminal/system-words';
import type { MigrationEvent } from '../../../shared/migration';
import { stateAfter } from './state';

const folder = mkdtempSync(join(tmpdir(), 'epp-kit-file-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const suggested = '/elsewhere/OLD-m1-recovery-kit.txt';

test('a folder that was typed takes the suggested name, and a name without an end gets one', () => {
  const place = (typed: string): string => typedPlace(typed, folder, suggested);
  expect(place('')).toBe(join(folder, 'OLD-m1-recovery-kit.txt'));
  expect(place('kit')).toBe(join(folder, 'kit.txt'));
  expect(place('kit.html')).toBe(join(folder, 'kit.html'));
  expect(place('kit.pdf')).toBe(join(folder, 'kit.pdf'));
  expect(place(`"${folder}"`)).toBe(join(folder, 'OLD-m1-recovery-kit.txt'));
});

test('quotes around a path are no part of it, those within are', () => {
  expect(promptedPath(" '/a b/kit.txt' ", folder)).toBe(resolve('/a b/kit.txt'));
  expect(promptedPath(`it's.txt`, folder)).toBe(join(folder, `it's.txt`));
  expect(promptedPath('~/kit.txt', folder)).toBe(join(homedir(), 'kit.txt'));
});

test('each backup of a migration is offered a kit of its own', () => {
  const gone: MigrationEvent = {
    ...{ at: '2026-11-24T10:00:00.000Z', type: 'backup-given-up', backupId: 'b-1', name: 'b1' },
    ...{ reason: 'key-lost', deleted: false },
  };
  const first = suggestedKit(stateAfter(), folder);
  expect(first).toBe(join(folder, '10.0.0.20-m1-recovery-kit.txt'));
  const second = suggestedKit(stateAfter(gone), folder);
  expect(second).toBe(join(folder, '10.0.0.20-m1-2-recovery-kit.txt'));
});

test('what the system says of a file is put into words, and nothing else is', () => {
  const file = { code: 'file.unwritable', facts: { file: 'k', seen: 'ENOSPC' } } as const;
  expect(withSystemWords(file).facts).toEqual({ file: 'k', seen: 'the drive is full (ENOSPC)' });
  for (const other of [
    { code: 'file.unreadable', facts: { file: 'k', seen: 'another file has this name' } },
    { code: 'ssh.refused', facts: { seen: 'ENOENT' } },
  ] as const)
    expect(withSystemWords(other)).toEqual(other);
});
