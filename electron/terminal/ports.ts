import type { Side } from '../../shared/appliance';
import type { PracticePreset } from '../../shared/contract';
import type { Plan } from '../../shared/plan';
import type { Recording } from '../../shared/recording';
import type { Engine } from '../engine/engine';
import type { LockOwner } from '../engine/migration/lock';
import type { Shelf } from '../engine/migration/shelf';
import type { EnvironmentSecrets, TakeVariable } from './environment';
import type { Interruption } from './interruption';
import type { KitLook } from './kit-look';
import type { Screen } from './screens/screen';
import type { Terminal } from './terminal';

/** A running pair of practice servers. */
export type PracticePair = {
  readonly folder: string;
  readonly plan: Plan;
  /** The password of the accounts of both. */
  readonly password: string;
  /** As somebody does at the console of a virtual machine. */
  readonly powerOn: (side: Side) => Promise<void>;
  readonly stop: () => Promise<void>;
};

export type PracticeWishes = {
  readonly preset: PracticePreset;
  readonly computers: number;
  readonly backupBytes: number;
  /** In place of the preset's. */
  readonly versions?: { readonly source: string; readonly target: string } | undefined;
  readonly faults?: Readonly<Record<Side, Readonly<Record<string, true>>>>;
  /** Which commands they have, one of `dialectNames`; absent: those of the reference appliance. */
  readonly dialect?: string | undefined;
};

/** One practice server that answers as a recording does. */
export type ReplayServer = {
  readonly endpoint: { readonly host: string; readonly port: number; readonly user: string };
  readonly password: string;
  readonly recording: Recording;
  readonly stop: () => Promise<void>;
};

/** What the terminal does not bring along itself; `cli.ts` puts it in. */
export type Ports = {
  readonly version: string;
  readonly dataFolder: string;
  readonly openEngine: () => Engine;
  readonly shelf: Shelf;
  /** The living program that runs a migration. */
  readonly ownerOf: (id: string) => LockOwner | undefined;
  readonly startPair: (
    wishes: PracticeWishes & { readonly folder: string },
  ) => Promise<PracticePair>;
  /** Faults that practice servers can have by their name alone. */
  readonly faultNames: readonly string[];
  /** Other commands that practice servers can have. */
  readonly dialectNames: readonly string[];
  /** Throws `recording.invalid`. */
  readonly startReplay: (file: string, folder: string) => Promise<ReplayServer>;
  readonly openPair: (folder: string) => Promise<PracticePair>;
};

/** What every command works with. */
export type Desk = {
  readonly terminal: Terminal;
  readonly screen: Screen;
  readonly interruption: Interruption;
  readonly secrets: EnvironmentSecrets;
  readonly takeVariable: TakeVariable;
  /** How recovery kits are made where nobody says it. */
  readonly kitLook: KitLook;
  /** The folder that typed paths are seen from. */
  readonly folder: string;
  readonly ports: Ports;
};
