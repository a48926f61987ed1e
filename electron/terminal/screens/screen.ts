import type { ConnectionTest } from '../../../shared/connection-test';
import type { MigrationEvent, MigrationState } from '../../../shared/migration';
import type { Ending } from '../ending';

/** One way to tell what happens: in a window, as lines, or to a program. Each is a reader of the same events. */
export type Screen = {
  /** Begins to follow a migration. */
  readonly show: (id: string, event: MigrationEvent, state: MigrationState) => void;
  /** Follows a test of a connection by its states, each of them whole. */
  readonly showTest: (test: ConnectionTest) => void;
  /** A remark in the course of a run, for a person only. */
  readonly say: (text: string) => void;
  /** The outcome of a command, for a person only. */
  readonly write: (text: string) => void;
  /** One thing of a list, for a program only. */
  readonly item: (value: Readonly<Record<string, unknown>>) => void;
  /** Whether the list of what the checks found stands there already. */
  readonly listed?: () => boolean;
  /** Stops drawing until the returned function is called, so that a prompt has the window for itself. */
  readonly stepAside: () => () => void;
  /** Lets a person hold a transfer and let it go with a key, where there are keys; `set` is told what is wanted. */
  readonly offerPause: (set: (paused: boolean) => void) => void;
  /** The last words, once. */
  readonly end: (ending: Ending) => void;
};
