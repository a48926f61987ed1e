import { defineConfig } from 'vitest/config';

const MINUTES = 60_000;

/**
 * Tests that only compute: on every core, also where there are two (left alone, one of them would idle). `npm test` names those that passed
 * at the second try only, for each is a fault.
 */
const quickly = { testTimeout: 20_000, retry: 1, maxWorkers: '100%', sequence: { groupOrder: 0 } };

/** They put something in place of a module, or use the process itself: none of it may be left for the next file. */
const apart = [
  'test/unit/engine/ftp/give-name.test.ts',
  'test/unit/engine/ssh/algorithms.test.ts',
  'test/unit/engine/ssh/fast-fallback.test.ts',
  'test/unit/engine/transport/flow.test.ts',
  'test/unit/engine/transport/room.test.ts',
  'test/unit/terminal/plan-reading.test.ts',
];

/** Loading the program anew for each file takes seconds, and nothing is left behind in it. */
const together = { isolate: false };

/**
 * Tests that talk to real servers: slower, and few at a time, because they count seconds. Tried once more on a machine that was busy
 * at the wrong moment; `npm test` names those, for each is a fault.
 */
const slowly = { testTimeout: 2 * MINUTES, hookTimeout: MINUTES, maxWorkers: 2, retry: 1 };

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    projects: [
      {
        test: {
          name: 'node',
          include: ['test/unit/**/*.test.ts'],
          exclude: apart,
          ...quickly,
          // Most of them take no longer than loading the program anew would.
          isolate: false,
        },
      },
      {
        test: {
          name: 'apart',
          include: apart,
          ...quickly,
        },
      },
      {
        test: {
          name: 'web',
          environment: 'happy-dom',
          include: ['test/unit/**/*.test.tsx'],
          setupFiles: ['test/page-setup.ts'],
          // Loading the page's libraries anew for each file takes as long as its tests. Nothing is left behind: `openWindow` sets the store back.
          isolate: false,
          ...quickly,
        },
      },
      {
        test: {
          name: 'contract',
          include: ['test/contract/**/*.test.ts'],
          testTimeout: MINUTES,
          retry: 1,
          sequence: { groupOrder: 1 },
          // They mostly wait for servers.
          maxWorkers: 3,
          ...together,
        },
      },
      {
        test: {
          name: 'journey',
          include: ['test/journey/**/*.test.ts'],
          sequence: { groupOrder: 2 },
          ...slowly,
          // They mostly wait: for servers that restart, for silence to be proven.
          maxWorkers: 4,
          ...together,
        },
      },
      {
        test: {
          name: 'lab',
          include: ['test/lab/**/*.test.ts'],
          sequence: { groupOrder: 3 },
          ...slowly,
          // Network namespaces and ports are the machine's: one file after the other.
          maxWorkers: 1,
          ...together,
        },
      },
    ],
  },
});
