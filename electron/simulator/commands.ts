import { randomInt } from 'node:crypto';
import { isIP } from 'node:net';
import { addressesOf, internalAddress } from './addresses';
import type { Shape } from './arguments';
import { deleteBackup, describeBackup, findBackup, prepareBackup, startBackup } from './backup-job';
import { lasting, logged, type MachineState } from './machine';
import { refuse } from './refusal';
import { describeRestore, importBackup } from './restore-job';
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
};

/** One command of the page: what it takes, and how it answers, an object a line. */
export type Command = Shape & {
  /** Since which version it is there; from the beginning where not said. */
  readonly backupFeature?: boolean;
  /** Whether it answers while services restart. */
  readonly duringRestart?: boolean;
  readonly run: (
    context: CommandContext,
    given: Readonly<Record<string, string>>,
  ) => readonly object[] | Promise<readonly object[]>;
};

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const newKey = (): string =>
  Array.from({ length: 16 }, () => letters[randomInt(letters.length)]).join('');

const checked = (value: string | undefined, pattern: RegExp, what: string): string =>
  value !== undefined && pattern.test(value)
    ? value
    : refuse('usage', `${what} cannot be ${JSON.stringify(value)}`);

const whole = (value: string | undefined, highest: number, what: string): number => {
  const number = Number(checked(value, /^\d{1,9}$/, what));
  return number <= highest ? number : refuse('usage', `${what} is at most ${highest}`);
};

const address = (value: string | undefined, what: string): string =>
  value !== undefined && isIP(value) ? value : refuse('usage', `${what} is no IP address`);

const setClients =
  (enabled: boolean): Command['run'] =>
  ({ state, change }) => {
    change({ ...state(), clients: { ...state().clients, enabled } });
    return [{ enabled }];
  };

/** Every command by its words after `eppctl`. */
export const commands: Readonly<Record<string, Command>> = {
  identity: {
    run: ({ state, now }) => {
      const { product, hostname, machineId, os, folders, faults } = state();
      const version = faults['no-version'] ? 'unknown' : state().version;
      return [
        {
          product,
          version,
          hostname,
          machineId,
          os,
          role: 'standalone',
          time: new Date(now()).toISOString(),
          ...folders,
        },
      ];
    },
  },
  disk: {
    run: ({ state, storage }) => [
      { sizeBytes: state().disk.sizeBytes, freeBytes: storage.freeBytes() },
    ],
  },
  counts: { run: ({ state }) => [state().database.counts] },
  services: { run: ({ state }) => state().services },
  patches: { run: ({ state }) => state().patches },
  licence: { run: ({ state }) => [state().licence] },
  logs: {
    options: ['since'],
    run: ({ state }, { since }) => {
      const time = Date.parse(
        checked(since, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/, 'TIME'),
      );
      if (Number.isNaN(time)) refuse('usage', 'TIME is no time');
      return state().logs.filter((line) => Date.parse(line.time) >= time);
    },
  },
  'backup prepare': {
    backupFeature: true,
    options: ['name', 'description'],
    run: ({ state, change, now }, given) => {
      const name = checked(given['name'], /^[A-Za-z0-9._-]{1,80}$/, 'NAME');
      const description = checked(given['description'], /^[^\0]{0,2000}$/, 'TEXT');
      const shown = newKey();
      const key = state().faults['wrong-key'] ? newKey() : shown;
      const prepared = prepareBackup(state(), { name, description, key }, now());
      change(prepared.state);
      return [{ id: prepared.id, key: shown }];
    },
  },
  'backup start': {
    backupFeature: true,
    values: ['ID'],
    run: ({ state, change, now }, given) => {
      const id = given['ID'] ?? '';
      change(startBackup(state(), id, now()));
      return [{ id, state: 'generating' }];
    },
  },
  'backup status': {
    backupFeature: true,
    values: ['ID'],
    run: ({ state, now }, given) => [
      describeBackup(state(), findBackup(state(), given['ID'] ?? ''), now()),
    ],
  },
  'backup list': {
    backupFeature: true,
    run: ({ state, now }) =>
      state().backups.map((backup) => describeBackup(state(), backup, now())),
  },
  'backup delete': {
    backupFeature: true,
    values: ['ID'],
    run: ({ state, change }, given) => {
      const id = given['ID'] ?? '';
      change(deleteBackup(state(), id));
      return [{ deleted: id }];
    },
  },
  'backup import': {
    backupFeature: true,
    values: ['FILE'],
    options: ['request'],
    run: async ({ state, change, storage, stdin, now }, given) => {
      const request = checked(given['request'], /^[A-Za-z0-9-]{1,64}$/, 'TOKEN');
      const key = (await stdin()).replace(/\r?\n$/, '');
      if (key === '') refuse('usage', 'the key is expected on stdin');
      const file = storage.tidy(given['FILE'] ?? '');
      const queued = importBackup(state(), { file, request, key }, now());
      change(queued.state);
      return [{ job: queued.job, state: 'queued' }];
    },
  },
  'restore status': {
    backupFeature: true,
    duringRestart: true,
    run: ({ state, now }) => [describeRestore(state(), now())],
  },
  hash: {
    values: ['FILE'],
    run: async ({ storage }, given) => [await storage.hash(given['FILE'] ?? '')],
  },
  clients: { run: ({ state }) => [state().clients] },
  'clients enable': { run: setClients(true) },
  'clients disable': { run: setClients(false) },
  network: { run: ({ state }) => [{ ...state().network, addresses: addressesOf(state()) }] },
  'network set-address': {
    values: ['ADDRESS'],
    options: ['prefix', 'gateway', 'dns'],
    run: ({ state, change, answersAt, now }, given) => {
      const to = address(given['ADDRESS'], 'ADDRESS');
      const prefix = whole(given['prefix'], isIP(to) === 4 ? 32 : 128, 'prefix');
      const gateway = address(given['gateway'], 'gateway');
      const dns = (given['dns'] ?? '').split(',').map((server) => address(server, 'dns'));
      const machine = state();
      if (machine.powerOffAt !== undefined) refuse('refused', 'the machine is going off');
      if (to === internalAddress) refuse('refused', `${to} is for the inside of the machine`);
      if (to !== machine.network.address && answersAt(to))
        refuse('refused', `another machine answers at ${to}`);
      const at = now() + lasting(machine, 'address');
      const moving = { ...machine, move: { at, network: { address: to, prefix, gateway, dns } } };
      change(logged(moving, now(), 'info', `Address changes to ${to}`));
      return [{ address: to, appliesInSeconds: Math.ceil(lasting(machine, 'address') / 1000) }];
    },
  },
  'power off': {
    run: ({ state, change, now }) => {
      const powerOffAt = state().powerOffAt ?? now() + lasting(state(), 'powerOff');
      change(logged({ ...state(), powerOffAt }, now(), 'info', 'Power off'));
      return [{ accepted: true }];
    },
  },
};
