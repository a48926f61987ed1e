import { act, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { useLibrary } from '../../../renderer/library-desk';
import { arranged, type LibraryView } from '../../../renderer/library-view';
import { libraryWords } from '../../../renderer/words/en-library';
import { homeWords } from '../../../renderer/words/en-places';
import type { LibraryChange, LibraryProblem, LibraryRow } from '../../../shared/library';
import { problemWords } from '../../../shared/words/library';
import { openWindow } from './open-window';

const row = (number: number, more: Partial<LibraryRow> = {}): LibraryRow => ({
  ...{ row: number, path: `site/${number}.eppb`, state: 'read', size: 100 + number, problems: [] },
  ...{ container: 'opaque', verdict: 'not-known', sureness: 'likely' },
  sha256: String(number % 10).repeat(64),
  ...more,
});

const change = (rows: readonly LibraryRow[], more: Partial<LibraryChange> = {}): LibraryChange => ({
  ...{ id: 'library-1', name: 'backups', stage: 'done', found: rows.length, looked: rows.length },
  ...{ read: rows.length, bytes: 10, bytesRead: 10, known: 0, more: false, rows },
  ...more,
});

const view: LibraryView = {
  sort: { column: 'path', down: false },
  text: '',
  problem: 'all',
};
const paths = (rows: readonly LibraryRow[]): string[] => rows.map(({ path }) => path);

describe('the order and choice of rows', () => {
  const rows = [
    row(0, { path: 'b', size: 30, version: version('5.9.4.2') }),
    row(1, { path: 'A', size: 5, problems: ['no-kit'], version: version('2604') }),
    row(2, { path: 'c', problems: ['truncated', 'no-kit'], version: version('5.10.0.0') }),
    { row: 3, path: 'd', state: 'gone', problems: ['gone'] } as const,
  ];
  test.each([
    ['path', false, ['A', 'b', 'c', 'd']],
    ['path', true, ['d', 'c', 'b', 'A']],
    ['size', false, ['A', 'b', 'c', 'd']],
    // What is not known comes last, either way.
    ['size', true, ['c', 'b', 'A', 'd']],
    ['version', false, ['b', 'c', 'A', 'd']],
    ['version', true, ['A', 'c', 'b', 'd']],
    ['problems', false, ['c', 'd', 'A', 'b']],
  ] as const)('by %s, down: %s', (column, down, order) => {
    expect(paths(arranged(rows, { ...view, sort: { column, down } }))).toEqual(order);
  });
  test.each([
    ['errors', ['c']],
    ['warnings', ['d']],
    ['clear', ['A', 'b']],
    ['is-no-kit', ['A', 'c']],
  ] as const)('with %s', (problem, found) => {
    expect(paths(arranged(rows, { ...view, problem }))).toEqual(found);
  });
  test.each([
    ['2604', ['A']],
    ['C', ['c']],
    ['2222', ['c']],
    ['nothing', []],
  ] as const)('by the text %s', (text, found) => {
    expect(paths(arranged(rows, { ...view, text }))).toEqual(found);
  });
});

function version(text: string): NonNullable<LibraryRow['version']> {
  return { version: text, from: 'manifest', sureness: 'certain' };
}

describe('the page of a library', () => {
  afterEach(() => act(() => useLibrary.setState(useLibrary.getInitialState(), true)));

  async function open(answers: Readonly<Record<string, unknown>> = {}) {
    const window = await openWindow(undefined, {
      'choose-file': { ticket: 't-1', name: 'backups' },
      'start-library': { id: 'library-1' },
      ...answers,
    });
    await window.user.click(screen.getByRole('button', { name: new RegExp(homeWords.library) }));
    await window.user.click(screen.getByRole('button', { name: libraryWords.choose }));
    return {
      ...window,
      pushLibrary: (next: LibraryChange) => window.tell('library-changed', next),
    };
  }

  test('begins by a ticket, takes rows in as they change, and another library takes its place', async () => {
    const { asked, pushLibrary } = await open();
    expect(asked('start-library')[0]?.input).toEqual({ folder: { ticket: 't-1' } });
    await pushLibrary(change([row(0, { state: 'found', container: undefined })], { found: 2 }));
    await pushLibrary(change([row(1)], { found: 2, stage: 'reading' }));
    await pushLibrary(change([row(0, { problems: ['damaged'] })], { found: 2 }));
    expect(useLibrary.getState().rows).toEqual([row(0, { problems: ['damaged'] }), row(1)]);
    expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('3');
    await pushLibrary(change([], { id: 'library-2', found: 0 }));
    expect(useLibrary.getState().rows).toEqual([]);
    expect(screen.getByText(libraryWords.none)).toBeVisible();
  });

  test('a row says what speaks against it, and is opened by its number', async () => {
    const { user, asked, pushLibrary } = await open({
      'open-library-row': { ticket: 't-2', name: '0.eppb' },
      'start-inspection': { id: 'inspection-1' },
    });
    const problems: LibraryProblem[] = ['truncated', 'duplicate'];
    await pushLibrary(change([row(0, { problems }), row(10, { path: 'other.eppb' })]));
    act(() => useLibrary.setState({ selected: 0 }));
    const part = screen.getByRole('region', { name: libraryWords.selected });
    for (const problem of problems)
      expect(within(part).getByText(problemWords[problem].says)).toBeVisible();
    expect(within(part).getByText('other.eppb')).toBeVisible();
    await user.click(within(part).getByRole('button', { name: libraryWords.inspect }));
    expect(asked('open-library-row')[0]?.input).toEqual({ id: 'library-1', row: 0 });
    expect(asked('start-inspection')[0]?.input).toMatchObject({ file: { ticket: 't-2' } });
  });

  test('a name cannot turn its direction', async () => {
    const { pushLibrary } = await open();
    await pushLibrary(change([row(0, { path: 'gpj\u202ebppe.exe' })]));
    act(() => useLibrary.setState({ selected: 0 }));
    const part = screen.getByRole('region', { name: libraryWords.selected });
    expect(within(part).getByText('gpj[U+202E]bppe.exe')).toBeVisible();
  });

  test('is stopped, looked through again, and read anew', async () => {
    const { user, asked, pushLibrary } = await open();
    await pushLibrary(change([row(0)], { stage: 'reading', bytesRead: 5 }));
    await user.click(screen.getByRole('button', { name: libraryWords.stop }));
    expect(asked('cancel-library')[0]?.input).toEqual({ id: 'library-1' });
    await pushLibrary(change([], { stage: 'cancelled' }));
    await user.click(screen.getByRole('button', { name: libraryWords.again }));
    await user.click(screen.getByRole('button', { name: libraryWords.fresh }));
    expect(asked('start-library').map(({ input }) => input)).toEqual([
      { folder: { ticket: 't-1' } },
      { folder: { ticket: 't-1' } },
      { folder: { ticket: 't-1' }, fresh: true },
    ]);
  });

  test('is judged for a version, and for none that cannot be one', async () => {
    const { user, asked, pushLibrary } = await open();
    await pushLibrary(change([row(0)]));
    const field = screen.getByLabelText(libraryWords.target);
    await user.type(field, 'new{Enter}');
    expect(screen.getByText(libraryWords.targetBad)).toBeVisible();
    expect(asked('set-library-target')).toEqual([]);
    await user.clear(field);
    await user.type(field, '2604{Enter}');
    expect(asked('set-library-target')[0]?.input).toEqual({ id: 'library-1', target: '2604' });
    await user.clear(field);
    await user.tab();
    expect(asked('set-library-target')[1]?.input).toEqual({ id: 'library-1', target: null });
  });

  test('is saved as it is shown', async () => {
    const { user, asked, pushLibrary } = await open({
      'choose-place': { ticket: 'p-1', name: 'backups.csv' },
      'save-library': { path: '/x' },
    });
    await pushLibrary(change([row(0), row(1, { problems: ['damaged'] }), row(2)]));
    await user.selectOptions(screen.getByLabelText(libraryWords.problem), 'errors');
    await user.click(screen.getByRole('button', { name: libraryWords.save }));
    expect(asked('save-library')[0]?.input).toEqual({
      ...{ id: 'library-1', file: { ticket: 'p-1' } },
      rows: [1],
    });
    expect(screen.getByText(libraryWords.saved('backups.csv'))).toBeVisible();
  });
});
