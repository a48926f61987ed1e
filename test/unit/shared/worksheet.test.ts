import { describe, expect, test } from 'vitest';
import { fold, foldAll } from '../../../shared/fold';
import type { MigrationState } from '../../../shared/migration';
import { parsePlan } from '../../../shared/plan';
import { openWords, worksheetCounts, worksheetWords } from '../../../shared/words/worksheet';
import {
  changedEntry,
  entryOf,
  isLookedUp,
  isOpen,
  secretOfWish,
  type WorksheetEntry,
  worksheetIds,
  worksheetRows,
  worksheetRules,
} from '../../../shared/worksheet';

const at = '2026-11-24T02:00:00.000Z';
const plan = parsePlan({
  source: { host: 'old.example', user: 'u' },
  target: { host: 'new.example', user: 'u' },
});
const created = foldAll([{ at, type: 'migration-created', id: 'm1', plan }]) as MigrationState;
const entry = (change: Partial<WorksheetEntry> = {}): WorksheetEntry => ({
  ...{ item: 'smtp', state: 'to-do', where: 'mail:587', note: '', by: 'Ada', at },
  ...change,
});
const idsFor = (version: string) =>
  worksheetRows({ facts: { target: { version } } }).map(({ id }) => id);

describe('the worksheet', () => {
  test('is empty at first, also of a state that knows nothing of it', () => {
    expect(created.worksheet).toEqual({});
    expect(worksheetRows(created).map(({ id }) => id)).toEqual(worksheetIds);
    const { worksheet: _, ...older } = created;
    expect(worksheetRows(older).every(isOpen)).toBe(true);
  });

  test('keeps the latest of what was noted, and nothing else of the state changes', () => {
    const note = { type: 'worksheet-noted', ...entry() } as const;
    const once = fold(created, note);
    const twice = fold(once, { ...note, state: 'tested', at: '2026-11-25T02:00:00.000Z' });
    expect(entryOf(twice, 'smtp')).toEqual(
      entry({ state: 'tested', at: '2026-11-25T02:00:00.000Z' }),
    );
    expect({ ...twice, worksheet: {}, updatedAt: at }).toEqual(created);
  });

  test('leaves out what nobody has to do on that version, unless somebody noted it', () => {
    expect(idsFor('5.2.0.6')).toContain('hipaa-dictionaries');
    expect(idsFor('2604.0.1.0')).toContain('audit-log-backup');
    expect(idsFor('2608.0.1.0')).not.toContain('hipaa-dictionaries');
    const worksheet = { 'hipaa-dictionaries': entry({ item: 'hipaa-dictionaries' }) };
    const rows = worksheetRows({ worksheet, facts: { target: { version: '2608' } } });
    expect(rows.map(({ id }) => id)).toContain('hipaa-dictionaries');
  });

  test('tells what to look up where there is something to look up', () => {
    for (const id of worksheetIds) {
      expect(worksheetWords[id].before !== undefined, id).toBe(worksheetRules[id].lookUp);
    }
  });

  test.each<[Partial<WorksheetEntry>, boolean, boolean]>([
    [{ state: 'unknown', where: '' }, false, true],
    [{ state: 'to-do', where: '' }, false, true],
    [{ state: 'to-do' }, true, true],
    [{ state: 're-entered', where: '' }, true, true],
    [{ state: 'not-used', where: '' }, true, false],
    [{ state: 'tested', where: '' }, true, false],
  ])('%j is looked up: %s, open: %s', (change, lookedUp, open) => {
    const row = { id: 'smtp', entry: entry(change) } as const;
    expect([isLookedUp(row), isOpen(row)]).toEqual([lookedUp, open]);
  });

  test('changes what is given alone; what is said to be somewhere is in use', () => {
    const before = entryOf(created, 'siem');
    const who = { by: 'Bob', at };
    const used = changedEntry(before, { item: 'siem', where: ' siem:514 ' }, who);
    expect(used).toEqual({ ...entry({ item: 'siem', where: 'siem:514' }), by: 'Bob' });
    expect(changedEntry(used, { item: 'siem', state: 'tested' }, who)).toMatchObject({
      ...{ where: 'siem:514', state: 'tested' },
    });
    expect(changedEntry(used, { item: 'siem', where: '' }, who).where).toBe('');
  });

  test('counts and names what is open', () => {
    const rows = [
      { id: 'smtp', entry: entry() },
      { id: 'siem', entry: entry({ item: 'siem', state: 're-entered' }) },
      { id: 'sso', entry: entry({ item: 'sso', state: 'not-used' }) },
    ] as const;
    expect(worksheetCounts(rows)).toBe('1 to do, 1 to be tested');
    expect(worksheetCounts(rows.slice(2))).toBe('Nothing is open');
    expect(openWords(rows[0])).toMatch(/^E-mail \(SMTP\) \(mail:587\): Enter the password again/);
    expect(openWords(rows[1])).toMatch(/entered, but not tested/);
  });
});

describe('a secret in a note', () => {
  test.each([
    ['smtp://relay:hunter2@mail.example.com:587', 'password'],
    ['password: hunter2', 'password'],
    ['PWD=hunter2', 'password'],
    ['the api key: 8f3k', 'password'],
    ['ABCD-1234-EFGH-5678', 'backup-key'],
    ['-----BEGIN RSA PRIVATE KEY-----', 'private-key'],
  ])('is noticed in %j', (text, seen) => {
    expect(secretOfWish({ note: text })).toEqual({ part: 'note', seen });
    expect(secretOfWish({ where: text })).toEqual({ part: 'where', seen });
  });

  test.each([
    'mail.example.com:587, relay@example.com',
    'password: in the vault, entry “relay”',
    'Password kept with Bob',
    'ldaps://dc1.example.com:636/OU=Users',
    'ftp://files.example.com:21',
    '2001:db8::1',
  ])('is not seen in %j', (text) => {
    expect(secretOfWish({ where: text, note: text })).toBeUndefined();
  });
});
