import { appendFileSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { openJournal, readJournal, readState } from '../../../electron/engine/migration/journal';
import type { MigrationEvent } from '../../../shared/migration';
import { parsePlan } from '../../../shared/plan';

const at = '2026-11-24T02:00:00.000Z';
const plan = parsePlan({ source: { host: 'a', user: 'u' }, target: { host: 'b', user: 'u' } });
const created: MigrationEvent = { at, type: 'migration-created', id: 'm1', plan };
const started: MigrationEvent = { at, type: 'run-started', program: 'test' };

let file: string;
beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), 'journal-')), 'journal.jsonl');
});
const write = (...events: MigrationEvent[]): void => {
  const journal = openJournal(file, readJournal(file).length);
  for (const event of events) journal.append(event);
  journal.close();
};
const thrownBy = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (thrown) {
    return thrown;
  }
};

describe('the journal', () => {
  test('gives back what was written, over several openings', () => {
    write(created);
    write(started);
    expect(readJournal(file).events).toEqual([created, started]);
  });

  test('is readable by its owner only', () => {
    write(created);
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  test('leaves out what is shown but not kept', () => {
    const progress = { unit: 'bytes', done: 1, total: 2 } as const;
    write(created, { at, type: 'progress', step: 'download-backup', progress });
    expect(readJournal(file).events).toEqual([created]);
  });

  test.each([1, 5, 40])('is whole again after a crash that left %i bytes of a line', (bytes) => {
    write(created);
    appendFileSync(file, JSON.stringify(started).slice(0, bytes));
    expect(readJournal(file).events).toEqual([created]);
    write(started);
    expect(readJournal(file).events).toEqual([created, started]);
    expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(3);
  });

  test('names the line that is damaged in its middle', () => {
    write(created, started, started);
    const lines = readFileSync(file, 'utf8').split('\n');
    lines[1] = 'x'.repeat(30);
    writeFileSync(file, lines.join('\n'));
    expect(thrownBy(() => readJournal(file))).toMatchObject({
      failure: { code: 'migration.journal-damaged', facts: { line: 2 } },
    });
  });

  test.each([
    '{"at":"x","type":"run-started"}\n',
    '[]\n',
    'null\n',
    '{"at":"x","type":"migration-created"}\n',
  ])('that does not begin with a migration is damaged: %j', (text) => {
    writeFileSync(file, text);
    expect(thrownBy(() => readState(file))).toMatchObject({
      failure: { code: 'migration.journal-damaged' },
    });
  });

  test('that is not there or empty tells no state', () => {
    expect(readState(file)).toBeUndefined();
    writeFileSync(file, '');
    expect(readState(file)).toBeUndefined();
  });

  test('in a folder that cannot be written is a coded failure', () => {
    const nowhere = join(file, 'not-a-folder', 'journal.jsonl');
    writeFileSync(file, '');
    expect(thrownBy(() => openJournal(nowhere, 0))).toMatchObject({
      failure: { code: 'migration.storage' },
    });
  });
});
