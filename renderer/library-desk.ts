import { create } from 'zustand';
import type { ChosenFile } from '../shared/contract';
import type { LibraryChange, LibraryRow } from '../shared/library';
import { client } from './bridge';
import { inspect } from './inspecting';
import type { LibraryView } from './library-view';
import { go } from './store';

/** The library that is open, its rows, and how they are looked at; it stays while other pages are shown. */
export type LibraryDesk = {
  /** The last change, without its rows. */
  readonly standing?: Omit<LibraryChange, 'rows'> | undefined;
  /** By their numbers. */
  readonly rows: readonly LibraryRow[];
  readonly folder?: ChosenFile | undefined;
  readonly view: LibraryView;
  readonly selected?: number | undefined;
  readonly target: string;
};

const begin: Pick<LibraryDesk, 'view' | 'rows' | 'target'> = {
  view: { sort: { column: 'path', down: false }, text: '', problem: 'all' },
  rows: [],
  target: '',
};

export const useLibrary = create<LibraryDesk>()(() => begin);

/** Takes in a change; one of another library puts all rows away. */
export function hearLibrary({ rows: changed, ...standing }: LibraryChange): void {
  useLibrary.setState((desk) => {
    const isNew = desk.standing?.id !== standing.id;
    if (changed.length === 0 && !isNew) return { standing };
    const rows = isNew ? [] : desk.rows.slice();
    for (const row of changed) rows[row.row] = row;
    return { standing, rows, ...(isNew && { selected: undefined }) };
  });
}

/** Begins the library of a folder; `fresh`: nothing that is remembered counts. */
export async function openLibrary(folder: ChosenFile, fresh = false): Promise<void> {
  const { target } = useLibrary.getState();
  await client.call('start-library', {
    folder: { ticket: folder.ticket },
    ...(target !== '' && { target }),
    ...(fresh && { fresh }),
  });
  useLibrary.setState({ folder });
}

export const look = (change: Partial<LibraryView>): void =>
  useLibrary.setState(({ view }) => ({ view: { ...view, ...change } }));

/** Judges all rows for another version; empty: for none. */
export async function setTarget(target: string): Promise<void> {
  useLibrary.setState({ target });
  const { standing } = useLibrary.getState();
  if (standing)
    await client.call('set-library-target', {
      id: standing.id,
      target: target === '' ? null : target,
    });
}

/** Goes to the page that looks into a file, with that of a row. */
export async function inspectRow(id: string, row: number): Promise<void> {
  const file = await client.call('open-library-row', { id, row });
  go({ at: 'inspect', from: 'library' });
  await inspect(file);
}
