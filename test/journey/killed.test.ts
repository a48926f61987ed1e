// Long because: one way to kill and resume the program, for every list of moments.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, test } from 'vitest';
import { readState } from '../../electron/engine/migration/journal';
import { hostKeyAt } from '../../electron/engine/ssh/reach';
import { type Pair, startPair } from '../../electron/simulator/pair';
import type { MigrationState } from '../../shared/migration';
import { type StepId, stepIds } from '../../shared/steps';
import { fastPair } from './stage';
import { everythingHolds } from './terminal-program';

/**
 * The command line is killed with SIGKILL at a random moment of each step and started again. How often each step is
 * killed is EPP_KILLS (one in the usual test run).
 */
const kills = Number(process.env['EPP_KILLS'] ?? 1);
const cli = join(import.meta.dirname, '../../dist/cli.cjs');

describe.concurrent('a program that is killed', () => {
  const moments = stepIds.flatMap((step) =>
    Array.from({ length: kills }, (_, index) => [step, index + 1] as const),
  );
  test.each(moments)(
    'at %s (%i) goes on to the same end, with one backup and one restore',
    async (step) => {
      const delay = Math.round(Math.random() * typicalMilliseconds(step));
      await killedAndResumed(step, delay, ({ pair, after, message }) => {
        const [source, target] = [pair.machine('source'), pair.machine('target')];
        expect(
          {
            power: source.power,
            address: target.address,
            backups: source.backupsStarted,
            restores: target.restoresStarted,
            admitted: target.record.changes.filter((change) => change === 'clients enable').length,
          },
          message,
        ).toEqual({
          power: 'off',
          address: pair.source.host,
          backups: 1,
          restores: 1,
          admitted: 1,
        });
        expect(after?.facts.takeover?.counts, message).toEqual(after?.facts.baseline);
      });
    },
  );
});

/** Ten moments between asking for the backup and its being ready, in milliseconds after a step began. */
const momentsOfBackup: readonly (readonly [StepId, number])[] = [
  ['request-backup', 0],
  ['request-backup', 8],
  ['save-key', 0],
  ['save-key', 40],
  ['save-key', 300],
  ['take-baseline', 0],
  ['create-backup', 0],
  ['create-backup', 20],
  ['create-backup', 250],
  ['create-backup', 600],
];

describe.concurrent('a program that is killed before the backup is ready', () => {
  test.each(momentsOfBackup)(
    '%s + %i ms starts no second backup and leaves one on the old server',
    async (step, delay) => {
      await killedAndResumed(step, delay, ({ pair, before, after, message }) => {
        const { state, backupsStarted } = pair.machine('source');
        expect(backupsStarted, message).toBe(1);
        const left = state.backups.map(({ id, state: now }) => ({ id, state: now }));
        const id = after?.facts.request?.backupId;
        expect(left, message).toEqual([{ id, state: 'ready' }]);
        const { request, keyProof } = before?.facts ?? {};
        const proven = keyProof !== undefined;
        // A proven key is still good; one that was not proven was in the memory of the killed program alone.
        if (proven) expect(id, message).toBe(keyProof.backupId);
        else if (request) expect(id, message).not.toBe(request.backupId);
        const givenUp = after?.givenUp.map((backup) => backup.backupId);
        expect(givenUp, message).toEqual(proven || !request ? [] : [request.backupId]);
        expect(after?.facts.keyProof?.backupId, message).toBe(id);
        expect(pair.machine('target').restoresStarted, message).toBe(1);
      });
    },
  );
});

/** Moments around the restore, in milliseconds after a step began: it is queued, restores, restarts and is done by the clock. */
const momentsOfRestore: readonly (readonly [StepId, number])[] = [
  ['validate-restore', 0],
  ['validate-restore', 60],
  ['restore-backup', 0],
  ['restore-backup', 40],
  ['restore-backup', 120],
  ['restore-backup', 250],
  ['restore-backup', 400],
  ['restore-backup', 700],
  ['verify-target', 0],
  ['recheck-plan', 0],
];

describe.concurrent('a program that is killed around the restore', () => {
  test.each(momentsOfRestore)(
    '%s + %i ms finds its own restore again and starts no second one',
    async (step, delay) => {
      await killedAndResumed(step, delay, ({ pair, after, message }) => {
        const { state, restoresStarted } = pair.machine('target');
        expect(restoresStarted, message).toBe(1);
        expect(state.restore, message).toMatchObject({ job: 'r-1', state: 'done' });
        expect(after?.facts.restore?.job, message).toBe('r-1');
        const mark = readFileSync(join(pair.folder, 'target/files/incoming/epp-migration.json'));
        expect(JSON.parse(mark.toString()), message).toMatchObject({
          ...{ migration: after?.id, job: 'r-1', state: 'restored' },
        });
      });
    },
  );
});

describe.concurrent('a program that is killed while the new server makes its first backup', () => {
  test.each([0, 15, 60, 150, 400])(
    '%i ms after it began leaves one there, with the key that was proven',
    async (delay) => {
      await killedAndResumed(
        'secure-target',
        delay,
        ({ pair, before, after, message }) => {
          const { firstBackup } = after?.facts ?? {};
          expect(firstBackup, message).toMatchObject({ made: true });
          const id = firstBackup?.made && firstBackup.backupId;
          const left = pair
            .machine('target')
            .state.backups.filter(({ name }) => name.includes('-first-'))
            .map((each) => [each.id, each.state]);
          expect(left, message).toEqual([[id, 'ready']]);
          const { request, keyProof } = before?.keyOfTarget ?? {};
          if (keyProof) expect(id, message).toBe(keyProof.backupId);
          else if (request) expect(id, message).not.toBe(request.backupId);
          expect(after?.keyOfTarget?.keyProof?.backupId, message).toBe(id);
          expect(pair.machine('source').power, message).toBe('off');
        },
        'new.txt',
      );
    },
  );
});

type Outcome = {
  readonly pair: Pair;
  /** As the journal had it when the program was killed. */
  readonly before: MigrationState | undefined;
  readonly after: MigrationState | undefined;
  readonly message: string;
};

/** Runs a migration, kills it, goes on to its good end, and has it looked at. */
async function killedAndResumed(
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

/** Long enough to reach every part of the step, short enough that most kills hit it. */
const typicalMilliseconds = (step: StepId): number =>
  ({ 'create-backup': 700, 'restore-backup': 1200, 'power-off-source': 900, 'move-address': 700 })[
    step as string
  ] ?? 150;

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
