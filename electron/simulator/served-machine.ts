import type { CommandAnswer } from './command-line';
import type { MachineState } from './machine';
import type { MachineRecord } from './record';
import type { Storage } from './storage';

/** A machine as its servers see it. */
export type ServedMachine = {
  /** The state, settled. */
  readonly state: () => MachineState;
  readonly storage: Storage;
  readonly record: MachineRecord;
  readonly run: (line: string, stdin: () => Promise<string>) => Promise<CommandAnswer>;
  /** Runs a command that is cut into words already, without `eppctl`, for whoever is logged in elsewhere than at a shell. */
  readonly command: (words: readonly string[], stdin?: string) => Promise<CommandAnswer>;
  /** Replaces the state, for what no command does; `what` is noted. */
  readonly change: (state: MachineState, what: string) => void;
  /**
   * Carries out an operation that the fault `drop-at` may name; answers whether the connection has to be dropped
   * instead of answering.
   */
  readonly trapped: <Result>(
    name: string,
    operation: () => Promise<Result>,
  ) => Promise<{ readonly dropped: true } | { readonly dropped: false; readonly result: Result }>;
  /** How many of these content bytes may pass before every connection has to be dropped. */
  readonly meter: (bytes: number) => number;
  /** Waits as long as a slow machine takes for so many content bytes. */
  readonly pace: (bytes: number) => Promise<void>;
};

/** One connection to a machine, for those who serve on it. */
export type ServedConnection = {
  /** Ends it at once and without a word. */
  readonly drop: () => void;
  /** The same for every connection to this server, as where the line to it is lost. */
  readonly dropAll: () => void;
  /** Whether it is over; what was on its way then is not carried out any more. */
  readonly gone: () => boolean;
  /** Notes work that came in (positive) or was done (negative); too much of it holds the sender back. */
  readonly load: (bytes: number) => void;
};
