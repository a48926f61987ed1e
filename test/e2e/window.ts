import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  _electron,
  test as base,
  type ElectronApplication,
  expect,
  type Page,
} from '@playwright/test';
import { openDisplay } from './display';

/** The program under test: the repository, or another folder with a built one. */
const program = process.env['E2E_PROGRAM'] ?? join(import.meta.dirname, '..', '..');

/** A running program with its window. */
export type Running = {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** What its processes wrote to the terminal so far. */
  readonly output: () => string;
  /** Ends it at once, as a power cut would, with all its processes. */
  readonly kill: () => Promise<void>;
};

type WorkerFixtures = {
  /** Name of a display that no other worker uses, or undefined where the system has one that is not X. */
  readonly display: string | undefined;
};

type Fixtures = {
  /** A folder of this test only; migrations, profile and saved files lie in it. */
  readonly folder: string;
  /** Starts the program, with files to open; what one start leaves behind, the next one finds. */
  readonly launch: (files?: readonly string[]) => Promise<Running>;
  readonly running: Running;
  readonly app: ElectronApplication;
  readonly page: Page;
  /** What pages complained of in their console; has to be empty at the end. */
  readonly complaints: string[];
};

/** A test with a window of its own, which must not complain. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  display: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright insists on a pattern.
    async ({}, use) => {
      if (
        process.platform !== 'linux' ||
        process.env['DISPLAY'] ||
        process.env['WAYLAND_DISPLAY']
      ) {
        await use(process.env['DISPLAY']);
        return;
      }
      const own = await openDisplay();
      await use(own.name);
      await own.close();
    },
    { scope: 'worker' },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright insists on a pattern.
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'epp-e2e-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright insists on a pattern.
  complaints: async ({}, use) => {
    const complaints: string[] = [];
    await use(complaints);
    expect(complaints, 'console errors and page errors').toEqual([]);
  },
  launch: async ({ folder, complaints, display }, use, { tags }) => {
    // Without a graphics card each picture of a movement is work for the processor; what counts milliseconds has them.
    const still = tags.includes('@alone') ? [] : ['--force-prefers-reduced-motion'];
    const started: { readonly app: ElectronApplication; readonly own: ChildProcess }[] = [];
    await use(async (files = []) => {
      const app = await _electron.launch({
        // As the system has it, which tests set by Electron's own switch.
        colorScheme: null,
        args: [program, ...still, `--user-data-dir=${join(folder, 'profile')}`, ...files],
        env: {
          ...(process.env as Record<string, string>),
          ...ownHome(join(folder, 'person')),
          ...(display !== undefined && { DISPLAY: display }),
          EPP_MIGRATE_HOME: join(folder, 'home'),
          EPP_PRACTICE_TIME_SCALE: '0.2',
        },
      });
      const own = app.process();
      started.push({ app, own });
      let output = '';
      for (const stream of [own.stdout, own.stderr]) {
        stream?.on('data', (bytes: Buffer) => {
          output += bytes.toString();
        });
      }
      const page = await app.firstWindow();
      page.on('pageerror', (error) => complaints.push(`page: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
      });
      return { app, page, output: () => output, kill: () => killAll(app) };
    });
    for (const { app, own } of started) {
      if (own.exitCode === null && own.signalCode === null) await end(app);
    }
  },
  running: async ({ launch }, use) => use(await launch()),
  app: async ({ running }, use) => use(running.app),
  page: async ({ running }, use) => use(running.page),
});

/** A home folder of the test: what the developer has in ~/.ssh and ~/.config is nobody's business. */
function ownHome(home: string): Record<string, string> {
  return {
    HOME: home,
    USERPROFILE: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_CACHE_HOME: join(home, '.cache'),
    XDG_DATA_HOME: join(home, '.local', 'share'),
    // X looks for it in the home folder unless told.
    XAUTHORITY: process.env['XAUTHORITY'] ?? join(homedir(), '.Xauthority'),
  };
}

/** Leaves in order; where a run is under way, the question at closing is answered with "stop". */
async function end(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ dialog }) => {
    dialog.showMessageBox = async () => ({ response: 1, checkboxChecked: false });
  });
  await app.close();
}

async function killAll(app: ElectronApplication): Promise<void> {
  const own = app.process();
  const others = await app.evaluate(({ app: electron }) =>
    electron.getAppMetrics().map(({ pid }) => pid),
  );
  const gone = new Promise((resolve) => own.once('exit', resolve));
  for (const pid of new Set([own.pid ?? 0, ...others])) if (pid > 0) process.kill(pid, 'SIGKILL');
  await gone;
}
