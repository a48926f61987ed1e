import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostKeyAt } from '../../electron/engine/ssh/reach';
import { type Pair, type PairOptions, startPair } from '../../electron/simulator/pair';
import type { Side } from '../../shared/appliance';
import { findingIds } from '../../shared/finding';
import { findingHosts } from '../../shared/finding-hosts';
import type { MigrationEvent } from '../../shared/migration';
import type { PlanAnswers } from '../../shared/plan-file';

const root = join(import.meta.dirname, '..', '..');
export const program = join(root, 'dist', 'cli.cjs');

/** `npm test` builds before it comes here; a single run of this file may not have. */
export function buildOnce(): void {
  if (!existsSync(program)) {
    execFileSync(process.execPath, ['scripts/build.mjs', 'cli'], { cwd: root, stdio: 'pipe' });
  }
}

/** Says of everything that a check may be unable to measure that it holds. */
export const everythingHolds: PlanAnswers = {
  by: 'Jane Doe',
  statements: findingIds.flatMap((id) =>
    findingHosts[id].map((on) => ({
      ...{ id, on, holds: true },
      note: 'Seen by Jane Doe, 24 November 2026, 18:00',
    })),
  ),
};

/** A running `epp-migrate`. */
export type Running = {
  readonly child: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves as soon as stdout matches. */
  readonly until: (pattern: RegExp) => Promise<void>;
  readonly exitCode: Promise<number | null>;
};

export type Place = {
  /** Data folder, current folder and the pair's folder, apart from each other. */
  readonly home: string;
  readonly desk: string;
  readonly pair: Pair;
  readonly run: (args: readonly string[], env?: Readonly<Record<string, string>>) => Running;
  readonly close: () => Promise<void>;
};

/** A pair and an empty computer to run the program on. */
export async function openPlace(options: Omit<PairOptions, 'folder'> = {}): Promise<Place> {
  buildOnce();
  const folder = mkdtempSync(join(tmpdir(), 'epp-terminal-'));
  const [home, desk] = [join(folder, 'home'), mkdtempSync(join(folder, 'desk-'))];
  writeFileSync(join(desk, 'answers.json'), JSON.stringify(everythingHolds));
  const pair = await startPair({
    backupBytes: 2_000_000,
    timeScale: 0.2,
    ...options,
    folder: join(folder, 'pair'),
  });
  const children: ChildProcess[] = [];
  return {
    home,
    desk,
    pair,
    run: (args, env = {}) => {
      const running = startProgram(process.execPath, [program, ...args], home, desk, env);
      children.push(running.child);
      return running;
    },
    close: async () => {
      for (const child of children) if (child.exitCode === null) child.kill('SIGKILL');
      await pair.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Starts a command with a bare environment, its output kept. */
export function startProgram(
  command: string,
  args: readonly string[],
  home: string,
  desk: string,
  env: Readonly<Record<string, string>> = {},
): Running {
  const child = spawn(command, args, {
    cwd: desk,
    env: { PATH: process.env['PATH'] ?? '', EPP_MIGRATE_HOME: home, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  const waiting = new Set<() => void>();
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString('utf8');
    for (const look of waiting) look();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString('utf8');
  });
  const exitCode = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    child,
    stdout: () => out,
    stderr: () => err,
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!pattern.test(out)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
        void exitCode.then(() => reject(new Error(`ended before ${pattern}:\n${out}\n${err}`)));
      }),
    exitCode,
  };
}

export const both = ({ source, target }: Pair): readonly string[] => [
  ...(['source', 'target'] as const).flatMap((side) => {
    const { user, host, port } = side === 'source' ? source : target;
    return [`--${side}`, `${user}@${host.includes(':') ? `[${host}]` : host}:${port}`];
  }),
  // Nobody waits ten minutes for what a journey of its own looks at.
  ...['--watch-minutes', '0'],
];

/** The options that trust both servers of a pair, as somebody would read the keys on their consoles, and say what cannot be measured. */
export async function trusting({ source, target }: Pair): Promise<readonly string[]> {
  const keyOf = async (side: Side): Promise<string> => {
    const { host, port } = side === 'source' ? source : target;
    return (await hostKeyAt(host, port, AbortSignal.timeout(10_000))).sha256;
  };
  return [
    ...['--accept-source-key', await keyOf('source')],
    ...['--accept-target-key', await keyOf('target')],
    ...['--answers', 'answers.json'],
  ];
}

/** Everything else that a run asks, except the kit. */
export const confirming: readonly string[] = [
  ...['--yes-overwrite', 'NEW-EPP'],
  ...['--yes-power-off', 'OLD-EPP'],
  '--yes-move-address',
];

export const passwords = ({ passwords: { source, target } }: Pair) => ({
  EPP_SOURCE_PASSWORD: source,
  EPP_TARGET_PASSWORD: target,
});

export type Line = (MigrationEvent & { readonly id: string }) | Result;
export type Result = {
  readonly type: 'result';
  readonly id?: string;
  readonly outcome: string;
  readonly exitCode: number;
  readonly failure?: { readonly code: string; readonly facts: Record<string, unknown> };
  readonly report?: { readonly html: string; readonly text: string; readonly json: string };
};

/** The lines of `--json`; throws where one is none. */
export const linesOf = (stdout: string): readonly Line[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

export const resultOf = (stdout: string): Result => linesOf(stdout).at(-1) as Result;
