import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { HostAnswer } from './host-config';

/** Runs a command to its end, whatever comes of it; `input` is what it reads. */
export async function run(
  [program = '', ...args]: readonly string[],
  input: string | AsyncIterable<string> = '',
): Promise<HostAnswer> {
  const child = spawn(program, args, { stdio: 'pipe' });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = once(child, 'close');
  // A command that ends before it has read everything says why itself.
  child.stdin.on('error', () => {});
  for await (const text of typeof input === 'string' ? [input] : input) {
    if (child.stdin.destroyed) break;
    if (!child.stdin.write(text)) await drained(child.stdin);
  }
  child.stdin.end();
  const [exitCode] = await ended;
  return { stdout, stderr, exitCode: typeof exitCode === 'number' ? exitCode : 1 };
}

const drained = (stream: Writable): Promise<void> =>
  new Promise((resolve) => stream.once('drain', () => resolve()).once('close', () => resolve()));

/** Runs a command that has to succeed; gives what it wrote. */
export async function must(
  command: readonly string[],
  input?: string | AsyncIterable<string>,
): Promise<string> {
  const { stdout, stderr, exitCode } = await run(command, input);
  if (exitCode !== 0) throw new Error(`${command.join(' ')}: ${stderr || `exit code ${exitCode}`}`);
  return stdout;
}

/** A program of the host that runs until it is stopped, and is started again when it ends by itself. */
export type Supervised = {
  /** Resolves when it is ready. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly signal: (name: NodeJS.Signals) => void;
  readonly runs: () => boolean;
  /** Its process, while it runs. */
  readonly pid: () => number | undefined;
};

/** How long a program may take to start or to stop, in milliseconds. */
const patience = 20_000;

/** Watches over a program; `ready` says whether it answers, `log` is a file for what it says. */
export function supervise(
  [program = '', ...args]: readonly string[],
  log: string,
  ready: () => Promise<boolean>,
): Supervised {
  let child: ChildProcess | undefined;
  let wanted = false;
  const runs = (): boolean => child?.exitCode === null && child.signalCode === null;
  const start = async (): Promise<void> => {
    wanted = true;
    if (runs()) return;
    const file = openSync(log, 'a');
    const started = spawn(program, args, { stdio: ['ignore', file, file] });
    child = started;
    let ended = false;
    started.once('exit', () => {
      ended = true;
      if (child === started) child = undefined;
      if (wanted) setTimeout(() => wanted && start().catch(() => undefined), 1000);
    });
    for (const limit = Date.now() + patience; !(await ready()); await pause(25)) {
      if (ended || Date.now() > limit) throw new Error(`${program} did not start: see ${log}`);
    }
  };
  return {
    start,
    runs,
    pid: () => child?.pid,
    signal: (name) => child?.kill(name),
    stop: async () => {
      wanted = false;
      const stopping = child;
      if (!stopping) return;
      const gone = once(stopping, 'exit');
      stopping.kill('SIGTERM');
      const killer = setTimeout(() => stopping.kill('SIGKILL'), patience);
      await gone;
      clearTimeout(killer);
    },
  };
}
