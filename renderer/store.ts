import { create } from 'zustand';
import type { ConsoleView } from '../shared/console-view';
import type { CommandAnswers } from '../shared/contract';
import { type Failure, toFailure } from '../shared/failure';
import type { MigrationState } from '../shared/migration';
import { client } from './bridge';
import { type ConnectForm, emptyForm, type Tests } from './connect-form';
import type { Entered } from './hand-given';
import type { Inspecting } from './inspecting-files';
import type { Place } from './page-of';
import type { Review } from './review';
import { hearThroughput } from './throughput';
import type { WorksheetDesk } from './worksheet-desk';
import type { Workshop } from './workshop-desk';

/** What the window knows: the last snapshot of each migration, and where the person is. Nothing is computed here. */
export type App = {
  readonly place: Place;
  readonly migrations: Readonly<Record<string, MigrationState>>;
  /** Migrations whose journal cannot be read. */
  readonly damaged: CommandAnswers['list-damaged'];
  /** Whether the list of migrations was read, or why it could not be. */
  readonly listed: 'not-yet' | 'yes' | Failure;
  /** Passwords of practice accounts by migration, while the app runs; those of real servers are never kept. */
  readonly practicePasswords: Readonly<Record<string, string>>;
  /** What is entered on the connect page. */
  readonly form: ConnectForm;
  /** The last snapshot of each test of a connection. */
  readonly tests: Tests;
  /** What is entered about the findings of each migration, until it is written down. */
  readonly reviews: Readonly<Record<string, Review>>;
  /** What is open of each migration's worksheet, and what is being entered there. */
  readonly worksheets: Readonly<Record<string, WorksheetDesk>>;
  /** What was entered of work by hand, by migration, side and operation, for another try; never a secret. */
  readonly handDrafts: Readonly<Record<string, Entered>>;
  /** The web console that is open. */
  readonly console: ConsoleView | null;
  /** The files that are looked into; they stay while the person goes elsewhere. */
  readonly inspecting: Inspecting;
  /** Who says so: the name for what is said and let pass. */
  readonly reviewer: string;
  /** The test whose question is shown on the connect page. */
  readonly asking?: string | undefined;
  /** The profile that is being written. */
  readonly workshop?: Workshop | undefined;
  /** The test that asked last; the focus goes there when the connect page comes back. */
  readonly asked?: string | undefined;
};

export const useApp = create<App>()(() => ({
  place: { at: 'home' },
  migrations: {},
  damaged: [],
  listed: 'not-yet',
  practicePasswords: {},
  form: emptyForm,
  tests: {},
  reviews: {},
  worksheets: {},
  handDrafts: {},
  console: null,
  inspecting: { target: '' },
  reviewer: '',
}));

export const go = (place: Place): void => useApp.setState({ place });
export const goHome = (): void => go({ at: 'home' });

/** Puts a snapshot into the store unless a later one is there already. */
export const hear = (state: MigrationState): void => {
  hearThroughput(state);
  useApp.setState(({ migrations }) => {
    const known = migrations[state.id];
    return known && known.updatedAt > state.updatedAt
      ? {}
      : { migrations: { ...migrations, [state.id]: state } };
  });
};

export const keepDraft = (name: string, entered: Entered): void =>
  useApp.setState(({ handDrafts }) => ({ handDrafts: { ...handDrafts, [name]: entered } }));

/** Reads the lists of migrations anew. */
export async function refresh(): Promise<void> {
  try {
    const [list, damaged] = await Promise.all([
      client.call('list-migrations', {}),
      client.call('list-damaged', {}),
    ]);
    const known = useApp.getState().migrations;
    // A run that began while the list was read may be missing in it.
    const running = Object.values(known).filter(({ status }) => status === 'running');
    const migrations = Object.fromEntries(
      [...running, ...list].map((state) => [state.id, later(known[state.id], state)]),
    );
    useApp.setState({ migrations, damaged, listed: 'yes' });
  } catch (thrown) {
    useApp.setState({ listed: toFailure(thrown) });
  }
}

const later = (known: MigrationState | undefined, read: MigrationState): MigrationState =>
  known && known.updatedAt > read.updatedAt ? known : read;

/** Opens a migration; its snapshots come by push. A practice password is kept for the question that follows. */
export function openMigration(id: string, practicePassword?: string): void {
  useApp.setState(({ practicePasswords }) => ({
    place: { at: 'migration', id },
    practicePasswords:
      practicePassword === undefined
        ? practicePasswords
        : { ...practicePasswords, [id]: practicePassword },
  }));
}

/** Takes a migration off the list. */
export async function forget(id: string): Promise<void> {
  await client.call('forget-migration', { id });
  useApp.setState(({ migrations }) => ({
    migrations: Object.fromEntries(Object.entries(migrations).filter(([key]) => key !== id)),
  }));
}
