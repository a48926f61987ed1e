import { fail } from '../../../shared/failure';
import type { FileReference } from '../../../shared/file-reference';
import type { MigrationEvent, MigrationState } from '../../../shared/migration';
import type { Handlers } from '../../../shared/wire';
import { pathOf } from '../file-path';
import { oldServerCalendar } from '../report/old-server-calendar';
import { wayBackFile } from '../report/way-back-file';
import { rollBackRun } from './begin-run';
import { giveUpSource } from './give-up-source';
import type { Run, RunOptions } from './migration';
import type { Shelf } from './shelf';

type Desk = {
  readonly shelf: Shelf;
  readonly stateOf: (id: string) => MigrationState;
  readonly begin: (id: string, start: (run: RunOptions) => Run) => void;
  readonly tell: (event: MigrationEvent, state: MigrationState) => void;
  readonly writeExport: (path: string, text: string) => Promise<void>;
};

type Names = 'roll-back' | 'save-way-back' | 'way-back-page' | 'save-reminder' | 'give-up-source';

/** The commands of going back, and of what is kept of the old server. */
export function wayBackHandlers(desk: Desk): Handlers<Names> {
  const { shelf, stateOf, writeExport } = desk;
  const save = async (file: FileReference, text: string) => {
    const path = pathOf(file);
    await writeExport(path, text);
    return { path };
  };
  return {
    'roll-back': async ({ id, ...wish }) => {
      shelf.read(id);
      // The run that goes forward holds the lock, which says so.
      desk.begin(id, (run) => rollBackRun(run, wish));
      return null;
    },
    'save-way-back': ({ id, format, file }) =>
      save(file, wayBackFile(stateOf(id), format, new Date())),
    'way-back-page': async ({ id }) => ({ html: wayBackFile(stateOf(id), 'html', new Date()) }),
    'save-reminder': async ({ id, file }) =>
      save(file, oldServerCalendar(stateOf(id), new Date()) ?? fail('source.still-needed')),
    'give-up-source': async ({ id, ...said }) => {
      shelf.read(id);
      giveUpSource({ folder: shelf.folder(id), onEvent: desk.tell }, said);
      return null;
    },
  };
}
