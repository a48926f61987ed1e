import { describe, expect, it } from 'vitest';
import { compareInspections, listedMost } from '../../../shared/file-comparison';
import type { Entry, Inspection } from '../../../shared/inspection';
import { entry, manyEntries, opaqueFound, practiceFound } from '../renderer/inspections';

const holding = (...entries: readonly Entry[]): Inspection => ({
  ...practiceFound,
  archive: {
    ...{ entries: [...entries], more: 0, files: entries.length, folders: 0, others: 0 },
    ...{ bytes: 1, complete: true },
  },
});

describe('two inspections', () => {
  it('are held against each other fact by fact', () => {
    const { rows } = compareInspections(practiceFound, opaqueFound, { kind: 'differs', at: 0 });
    const byFact = Object.fromEntries(rows.map(({ fact, ...row }) => [fact, row]));
    expect(byFact['size']).toEqual({ first: 1_048_576, second: 250_000_000, same: false });
    expect(byFact['container']).toEqual({ first: 'gzip tar sql', second: 'opaque', same: false });
    expect(byFact['version']).toEqual({ first: '5.2.0.6', second: undefined, same: false });
    expect(byFact['sha256']?.same).toBe(true);
  });

  it('say nothing of what neither of them has', () => {
    const { rows, entries, tables } = compareInspections(opaqueFound, opaqueFound, {
      kind: 'same',
    });
    expect(rows.map(({ fact }) => fact)).toEqual([
      'name',
      'size',
      'verdict',
      'container',
      'sha256',
    ]);
    expect([entries, tables]).toEqual([undefined, undefined]);
  });

  it('list what only one archive has and what has another size', () => {
    const { entries } = compareInspections(
      holding(entry('same', 1), entry('grown', 1), entry('gone', 1)),
      holding(entry('same', 1), entry('grown', 2), entry('new', 1)),
      { kind: 'differs', at: 3 },
    );
    expect(entries).toEqual({
      ...{ same: 1, onlyFirst: ['gone'], onlySecond: ['new'], more: 0 },
      different: [{ name: 'grown', first: 1, second: 2 }],
    });
  });

  it('list the rows of tables that differ', () => {
    const fewer: Inspection = {
      ...practiceFound,
      dump: { tables: [{ name: 'computers', rows: 100 }], more: 0, complete: true },
    };
    const { tables } = compareInspections(practiceFound, fewer, { kind: 'differs', at: 3 });
    expect(tables).toMatchObject({
      onlyFirst: ['users'],
      different: [{ name: 'computers', first: 120, second: 100 }],
    });
  });

  it('count what they do not list', () => {
    const { entries } = compareInspections(holding(...manyEntries(1000)), holding(), {
      kind: 'differs',
      at: 3,
    });
    expect(entries?.onlyFirst).toHaveLength(listedMost);
    expect(entries?.more).toBe(1000 - listedMost);
  });
});
