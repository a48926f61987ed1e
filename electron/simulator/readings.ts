import { listArchives } from './archives';
import { describeCertificate } from './certificate';
import { checked } from './checked';
import { timeTold } from './clock';
import type { Command } from './command';
import { databaseBytes } from './database';
import { seenSince } from './fleet';
import type { MachineState } from './machine';
import { refuse } from './refusal';

const hour = 3_600_000;
/** A file system has one inode for so many bytes, and a tenth of them taken. */
const bytesPerInode = 16_384;
/** Lines of `clients seen`. */
const seenMost = 100_000;

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
    run: ({ state, now }) => {
      const { clients, faults } = state();
      const seenLastDay = seenSince(state(), now() - 24 * hour, now()).length;
      return [{ enabled: clients.enabled || faults['clients-on'] !== undefined, seenLastDay }];
    },
  },
  'clients seen': {
    options: ['since'],
    run: ({ state, now }, { since }) => {
      const { faults } = state();
      const ahead = (faults['clock-off']?.seconds ?? 0) * 1000;
      return seenSince(state(), timeAsked(since) - ahead, now())
        .slice(0, seenMost)
        .map(({ computer, at }) => ({ computer, lastSeen: timeTold(state(), at) }));
    },
  },
  certificate: {
    run: ({ web }) => [
      describeCertificate(web?.() ?? refuse('usage', 'unknown command: certificate')),
    ],
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
      const time = timeAsked(since);
      return state()
        .logs.map((line) => ({ ...line, time: timeTold(state(), line.time) }))
        .filter((line) => Date.parse(line.time) >= time);
    },
  },
} as const satisfies Record<string, Command>;

/** A time as an argument, in milliseconds; refuses with `usage`. */
function timeAsked(since: string | undefined): number {
  const time = Date.parse(checked(since, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/, 'TIME'));
  return Number.isNaN(time) ? refuse('usage', 'TIME is no time') : time;
}

function servicesOf({ services, faults, restore }: MachineState): MachineState['services'] {
  const down = faults['service-down'];
  if (!down || (down.afterRestore && restore?.state !== 'done')) return services;
  const others = services.filter(({ name }) => name !== down.name);
  return [...others, { name: down.name, running: false }];
}
