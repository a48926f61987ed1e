import { randomBytes } from 'node:crypto';
import { basename, resolve } from 'node:path';
import type { Pushes } from '../../../shared/contract';
import { fail } from '../../../shared/failure';
import type { LibraryRow } from '../../../shared/library';
import type { Handlers } from '../../../shared/wire';
import { pathOf } from '../file-path';
import { loadRules } from '../rules/load-rules';
import { type Disk, realDisk } from './disk';
import { recall, remember } from './library-cache';
import { libraryCsv } from './library-csv';
import { patientDisk, silentCode } from './patient-disk';
import { type RunningLibrary, runLibrary } from './run-library';

export type LibraryNames =
  | 'start-library'
  | 'cancel-library'
  | 'set-library-target'
  | 'save-library'
  | 'library-path';

type Options = {
  readonly dataFolder: string;
  readonly writeExport: (path: string, text: string) => Promise<void>;
  readonly tell: (change: Pushes['library-changed']) => void;
  /** As of `runLibrary`. */
  readonly disk?: Disk;
  readonly patience?: number;
};

/** A share that has to wake up first may take this long, in milliseconds. */
const usualPatience = 20_000;

/** The libraries of this process: one at a time, for each holds a table in memory. */
export type Libraries = {
  readonly handlers: Handlers<LibraryNames>;
  readonly close: () => Promise<void>;
};

export function openLibraries(options: Options): Libraries {
  const { dataFolder, writeExport, tell, disk = realDisk, patience = usualPatience } = options;
  let open: { readonly id: string; readonly library: RunningLibrary } | undefined;
  const found = (id: string): RunningLibrary =>
    open?.id === id
      ? open.library
      : fail('contract.bad-input', { where: 'library', seen: 'one that is not open' });

  return {
    handlers: {
      'start-library': async ({ folder, target, hash = true, fresh = false }) => {
        const root = resolve(pathOf(folder));
        await mustBeFolder(disk, root, patience);
        const { rules } = loadRules(dataFolder);
        open?.library.mute();
        const id = `library-${randomBytes(6).toString('hex')}`;
        const library = runLibrary({
          ...{ id, root, disk, patience, rules, target, hash, tell },
          recall: async () =>
            fresh ? { files: new Map(), kits: new Map() } : recall(dataFolder, root),
          remember: (memory) => remember(dataFolder, root, memory),
        });
        open = { id, library };
        return { id };
      },
      'cancel-library': async ({ id }) => {
        if (open?.id !== id) return null;
        open.library.cancel();
        await open.library.ended;
        return null;
      },
      'set-library-target': async ({ id, target }) => {
        found(id).setTarget(target ?? undefined);
        return null;
      },
      'save-library': async ({ id, file, rows: wanted }) => {
        const path = pathOf(file);
        const rows = found(id).rows();
        await writeExport(path, libraryCsv(wanted ? pick(rows, wanted) : rows));
        return { path };
      },
      'library-path': async ({ id, row }) => ({
        path:
          found(id).pathOf(row) ?? fail('contract.bad-input', { where: 'row', seen: String(row) }),
      }),
    },
    close: async () => {
      open?.library.mute();
      await open?.library.ended;
    },
  };
}

const pick = (rows: readonly LibraryRow[], wanted: readonly number[]): readonly LibraryRow[] =>
  wanted.flatMap((row) => rows[row] ?? []);

async function mustBeFolder(disk: Disk, root: string, patience: number): Promise<void> {
  const { signal } = new AbortController();
  const folder = basename(root) || root;
  try {
    const { kind } = await patientDisk(disk, { patience, atOnce: 1, signal }).stat(root);
    if (kind !== 'folder') fail('library.no-folder', { folder, seen: 'it is a file' });
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    if (code === undefined) throw thrown;
    const seen = code === silentCode ? 'it does not answer' : code;
    fail('library.no-folder', { folder, seen }, thrown);
  }
}
