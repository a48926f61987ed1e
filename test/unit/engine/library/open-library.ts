import { type Disk, realDisk } from '../../../../electron/engine/library/disk';
import { openLibraries } from '../../../../electron/engine/library/library-handlers';
import { isOver, type LibraryChange, type LibraryRow } from '../../../../shared/library';

type Wish = {
  readonly target?: string;
  readonly hash?: boolean;
  readonly fresh?: boolean;
};

/** A real disk that counts how many files are opened. */
export function countingDisk() {
  let opened = 0;
  const disk: Disk = {
    ...realDisk,
    open: (path) => {
      opened++;
      return realDisk.open(path);
    },
  };
  return { disk, opened: () => opened };
}

/** Libraries over a data folder, followed as a front end does. */
export function libraries(dataFolder: string, disk: Disk = realDisk, patience = 5000) {
  const rows = new Map<number, LibraryRow>();
  const changes: Omit<LibraryChange, 'rows'>[] = [];
  const most = { rows: 0 };
  const written = new Map<string, string>();
  let hear: (change: LibraryChange) => void = () => undefined;
  const { handlers, close } = openLibraries({
    ...{ dataFolder, disk, patience },
    writeExport: async (path, text) => void written.set(path, text),
    tell: (change) => {
      for (const row of change.rows) rows.set(row.row, row);
      most.rows = Math.max(most.rows, change.rows.length);
      changes.push({ ...change });
      hear(change);
    },
  });
  /** Makes a library to its end and answers with its rows by path. */
  const make = async (root: string, wish: Wish = {}) => {
    rows.clear();
    const over = new Promise<LibraryChange>((resolve) => {
      hear = (change) => isOver(change) && resolve(change);
    });
    const { id } = await handlers['start-library']({ folder: { path: root }, ...wish });
    const end = await over;
    return { id, end, byPath: new Map([...rows.values()].map((row) => [row.path, row])) };
  };
  const listen = (heard: typeof hear): void => {
    hear = heard;
  };
  return { make, handlers, close, rows, changes, most, written, listen };
}
