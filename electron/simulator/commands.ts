import { randomInt } from 'node:crypto';
import { deleteBackup, describeBackup, findBackup, prepareBackup, startBackup } from './backup-job';
import { checked } from './checked';
import type { Command } from './command';
import { withServing } from './fleet';
import { lasting, logged } from './machine';
import { networkCommands } from './network-commands';
import { readings } from './readings';
import { refuse } from './refusal';
import { describeRestore, importBackup } from './restore-job';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const newKey = (): string =>
  Array.from({ length: 16 }, () => letters[randomInt(letters.length)]).join('');

const setClients =
  (enabled: boolean): Command['run'] =>
  ({ state, change, now }) => {
    change(withServing({ ...state(), clients: { enabled } }, now()));
    return [{ enabled }];
  };

/** Every command by its words after `eppctl`. */
export const commands: Readonly<Record<string, Command>> = {
  ...readings,
  'backup prepare': {
    changes: true,
    backupFeature: true,
    options: ['name', 'description'],
    run: ({ state, change, now }, given) => {
      const name = checked(given['name'], /^[A-Za-z0-9._-]{1,80}$/, 'NAME');
      const description = checked(given['description'], /^[^\0]{0,2000}$/, 'TEXT');
      const shown = state().faults['odd-key']?.key ?? newKey();
      const key = state().faults['wrong-key'] ? newKey() : shown;
      const prepared = prepareBackup(state(), { name, description, key }, now());
      change(prepared.state);
      return [{ id: prepared.id, key: shown }];
    },
  },
  'backup start': {
    changes: true,
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
    changes: true,
    backupFeature: true,
    values: ['ID'],
    run: ({ state, change }, given) => {
      const id = given['ID'] ?? '';
      change(deleteBackup(state(), id));
      return [{ deleted: id }];
    },
  },
  'backup import': {
    changes: true,
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
  'clients enable': { changes: true, run: setClients(true) },
  'clients disable': { changes: true, run: setClients(false) },
  ...networkCommands,
  'power off': {
    changes: true,
    run: ({ state, change, now }) => {
      const powerOffAt = state().powerOffAt ?? now() + lasting(state(), 'powerOff');
      change(logged({ ...state(), powerOffAt }, now(), 'info', 'Power off'));
      return [{ accepted: true }];
    },
  },
};
