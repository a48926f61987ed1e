import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { practicePresets } from '../../shared/contract';
import { loginMethods, newAccount, practiceAccount, practicePassword } from './accounts';
import { backupFailed, backupWritten } from './backup-job';
import { runCommand } from './command-line';
import { commands } from './commands';
import { type FaultName, switchFault } from './faults';
import { loadMachine, placesOf, saveMachine, tryLock, withMachine } from './file-machine';
import { type MachineState, withFaults } from './machine';
import { withPast } from './past';
import { newMachine } from './presets';
import { Refusal } from './refusal';
import { backupLoaded } from './restore-job';
import { openStorage } from './storage';
import { type Work, wanted } from './wanted';
import { loadBackup, writeBackup } from './works';

/** What the program has around it. */
export type Surroundings = {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Everything that comes on stdin, to its end. */
  readonly stdin: () => Promise<string>;
  /** Starts the program once more, in the background, with these arguments. */
  readonly inBackground: (args: readonly string[]) => void;
  /** Runs a program of the host around the machine, whose output is the answer, and gives its exit code; absent where no host is asked. */
  readonly onHost?: (program: string, args: readonly string[]) => Promise<number>;
};

const usage = `practice-appliance --root DIR init --preset PRESET --side source|target
                   [--computers N] [--backup-bytes N] [--time-scale X] [--address ADDRESS] [--in-use]
                   [--clients-know ADDRESS]
practice-appliance --root DIR state            the machine as JSON
practice-appliance --root DIR fault NAME [off|JSON]
practice-appliance --root DIR -- WORDS…        what eppctl was called with
`;

/**
 * The machine of a folder as a program: \`eppctl\` for a real SSH server, whose own SFTP serves the real folders.
 * Logins are the SSH server's; power and address are only noted. Gives the exit code.
 */
export async function runProgram(args: readonly string[], around: Surroundings): Promise<number> {
  const dashes = args.indexOf('--');
  const own = dashes < 0 ? args : args.slice(0, dashes);
  const { values, positionals } = parseArgs({
    args: [...own],
    allowPositionals: true,
    options: {
      root: { type: 'string' },
      preset: { type: 'string', default: 'matching' },
      side: { type: 'string', default: 'source' },
      computers: { type: 'string', default: '120' },
      'backup-bytes': { type: 'string', default: '4194304' },
      'time-scale': { type: 'string', default: '1' },
      address: { type: 'string', default: '10.0.0.20' },
      'in-use': { type: 'boolean', default: false },
      'clients-know': { type: 'string' },
    },
  });
  const { root } = values;
  const [task, ...rest] = positionals;
  if (root !== undefined && dashes >= 0) return await eppctl(root, args.slice(dashes + 1), around);
  if (root !== undefined && task === 'init') return await init(root, values);
  if (root !== undefined && task === 'work') return await work(root);
  if (root !== undefined && task === 'state') {
    around.stdout(`${JSON.stringify(await withMachine(root, async ({ state }) => state()))}\n`);
    return 0;
  }
  if (root !== undefined && task === 'fault' && rest[0] !== undefined) {
    const [name, to = '{}'] = rest;
    await withMachine(root, async ({ state, change }) => {
      const faults = switchFault(
        state().faults,
        name as FaultName,
        to === 'off' ? false : JSON.parse(to),
      );
      change(withFaults(state(), faults, Date.now()));
    });
    return 0;
  }
  around.stderr(usage);
  return 2;
}

async function init(
  root: string,
  values: Readonly<Record<string, string | boolean | undefined>>,
): Promise<number> {
  const preset = practicePresets.find((known) => known === values['preset']);
  const side = (['source', 'target'] as const).find((known) => known === values['side']);
  if (!preset || !side)
    throw new Error(`no such preset or side: ${values['preset']}, ${values['side']}`);
  const address = String(values['address']);
  const inUse = values['in-use'] === true;
  const now = Date.now();
  const machine = newMachine(
    {
      ...{ preset, side, inUse },
      clientsKnow: values['clients-know'] as string | undefined,
      computers: Number(values['computers']),
      backupBytes: Number(values['backup-bytes']),
      timeScale: Number(values['time-scale']),
      network: { address, prefix: 24, gateway: '10.0.0.1', dns: ['10.0.0.2', '10.0.0.3'] },
      accounts: [newAccount(practiceAccount, practicePassword)],
      methods: loginMethods,
      folders: {
        backups: join(root, 'backups'),
        incoming: join(root, 'incoming'),
        archives: join(root, 'archives'),
      },
      faults: {},
    },
    now,
  );
  saveMachine(root, await withPast(machine, { side, inUse }, placesOf(root), now));
  return 0;
}

async function eppctl(
  root: string,
  words: readonly string[],
  around: Surroundings,
): Promise<number> {
  const own = around.onHost && hostProgramFor(root, words);
  if (own) return (await around.onHost?.(own.program, own.args)) ?? 1;
  // Read before the lock is taken: somebody may be slow to type.
  const input = words[0] === 'backup' && words[1] === 'import' ? await around.stdin() : '';
  const answer = await withMachine(root, async ({ state, change, storage }) => {
    const context = {
      now: Date.now,
      state,
      change,
      storage,
      stdin: async () => input,
      answersAt: () => false,
    };
    const given = await runCommand(['eppctl', ...words], context);
    if (wanted(state(), Date.now()).works.length > 0) around.inBackground(['--root', root, 'work']);
    return given;
  });
  around.stdout(answer.stdout);
  around.stderr(answer.stderr);
  return answer.exitCode;
}

/**
 * What the host around the machine answers itself: an executable `DIR/host/backup-list` takes `backup list`, one named
 * `DIR/host/counts` takes `counts`. A command of two words is never taken by a program named by the first alone.
 */
function hostProgramFor(
  root: string,
  words: readonly string[],
): { readonly program: string; readonly args: readonly string[] } | undefined {
  for (const length of [2, 1]) {
    const name = words.slice(0, length);
    if (name.length < length || !name.every((word) => /^[a-z][a-z-]*$/.test(word))) continue;
    const program = join(root, 'host', name.join('-'));
    if (isExecutable(program)) return { program, args: words.slice(length) };
    if (Object.hasOwn(commands, name.join(' '))) return undefined;
  }
  return undefined;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Does the works of a machine one after another until none is left, unless another process does them. */
async function work(root: string): Promise<number> {
  const busy = join(root, 'work', 'worker');
  if (!tryLock(busy)) return 0;
  try {
    for (;;) {
      const next = await withMachine(
        root,
        async ({ state }) => wanted(state(), Date.now()).works[0],
      );
      if (!next) return 0;
      const outcome = await carryOut(root, next);
      await withMachine(root, async ({ state, change }) => change(outcome(state(), Date.now())));
    }
  } finally {
    await withMachine(root, async ({ storage }) => storage.remove('worker'));
  }
}

type Outcome = (state: MachineState, now: number) => MachineState;

async function carryOut(root: string, task: Work): Promise<Outcome> {
  const stop = new AbortController();
  const start = loadMachine(root);
  // The state is saved by whoever runs a command; this process only looks at it.
  const storage = await openStorage(placesOf(root), () => start);
  const watch = watchFor(root, task, stop);
  try {
    if (task.kind === 'load-backup') {
      const outcome = await loadBackup(start, task, storage, stop.signal, Date.now);
      return (state) => backupLoaded(state, task.job, outcome);
    }
    const file = await writeBackup(start, task, storage, stop.signal);
    return (state, now) => backupWritten(state, task.id, file, now);
  } catch (error) {
    if (stop.signal.aborted || task.kind === 'load-backup') return (state) => state;
    const reason = error instanceof Refusal ? error.word : 'internal';
    return (state, now) => backupFailed(state, task.id, reason, now);
  } finally {
    stop.abort();
    await watch;
  }
}

/** Ends a work that is no longer wanted. */
async function watchFor(root: string, task: Work, stop: AbortController): Promise<void> {
  const same = (other: Work): boolean => JSON.stringify(other) === JSON.stringify(task);
  while (!stop.signal.aborted) {
    await pause(200, undefined, { signal: stop.signal }).catch(() => undefined);
    if (!wanted(loadMachine(root), Date.now()).works.some(same)) stop.abort();
  }
}
