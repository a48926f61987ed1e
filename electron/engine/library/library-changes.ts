import { type LibraryChange, type LibraryRow, rowsAtOnce } from '../../../shared/library';

/** Tells of a library a few times a second: how far it is, and the rows that have changed since. */
export type LibraryChanges = {
  readonly note: (row: number) => void;
  /** No more happens by itself: tells what is left, and goes on only for what is noted later. */
  readonly end: () => void;
  /** Is silent from now on. */
  readonly mute: () => void;
};

/** A table is drawn anew at most so often, in milliseconds; ten thousand rows need three seconds to cross. */
const interval = 150;
/** What is left at the end is told sooner. */
const restInterval = 20;

export function tellChanges(
  rowAt: (row: number) => LibraryRow,
  standing: () => Omit<LibraryChange, 'rows'>,
  tell: (change: LibraryChange) => void,
): LibraryChanges {
  const changed = new Set<number>();
  let timer: NodeJS.Timeout | undefined;
  let over = false;
  let muted = false;
  const take = (): LibraryRow[] => {
    const rows: LibraryRow[] = [];
    for (const row of changed) {
      if (rows.length === rowsAtOnce) break;
      changed.delete(row);
      rows.push(rowAt(row));
    }
    return rows;
  };
  const put = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (muted) return;
    const rows = take();
    const { stage, ...sofar } = standing();
    // The end is told with the last rows.
    tell({ ...sofar, stage: over && changed.size > 0 ? 'reading' : stage, rows });
    if (!over) timer = setTimeout(put, interval);
    else if (changed.size > 0) timer = setTimeout(put, restInterval);
  };
  timer = setTimeout(put, 0);
  return {
    note: (row) => {
      changed.add(row);
      if (over) timer ??= setTimeout(put, 0);
    },
    end: () => {
      over = true;
      put();
    },
    mute: () => {
      muted = true;
      clearTimeout(timer);
    },
  };
}
