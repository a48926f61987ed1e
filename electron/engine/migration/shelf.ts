import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { fail, isFailure } from '../../../shared/failure';
import { interrupted } from '../../../shared/fold';
import type { MigrationState } from '../../../shared/migration';
import { readState } from './journal';
import { journalFile } from './migration';

/** The migrations on this computer: a folder each. */
export type Shelf = {
  readonly newId: () => string;
  readonly folder: (id: string) => string;
  /** All that can be read, newest first; those whose journal is damaged are named apart. */
  readonly list: () => {
    readonly states: readonly MigrationState[];
    readonly damaged: readonly string[];
  };
  /** Throws `migration.not-found`, `migration.journal-damaged`. */
  readonly read: (id: string) => MigrationState;
  readonly forget: (id: string) => void;
};

export function openShelf(dataFolder: string): Shelf {
  const root = join(dataFolder, 'migrations');
  const folder = (id: string): string => join(root, id);
  const read = (id: string): MigrationState => {
    const state = readState(journalFile(folder(id)));
    return state ? interrupted(state) : fail('migration.not-found', { id });
  };
  return {
    newId: () => `m${randomBytes(4).toString('hex')}`,
    folder,
    read,
    list: () => {
      const states: MigrationState[] = [];
      const damaged: string[] = [];
      for (const id of names(root)) {
        try {
          states.push(read(id));
        } catch (thrown) {
          if (isFailure(thrown, 'migration.journal-damaged')) damaged.push(id);
          else if (!isFailure(thrown, 'migration.not-found')) throw thrown;
        }
      }
      return { states: states.sort((a, b) => b.createdAt.localeCompare(a.createdAt)), damaged };
    },
    forget: (id) => {
      read(id);
      mkdirSync(join(dataFolder, 'forgotten'), { recursive: true, mode: 0o700 });
      renameSync(folder(id), join(dataFolder, 'forgotten', id));
    },
  };
}

function names(root: string): readonly string[] {
  try {
    return readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return [];
    return fail(
      'migration.storage',
      { path: root, seen: (thrown as NodeJS.ErrnoException).code ?? '' },
      thrown,
    );
  }
}
