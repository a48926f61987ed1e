import { describe, expect, test } from 'vitest';
import { fold, foldAll } from '../../../shared/fold';
import type { MigrationEvent } from '../../../shared/migration';
import { parsePlan } from '../../../shared/plan';
import type { StepId } from '../../../shared/steps';
import { notesKept, type TransferNote } from '../../../shared/transfer-note';
import { noteWords, slowerWords } from '../../../shared/words/transfer';

const at = '2026-11-24T02:00:00.000Z';
const plan = parsePlan({ source: { host: 'a', user: 'u' }, target: { host: 'b', user: 'u' } });
const created: MigrationEvent = { at, type: 'migration-created', id: 'm1', plan };
const noted = (note: TransferNote, step: StepId = 'download-backup'): MigrationEvent => ({
  ...{ at, type: 'transfer-noted', step, note },
});
const notesOf = (...events: readonly MigrationEvent[]) => foldAll([created, ...events])?.notes;

describe('notes of transfers', () => {
  test('are kept with step and time, also over a later run', () => {
    const goesOn = noted({ kind: 'goes-on', at: 1.2e9 });
    const before = foldAll([created, goesOn]);
    const after = fold(before, { at, type: 'run-started', program: 'test' });
    expect(after.notes).toEqual([goesOn]);
    expect(notesOf()).toEqual([]);
  });

  test('of places one after the other are one note, those of another step are not', () => {
    const again = (start: number, step?: StepId) =>
      noted({ kind: 'moved-again', at: start, bytes: 100 }, step);
    const notes = notesOf(again(500), again(200), again(900), again(0, 'upload-backup'));
    expect(notes?.map(({ step, note }) => [step, note])).toEqual([
      ['download-backup', { kind: 'moved-again', at: 200, bytes: 300 }],
      ['upload-backup', { kind: 'moved-again', at: 0, bytes: 100 }],
    ]);
  });

  test('give way to newer ones', () => {
    const many = Array.from({ length: notesKept + 3 }, (_, index) =>
      noted({ kind: 'goes-on', at: index }),
    );
    const notes = notesOf(...many);
    expect(notes).toHaveLength(notesKept);
    expect(notes?.at(-1)?.note).toEqual({ kind: 'goes-on', at: notesKept + 2 });
  });
});

describe('the words', () => {
  test.each<[StepId, TransferNote, string]>([
    [
      'download-backup',
      { kind: 'goes-on', at: 1.2e9 },
      'Goes on at 1.2 GB: what had arrived before was checked and is right.',
    ],
    [
      'download-backup',
      { kind: 'goes-on', at: 0 },
      'Begins at the start: nothing of what had arrived before can be used.',
    ],
    [
      'download-backup',
      { kind: 'starts-over', because: 'source-changed', seen: 'x' },
      'The file on the old server has changed since the last try, so all of it is moved again.',
    ],
    [
      'upload-backup',
      { kind: 'starts-over', because: 'source-changed', seen: 'x' },
      'The file on this computer has changed since the last try, so all of it is moved again.',
    ],
    [
      'upload-backup',
      { kind: 'starts-over', because: 'part-differs', seen: 'x' },
      'What an earlier try left on the new server is not how the file begins, so all of it is moved again.',
    ],
    [
      'download-backup',
      { kind: 'starts-over', because: 'no-record', seen: 'x' },
      'Nothing tells whether what an earlier try left on this computer is right, so all of it is moved again.',
    ],
    [
      'upload-backup',
      { kind: 'moved-again', at: 4.2e6, bytes: 16.8e6 },
      '16.8 MB from 4.2 MB on were not what had been moved, and are moved again.',
    ],
    [
      'download-backup',
      { kind: 'copy-given-up', because: 'no-room', seen: 'ENOSPC' },
      'No copy is kept on this computer any more: there is no room for it. The transfer itself goes on.',
    ],
  ])('of %s, %j', (step, note, words) => {
    expect(noteWords(step, note)).toBe(words);
  });

  test('say of a note of a later version that it is not known', () => {
    const later = { kind: 'went-around' } as unknown as TransferNote;
    expect(noteWords('download-backup', later)).toContain('went-around');
  });

  test('name what holds a transfer up', () => {
    expect(slowerWords('source')).toBe('The old server is the slower side.');
    expect(slowerWords('limit', 5e6)).toBe('The limit of 5.0 MB/s holds it back.');
    expect(slowerWords('limit')).toBe('The limit holds it back.');
  });
});
