import type { DataWay } from './data-way';
import type { DeskEvent } from './events';
import type { Shelf } from './shelf';

/** What all sessions of a desk share. */
export type DeskRules = {
  readonly folder: string;
  readonly shelf: Shelf;
  /** Whether user and password are right. Counts a wrong try. */
  readonly admits: (user: string, password: string, peer: string) => boolean;
  /** Whether somebody without an account may come in. */
  readonly anonymous: boolean;
  /** A path that a person with the right one would not ask for. */
  readonly guessed: (peer: string) => void;
  readonly tell: (event: DeskEvent) => void;
  /** Something happened: the desk is not idle. */
  readonly alive: () => void;
  readonly limits: DeskLimits;
};

/** In seconds: what a desk nobody uses waits, a session that says nothing, one that has not logged in, a transfer that stands still. */
export type DeskLimits = {
  readonly idleSeconds: number;
  readonly sessionSeconds: number;
  readonly loginSeconds: number;
  readonly stallSeconds: number;
};

/** One console at the desk, as its commands see it. */
export type Session = {
  readonly rules: DeskRules;
  readonly peer: string;
  readonly localAddress: string;
  readonly data: DataWay;
  /** What it has said so far. */
  readonly memory: {
    user: string | undefined;
    loggedIn: 'no' | 'account' | 'anonymous';
    inFolder: boolean;
    ascii: boolean;
    restart: number;
    renaming: string | undefined;
    passiveOnly: boolean;
  };
  readonly reply: (code: number, text: string) => void;
  readonly isThere: () => boolean;
  /** Says good-bye. */
  readonly leave: () => void;
};
