import type { Shape } from './arguments';
import type { WebIdentity } from './certificate';
import type { MachineState } from './machine';
import type { Storage } from './storage';

/** What a command works on. */
export type CommandContext = {
  readonly now: () => number;
  /** The state, settled. */
  readonly state: () => MachineState;
  /** Replaces the state; nothing happens between the look at it and the change. */
  readonly change: (state: MachineState) => void;
  readonly storage: Storage;
  /** What comes on stdin until its end. */
  readonly stdin: () => Promise<string>;
  /** Whether another machine answers at this address. */
  readonly answersAt: (address: string) => boolean;
  /** The network card of another machine that is on at this address, whether its port is open or not. */
  readonly macAt?: ((address: string) => string | undefined) | undefined;
  /** What the machine shows over HTTPS; absent where it serves none. */
  readonly web?: (() => WebIdentity) | undefined;
};

/** One command of the page: what it takes, and how it answers, an object a line. */
export type Command = Shape & {
  /** Whether it changes something: **C** in the page. */
  readonly changes?: boolean;
  /** Since which version it is there; from the beginning where not said. */
  readonly backupFeature?: boolean;
  /** Whether it answers while services restart. */
  readonly duringRestart?: boolean;
  readonly run: (
    context: CommandContext,
    given: Readonly<Record<string, string>>,
  ) => readonly object[] | Promise<readonly object[]>;
};
