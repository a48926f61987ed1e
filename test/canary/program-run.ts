import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Writable } from 'node:stream';
import { type Place, program } from '../journey/terminal-program';

/** A computer with nothing on it: the folders that a program may think are its own. */
export type Computer = {
  /** Everything but the practice appliances lies in it. */
  readonly folder: string;
  readonly homeFolder: string;
  readonly tempFolder: string;
  readonly kit: string;
  /** The practice appliances' own folder. */
  readonly appliances: string;
};

/** Makes the folders beside those of a place. */
export function computerOf({ home, desk, pair }: Place): Computer {
  const folder = dirname(home);
  const [homeFolder, tempFolder] = [join(folder, 'person'), join(folder, 'tmp')];
  for (const each of [homeFolder, tempFolder]) mkdirSync(each);
  return { folder, homeFolder, tempFolder, kit: join(desk, 'kit.txt'), appliances: pair.folder };
}

/** What came of a run. */
export type Ended = {
  readonly pid: number | undefined;
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

export type Start = {
  readonly args: readonly string[];
  /** The lines that the program finds at descriptor 3. */
  readonly lines: readonly string[];
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Is called when the process is there. */
  readonly started?: () => void;
  /** Is called with what was printed so far each time that there is more. */
  readonly seen?: (stdout: string, child: ChildProcess) => void;
};

/** Runs the program on a computer, its secrets at a descriptor. Never writes core files: those are the system's, not the program's. */
export async function runProgram(place: Place, computer: Computer, start: Start): Promise<Ended> {
  const { args, lines, env = {}, stdin, started, seen } = start;
  const words = ['-c', 'ulimit -c 0; exec "$@"', 'sh', process.execPath, program, ...args];
  const child = spawn('sh', words, {
    cwd: place.desk,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: computer.homeFolder,
      TMPDIR: computer.tempFolder,
      EPP_MIGRATE_HOME: place.home,
      ...env,
    },
    stdio: [stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe', 'pipe'],
  });
  if (started) child.once('spawn', started);
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  if (seen) child.stdout?.on('data', () => seen(stdout(), child));
  give(child.stdio[3], lines.join('\n'));
  give(child.stdin, stdin ?? '');
  const timer = setTimeout(() => child.kill('SIGKILL'), 115_000);
  const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearTimeout(timer);
  return { pid: child.pid, exitCode, stdout: stdout(), stderr: stderr() };
}

function give(to: unknown, text: string): void {
  const stream = to as Writable | null;
  // A program that ends early does not read on.
  stream?.on('error', () => undefined);
  stream?.end(text);
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  const chunks: Buffer[] = [];
  stream?.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString('utf8');
}
