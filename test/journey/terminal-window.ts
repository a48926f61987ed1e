import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { program } from './terminal-program';

/** Of util-linux: runs a command in a terminal of its own. */
const scriptProgram = '/usr/bin/script';

/** True where no such window can be opened. */
export const noWindow =
  spawnSync(scriptProgram, ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') !==
  true;

/** The program in a window of 80 columns, with somebody at the keys. */
export type Window = {
  readonly child: ChildProcess;
  /** Everything that was shown so far. */
  readonly shown: () => string;
  readonly exitCode: Promise<number | null>;
  readonly type: (keys: string) => void;
  /** Waits for a text after the last one that was waited for. */
  readonly sees: (text: string | RegExp) => Promise<string>;
};

export const keys = {
  down: '\u001b[B',
  up: '\u001b[A',
  empty: '\u0015',
  ctrlC: '\u0003',
  ctrlD: '\u0004',
  ctrlT: '\u0014',
} as const;
/** What changes to the second screen and back. */
export const screens = { second: '\u001b[?1049h', first: '\u001b[?1049l' } as const;

/** A whole step of a practice run takes less, in milliseconds. */
const patience = 45_000;

/** Opens a window in a folder; words are shell words already, and so is `then`, what the shell does after the program. */
export function openWindow(
  args: readonly string[],
  { home, desk }: { readonly home: string; readonly desk: string },
  env: Readonly<Record<string, string>> = {},
  then = '',
): Window {
  const started = `'${process.execPath}' '${program}' ${args.join(' ')}`;
  const run = then === '' ? `exec ${started}` : `${started}; code=$?; ${then}; exit $code`;
  const command = `stty cols 80 rows 40; ${run}`;
  const child = spawn(scriptProgram, ['-qfec', command, '/dev/null'], {
    cwd: desk,
    env: {
      PATH: process.env['PATH'] ?? '',
      TERM: 'xterm-256color',
      EPP_MIGRATE_HOME: home,
      ...env,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let shown = '';
  let read = 0;
  const look = new Set<() => void>();
  child.stdout.on('data', (chunk: Buffer) => {
    shown += chunk.toString('utf8');
    for (const each of look) each();
  });
  const exitCode = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    child,
    shown: () => shown,
    exitCode,
    type: (typed) => void child.stdin.write(typed),
    sees: (text) =>
      new Promise((resolve, reject) => {
        const each = (): void => {
          const rest = shown.slice(read);
          const found = typeof text === 'string' ? text : (text.exec(rest)?.[0] ?? '');
          const at = found === '' ? -1 : rest.indexOf(found);
          if (at < 0) return;
          read += at + found.length;
          look.delete(each);
          clearTimeout(late);
          resolve(found);
        };
        const never = (why: string) => (): void => {
          clearTimeout(late);
          reject(new Error(`${why} “${text}”:\n${shown.slice(-3000)}`));
        };
        const late = setTimeout(never('waited in vain for'), patience);
        look.add(each);
        each();
        void exitCode.then(never('ended before'));
      }),
  };
}
