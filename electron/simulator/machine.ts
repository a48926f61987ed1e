import type { Counts, Network } from '../../shared/appliance';
import type { Account, LoginMethod } from './accounts';
import type { Faults } from './faults';

/**
 * A practice appliance as plain JSON: no sockets, no files, no clock of its own. Every change is a function of the
 * state and a time in milliseconds; `settle` says what time alone has changed, `wanted` what a host has to see to.
 */
export type MachineState = {
  readonly product: string;
  readonly version: string;
  readonly hostname: string;
  readonly machineId: string;
  readonly os: string;
  /** Folders as SFTP sees them. */
  readonly folders: {
    readonly backups: string;
    readonly incoming: string;
    readonly archives: string;
  };
  readonly network: Network;
  /** The network card (MAC address). */
  readonly mac: string;
  readonly hardware: { readonly cores: number; readonly memoryBytes: number };
  /** The imagined disk: its size, and what is taken by all that is not in the three folders. */
  readonly disk: { readonly sizeBytes: number; readonly systemBytes: number };
  readonly accounts: readonly Account[];
  readonly methods: readonly LoginMethod[];
  readonly database: Database;
  /** Bytes of application files that go into each backup beside the database. */
  readonly backupBytes: number;
  readonly licence: Licence;
  readonly services: readonly { readonly name: string; readonly running: boolean }[];
  readonly patches: readonly { readonly code: string; readonly appliedAt: string }[];
  readonly clients: { readonly enabled: boolean };
  /** The fleets of the imagined network, whoever serves them; absent in machines of earlier versions. */
  readonly fleets?: readonly Fleet[] | undefined;
  /** When it served which of them, oldest first. */
  readonly served?: readonly ServedTime[] | undefined;
  /** Computers that checked in over HTTPS, with the time in milliseconds. */
  readonly checkIns?: Readonly<Record<string, number>> | undefined;
  /** How many certificates it had before the one that it shows. */
  readonly certificates?: number | undefined;
  readonly logs: readonly LogLine[];
  /** Multiplies every duration; 1 is the timing of the page. */
  readonly timeScale: number;
  readonly faults: Faults;
  readonly backups: readonly BackupRecord[];
  /** The newest restore job; the ones before it are of no interest to anybody. */
  readonly restore?: RestoreRecord | undefined;
  /** How often each work was ever begun: what a test looks at to prove that nothing ran twice. */
  readonly begun: {
    readonly prepared: number;
    readonly backups: number;
    readonly restores: number;
  };
  readonly restart?: Restart | undefined;
  /** When it restarts by itself, once. */
  readonly restartsAt?: number | undefined;
  /** How often it was given a new host key. */
  readonly hostKeys?: number | undefined;
  readonly powerOffAt?: number | undefined;
  readonly power: 'on' | 'off';
  /** When it went off; absent while it is on. */
  readonly offAt?: number | undefined;
  /** When it came on again by itself; whoever came last at an address is the one that others see there. */
  readonly backAt?: number | undefined;
  readonly move?:
    | {
        readonly at: number;
        readonly network: Network;
        /** When it goes back unless that is confirmed. */
        readonly revertAt?: number | undefined;
      }
    | undefined;
  /** What it goes back to, and when, unless the change is confirmed before. */
  readonly revert?: { readonly at: number; readonly network: Network } | undefined;
  /** Files that have to go, as SFTP paths or names in the machine's work folder. */
  readonly trash: readonly string[];
};

/** Computers on the imagined network whose clients look for their server at one address; those numbered 1 to `computers` are in use. */
export type Fleet = { readonly address: string; readonly computers: number };

/** A time in which a machine served a fleet: each of its computers checks in between `first` and `last`, and then once a day. */
export type ServedTime = {
  readonly fleet: Fleet;
  readonly from: number;
  readonly first: number;
  readonly last: number;
  /** Absent while it goes on. */
  readonly until?: number | undefined;
};

/** Where the rows are: made from a seed, or kept as a dump (a file in the work folder) since a restore. */
export type Database = {
  readonly counts: Counts;
  readonly seed?: string | undefined;
  readonly dump?: string | undefined;
};

export type Licence = {
  readonly valid: boolean;
  readonly kind: 'full' | 'trial';
  readonly computers: number;
  readonly until: string;
};

export type LogLine = {
  readonly time: string;
  readonly level: 'info' | 'warning' | 'error';
  readonly text: string;
};

export type BackupRecord = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly version: string;
  readonly createdAt: number;
  readonly state: 'awaiting-key' | 'generating' | 'ready' | 'failed';
  /** What the file is sealed with; forgotten as soon as it is written. */
  readonly key?: string | undefined;
  readonly startedAt?: number | undefined;
  /** The file as it was written, which may be before the time of the work is up. */
  readonly written?:
    | { readonly at: number; readonly size: number; readonly sha256: string }
    | undefined;
  readonly file?: string | undefined;
  readonly reason?: string | undefined;
};

export type RestoreRecord = {
  readonly job: string;
  readonly request: string;
  readonly file: string;
  readonly key?: string | undefined;
  readonly startedAt: number;
  readonly state: 'running' | 'restarting' | 'done' | 'failed';
  /** What the file held, or why it could not be taken. */
  readonly outcome?: LoadOutcome | undefined;
  /** Set once the restart of the fault `restart-during-restore` has happened. */
  readonly interrupted?: boolean | undefined;
  readonly reason?: string | undefined;
};

export type LoadOutcome =
  | { readonly at: number; readonly error: string }
  | {
      readonly at: number;
      readonly name: string;
      readonly description: string;
      readonly createdAt: number;
      readonly size: number;
      readonly sha256: string;
      readonly counts: Counts;
      readonly accounts: readonly Account[];
      /** The rows, as a file in the work folder. */
      readonly dump: string;
    };

/** Services are down from `from` to `until`; the port is closed from `from` to `closedUntil`. */
export type Restart = {
  readonly from: number;
  readonly closedUntil: number;
  readonly until: number;
};

/** Durations in milliseconds before scaling. */
export const durations = {
  backup: 3000,
  queued: 300,
  restoring: 1700,
  restart: 2000,
  portClosed: 1500,
  powerOff: 1000,
  address: 1000,
} as const;

/** A duration of this machine in milliseconds. */
export const lasting = (state: MachineState, what: keyof typeof durations): number =>
  durations[what] * state.timeScale;

/** The restart that begins at `from`. */
export const restartFrom = (state: MachineState, from: number): Restart => ({
  from,
  closedUntil: from + lasting(state, 'portClosed'),
  until: from + lasting(state, 'restart'),
});

/** A machine that was off and is switched on: it starts as after a restart. */
export const switchedOn = (state: MachineState, at: number): MachineState => ({
  ...logged(state, at, 'info', 'Switched on'),
  power: 'on',
  powerOffAt: undefined,
  restart: restartFrom(state, at),
});

/** The state with one more line in its log; the newest 200 are kept. */
export const logged = (
  state: MachineState,
  at: number,
  level: LogLine['level'],
  text: string,
): MachineState => ({
  ...state,
  logs: [...state.logs, { time: new Date(at).toISOString(), level, text }].slice(-200),
});

/** How long a restore is queued, in milliseconds. */
export const queuedFor = (state: MachineState): number =>
  lasting(state, 'queued') + (state.faults['queued-long']?.seconds ?? 0) * 1000 * state.timeScale;

/** The state with other faults; what one of them will do later begins at `now`. */
export function withFaults(state: MachineState, faults: Faults, now: number): MachineState {
  const fault = faults['restart-by-itself'];
  if (fault === state.faults['restart-by-itself']) return { ...state, faults };
  const restartsAt = fault && now + fault.seconds * 1000 * state.timeScale;
  return { ...state, faults, restartsAt };
}

/** Whether a backup or a restore is at work. */
export const isBusy = (state: MachineState): boolean =>
  state.faults['other-work'] !== undefined ||
  state.backups.some((backup) => backup.state === 'generating') ||
  state.restore?.state === 'running' ||
  state.restore?.state === 'restarting';
