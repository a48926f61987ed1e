import { listArchives } from './archives';
import { checked } from './checked';
import { timeTold } from './clock';
import type { Command } from './command';
import { databaseBytes } from './database';
import type { MachineState } from './machine';
import { refuse } from './refusal';

const hour = 3_600_000;
/** A file system has one inode for so many bytes, and a tenth of them taken. */
const bytesPerInode = 16_384;

/** Commands that say what a machine is and has, by their words after `eppctl`; none changes anything. */
export const readings = {
  identity: {
    run: ({ state, now }) => {
      const { product, hostname, machineId, os, folders, faults } = state();
      const version = faults['no-version'] ? 'unknown' : state().version;
      const { backups, incoming } = folders;
      const time = timeTold(state(), now());
      return [
        {
          ...{ product, version, hostname, machineId, os, role: 'standalone', time },
          ...{ backups, incoming },
        },
      ];
    },
  },
  disk: {
    run: ({ state, storage }) => {
      const { disk, faults } = state();
      // The disk that a large database came with.
      const sizeBytes = disk.sizeBytes + (faults['big-database']?.bytes ?? 0);
      const inodes = Math.floor(sizeBytes / bytesPerInode);
      const freeInodes = faults['no-inodes'] ? 0 : Math.floor(inodes * 0.9);
      return [{ sizeBytes, freeBytes: storage.freeBytes(), inodes, freeInodes }];
    },
  },
  machine: {
    run: ({ state }) => [
      state().faults['small-machine'] ? { cores: 1, memoryBytes: 2 ** 30 } : state().hardware,
    ],
  },
  database: {
    run: ({ state }) => {
      const { faults, database } = state();
      return [{ bytes: faults['big-database']?.bytes ?? databaseBytes(database.counts) }];
    },
  },
  counts: { run: ({ state }) => [state().database.counts] },
  services: { run: ({ state }) => servicesOf(state()) },
  patches: {
    run: ({ state, now }) => {
      const { patches, faults } = state();
      const fault = faults['recent-patch'];
      const late = fault && { code: 'PATCH-0071', appliedAt: now() - fault.hoursAgo * hour };
      return [...patches, ...(late ? [late] : [])].map(({ code, appliedAt }) => ({
        code,
        appliedAt: timeTold(state(), appliedAt),
      }));
    },
  },
  licence: {
    run: ({ state, now }) => {
      const { licence, faults } = state();
      if (!faults['licence-invalid']) return [licence];
      const until = timeTold(state(), now() - 30 * 24 * hour).slice(0, 10);
      return [{ ...licence, valid: false, until }];
    },
  },
  clients: {
    run: ({ state }) => {
      const { clients, faults } = state();
      return [faults['clients-on'] ? { ...clients, enabled: true } : clients];
    },
  },
  archives: {
    run: async ({ state, storage }) =>
      (await listArchives(storage, state().folders.archives)).map(({ createdAt, ...file }) => ({
        ...file,
        createdAt: timeTold(state(), createdAt),
      })),
  },
  logs: {
    options: ['since'],
    run: ({ state }, { since }) => {
      const time = Date.parse(
        checked(since, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/, 'TIME'),
      );
      if (Number.isNaN(time)) refuse('usage', 'TIME is no time');
      return state()
        .logs.map((line) => ({ ...line, time: timeTold(state(), line.time) }))
        .filter((line) => Date.parse(line.time) >= time);
    },
  },
} as const satisfies Record<string, Command>;

function servicesOf({ services, faults }: MachineState): MachineState['services'] {
  const down = faults['service-down'];
  if (!down) return services;
  const others = services.filter(({ name }) => name !== down.name);
  return [...others, { name: down.name, running: false }];
}
