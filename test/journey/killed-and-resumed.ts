import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect } from 'vitest';
import { readState } from '../../electron/engine/migration/journal';
import { hostKeyAt } from '../../electron/engine/ssh/reach';
import { type Pair, startPair } from '../../electron/simulator/pair';
import type { MigrationState } from '../../shared/migration';
import type { StepId } from '../../shared/steps';
import { fastPair } from './stage';
import { everythingHolds } from './terminal-program';

const cli = join(import.meta.dirname, '../../dist/cli.cjs');

/** A migration whose program was killed once and which then went on to its good end. */
export type Outcome = {
  readonly pair: Pair;
  /** As the journal had it when the program was killed. */
  readonly before: MigrationState | undefined;
  readonly after: MigrationState | undefined;
  readonly message: string;
};

/** Runs a migration, kills it, goes on to its good end, and has it looked at. */
export async function killedAndResumed(
  step: StepId,
  delay: number,
  look: (outcome: Outcome) => void,
  newKit?: string,
): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'killed-'));
  const pair = await startPair({ ...fastPair, folder: join(home, 'pair') });
  try {
    const first = newKit === undefined ? [] : ['--new-kit', join(home, newKit)];
    const keys = [...(await acceptKeys(pair)), ...first];
    const id = await runAndKill(pair, home, keys, step, delay);
    const journal = join(home, 'migrations', id, 'journal.jsonl');
    const before = readState(journal);
    const { exitCode, output } = await resume(home, id, keys);
    const message = `killed ${delay} ms after ${step} began\n${output}`;
    expect(exitCode, message).toBe(0);
    look({ pair, before, after: readState(journal), message });
  } finally {
    await pair.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

const address = ({ user, host, port }: Pair['source']): string => `${user}@${host}:${port}`;

function start(home: string, args: readonly string[]): ChildProcess {
  const statements = join(home, 'answers.json');
  writeFileSync(statements, JSON.stringify(everythingHolds));
  const answers = [
    '--answers',
    statements,
    '--kit',
    join(home, 'kit.txt'),
    '--yes-overwrite',
    'NEW-EPP',
    '--yes-power-off',
    'OLD-EPP',
    '--yes-move-address',
  ];
  return spawn(process.execPath, [cli, ...args, ...answers, '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      EPP_MIGRATE_HOME: home,
      EPP_SOURCE_PASSWORD: 'practice',
      EPP_TARGET_PASSWORD: 'practice',
    },
  });
}

/** The options that accept both host keys, read as a person would read them on the servers' consoles. */
async function acceptKeys(pair: Pair): Promise<readonly string[]> {
  const keyOf = async ({ host, port }: Pair['source']): Promise<string> =>
    (await hostKeyAt(host, port, AbortSignal.timeout(10_000))).sha256;
  return [
    ...['--accept-source-key', await keyOf(pair.source)],
    ...['--accept-target-key', await keyOf(pair.target)],
  ];
}

/** Runs until the step begins, waits a little and kills the process; answers with the migration's id. */
async function runAndKill(
  pair: Pair,
  home: string,
  keys: readonly string[],
  step: StepId,
  delay: number,
): Promise<string> {
  const child = start(home, [
    'run',
    '--source',
    address(pair.source),
    '--target',
    address(pair.target),
    ...['--watch-minutes', '0.02'],
    ...keys,
  ]);
  const exited = once(child, 'exit');
  let id = '';
  let killing = false;
  let output = '';
  child.stderr?.on('data', (text) => {
    output += text;
  });
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    output += `${line}\n`;
    const event = JSON.parse(line) as { type: string; id?: string; step?: string };
    id ||= event.id ?? '';
    if (killing || event.type !== 'step-started' || event.step !== step) continue;
    killing = true;
    setTimeout(() => child.kill('SIGKILL'), delay);
  }
  await exited;
  expect(killing, `${step} never began:\n${output}`).toBe(true);
  return id;
}

async function resume(
  home: string,
  id: string,
  keys: readonly string[],
): Promise<{ readonly exitCode: number | null; readonly output: string }> {
  const child = start(home, ['resume', id, ...keys]);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (text) => {
      output += text;
    });
  }
  const [exitCode] = await once(child, 'close');
  return { exitCode, output: output.split('\n').slice(-30).join('\n') };
}
