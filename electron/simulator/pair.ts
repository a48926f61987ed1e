// Long because: what somebody may do to a pair of machines stands in one place.

import { join } from 'node:path';
import type { Network, Side } from '../../shared/appliance';
import type { PracticePreset } from '../../shared/contract';
import type { Plan } from '../../shared/plan';
import {
  type LoginMethod,
  loginMethods,
  newAccount,
  practiceAccount,
  practicePassword,
} from './accounts';
import {
  type FaultInput,
  type FaultName,
  type FaultSwitches,
  faultsFrom,
  switchFault,
} from './faults';
import { inUse } from './fleet';
import { findLoopback, freePort } from './loopback';
import { type MachineState, switchedOn, withFaults } from './machine';
import { hostMachine, type MachineHost, placesIn } from './machine-host';
import { readPair, type SavedPair, savePair } from './pair-file';
import { withPast } from './past';
import { newMachine } from './presets';
import type { MachineRecord } from './record';
import { isTaken } from './wanted';

/** What a caller may say of a pair; one value for both machines, or one for each. */
type Each<Value> = Value | { readonly source: Value; readonly target: Value };

export type PairOptions = {
  /** An empty or new folder for everything the pair keeps. */
  readonly folder: string;
  readonly preset?: PracticePreset;
  /** Versions in place of the preset's. */
  readonly versions?: { readonly source: string; readonly target: string } | undefined;
  /** Computers of the old machine, 10 … 50 000. */
  readonly computers?: number;
  /** Bytes of application files in a backup of the old machine; the file is a little larger. */
  readonly backupBytes?: number;
  /** Multiplies every duration. */
  readonly timeScale?: number;
  readonly account?: string;
  readonly password?: Each<string>;
  /** Public keys that may log in too, as in `authorized_keys`. */
  readonly publicKeys?: {
    readonly source?: readonly string[];
    readonly target?: readonly string[];
  };
  readonly methods?: readonly LoginMethod[];
  /** Whether the new machine has computers, archives, a backup and clients of its own. */
  readonly targetInUse?: boolean;
  readonly faults?: { readonly source?: FaultSwitches; readonly target?: FaultSwitches };
  /** `localhost` for 127.0.0.1 and ::1, which is what systems without the whole of 127.0.0.0/8 get anyway. */
  readonly addresses?: 'own' | 'localhost';
};

/** A machine of a running pair at one moment. */
export type MachineView = {
  readonly state: MachineState;
  readonly power: 'on' | 'off';
  readonly address: string;
  /** Whether its port is open. */
  readonly listening: boolean;
  /** How many backups were ever started, and how many restores were ever queued. */
  readonly backupsStarted: number;
  readonly restoresStarted: number;
  readonly record: MachineRecord;
};

/** Two practice appliances on an imagined network of their own. */
export type Pair = {
  readonly folder: string;
  /** A plan for the pair as it stood at the start. */
  readonly plan: Plan;
  /** The password of the old machine's account. */
  readonly password: string;
  readonly passwords: { readonly source: string; readonly target: string };
  readonly source: Plan['source'];
  readonly target: Plan['target'];
  readonly machine: (side: Side) => MachineView;
  /** Switches a fault on (true for its usual parameters) or off (false); resolves when it is in force. */
  readonly setFault: <Name extends FaultName>(
    side: Side,
    name: Name,
    to: FaultInput<Name> | boolean,
  ) => Promise<void>;
  /** Runs `eppctl` with these words as somebody at the machine's console does, over no connection; throws where that is refused. */
  readonly atConsole: (side: Side, words: string) => Promise<void>;
  /**
   * Switches a machine on, as a person does at the console of a virtual machine; it answers after its start. Does nothing where it is
   * on; throws where the other machine has its address.
   */
  readonly powerOn: (side: Side) => Promise<void>;
  /** Closes both ports. `openPair` goes on from where the pair stood. */
  readonly stop: () => Promise<void>;
};

/** The network card of the third machine that the fault `address-taken` puts there. */
const strangersMac = '02:00:00:00:00:99';

const both = <Value>(value: Each<Value>): { readonly source: Value; readonly target: Value } =>
  value !== null && typeof value === 'object' && 'source' in value
    ? value
    : { source: value as Value, target: value as Value };

/** Makes a pair in a folder and starts it. */
export async function startPair(options: PairOptions): Promise<Pair> {
  const {
    preset = 'matching',
    computers = 120,
    backupBytes = 4 * 1_048_576,
    timeScale = 1,
  } = options;
  const account = options.account ?? practiceAccount;
  const passwords = both(options.password ?? practicePassword);
  const loopback = await findLoopback(options.addresses ?? 'own');
  const now = Date.now();
  const inUse = options.targetInUse === true;
  const make = async (side: Side): Promise<MachineState> => {
    const machine = newMachine(
      {
        ...{ preset, side, computers, backupBytes, timeScale, inUse },
        version: options.versions?.[side],
        network: networkOf(loopback[side]),
        clientsKnow: loopback.source,
        accounts: [newAccount(account, passwords[side], options.publicKeys?.[side])],
        methods: options.methods ?? loginMethods,
        folders: { backups: '/backups', incoming: '/incoming', archives: '/archives' },
        faults: faultsFrom(options.faults?.[side] ?? {}),
      },
      now,
    );
    return await withPast(machine, { side, inUse }, placesIn(join(options.folder, side)), now);
  };
  const saved: SavedPair = {
    format: 2,
    ...{ account, passwords, loopback },
    machines: { source: await make('source'), target: await make('target') },
  };
  savePair(options.folder, saved);
  return await runPair(options.folder, saved);
}

/** Brings the pair of a folder back as it was, at the same addresses and port; its jobs went on by the clock. */
export async function openPair(folder: string): Promise<Pair> {
  const saved = readPair(folder);
  const webPort = saved.loopback.webPort ?? (await freePort(saved.loopback));
  const machines = {
    source: withFleet(saved.machines.source, saved),
    target: withFleet(saved.machines.target, saved),
  };
  return await runPair(folder, { ...saved, machines, loopback: { ...saved.loopback, webPort } });
}

/** A machine of an earlier version learns of the old server's clients. */
const withFleet = (machine: MachineState, { loopback, machines }: SavedPair): MachineState => {
  const { computers } = machines.source.database.counts;
  const fleets = [{ address: loopback.source, computers: inUse(computers) }];
  return machine.fleets ? machine : { ...machine, fleets };
};

async function runPair(folder: string, saved: SavedPair): Promise<Pair> {
  const { account, passwords, loopback } = saved;
  const { webPort } = loopback;
  const machines = { ...saved.machines };
  const hosts: Partial<Record<Side, MachineHost>> = {};
  const host = async (side: Side, other: Side): Promise<MachineHost> => {
    const running = await hostMachine({
      folder: join(folder, side),
      state: machines[side],
      port: loopback.port,
      webPort: loopback.webPort,
      save: (state) => {
        machines[side] = state;
        savePair(folder, { ...saved, machines });
        // What has changed here may be in the way of the other, or not any more.
        hosts[other]?.seeTo().catch(() => undefined);
      },
      answersAt: (address) => {
        const neighbour = hosts[other];
        return neighbour?.listening() === true && neighbour.state().network.address === address;
      },
      macAt: (address) => {
        const neighbour = hosts[other]?.state();
        if (neighbour?.network.address !== address) return undefined;
        if (isTaken(neighbour)) return strangersMac;
        const there = neighbour.power === 'on' && !neighbour.faults.unplugged;
        return there ? neighbour.mac : undefined;
      },
      yields: () => {
        const [own, neighbour] = [machines[side], machines[other]];
        if (own.network.address !== neighbour.network.address || neighbour.power === 'off')
          return false;
        return (neighbour.backAt ?? 0) > (own.backAt ?? 0);
      },
    });
    hosts[side] = running;
    return running;
  };
  const source = await host('source', 'target');
  const target = await host('target', 'source').catch(async (error: unknown) => {
    await source.stop();
    throw error;
  });
  const running = { source, target };
  // Where nobody can log in over SSH, the plan says so.
  const accessOf = (side: Side) =>
    machines[side].faults['no-ssh'] ? ({ access: 'web' } as const) : {};
  const login = { port: loopback.port, user: account, webPort };
  const plan: Plan = {
    source: { host: loopback.source, ...login, ...accessOf('source') },
    target: { host: loopback.target, ...login, ...accessOf('target') },
    until: 'done',
    practice: folder,
  };
  return {
    ...{ folder, plan, passwords, password: passwords.source },
    source: plan.source,
    target: plan.target,
    machine: (side) => {
      const state = running[side].state();
      return {
        state,
        power: state.power,
        address: state.network.address,
        listening: running[side].listening(),
        backupsStarted: state.begun.backups,
        restoresStarted: state.begun.restores,
        record: running[side].record,
      };
    },
    setFault: async (side, name, to) => {
      const state = running[side].state();
      const faults = switchFault(state.faults, name, to);
      running[side].change(withFaults(state, faults, Date.now()));
      await running[side].seeTo();
    },
    atConsole: async (side, words) => {
      const { exitCode, stderr } = await running[side].atConsole(`eppctl ${words}`);
      if (exitCode !== 0) throw new Error(stderr);
    },
    powerOn: async (side) => {
      const other = running[side === 'source' ? 'target' : 'source'];
      const state = running[side].state();
      if (state.power === 'on') return;
      if (other.listening() && other.state().network.address === state.network.address)
        throw new Error(`the other machine has the address ${state.network.address}`);
      running[side].change(switchedOn(state, Date.now()));
      await running[side].seeTo();
    },
    stop: async () => {
      await Promise.all([source.stop(), target.stop()]);
    },
  };
}

/** The settings that a machine with this address has; there is no gateway and no name server, only their addresses. */
function networkOf(address: string): Network {
  if (address.includes(':')) return { address, prefix: 128, gateway: address, dns: [address] };
  const net = address.split('.').slice(0, 3).join('.');
  return { address, prefix: 24, gateway: `${net}.254`, dns: [`${net}.253`, `${net}.252`] };
}
