import type { DataWay } from './data-way';
import type { DeskEvent } from './events';
import type { Shelf } from './shelf';
import type { UnderWay } from './under-way';

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
  /** Whether one more console may have a place. */
  readonly hasRoom: () => boolean;
  readonly underWay: UnderWay;
  readonly tell: (event: DeskEvent) => void;
  /** Something happened: the desk is not idle. */
  readonly alive: () => void;
  readonly limits: DeskLimits;
};

/**
 * In seconds: what a desk nobody uses waits, a session that says nothing, one that has not logged in, a transfer that
 * stands still, and one whose console has come back meanwhile.
 */
export type DeskLimits = {
  readonly idleSeconds: number;
  readonly sessionSeconds: number;
  readonly loginSeconds: number;
  readonly stallSeconds: number;
  readonly deadSeconds: number;
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
    /** It has said the password, or the path where none is asked for. */
    known: boolean;
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
