import childProcess from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

const changing = [
  ...['appendFile', 'chmod', 'chown', 'copyFile', 'cp', 'createWriteStream', 'link', 'lutimes'],
  ...['mkdir', 'mkdtemp', 'rename', 'rm', 'rmdir', 'symlink', 'truncate', 'unlink', 'utimes'],
  ...['write', 'writeFile', 'writev', 'ftruncate', 'fchmod', 'fchown', 'futimes'],
];
const starting = ['exec', 'execFile', 'fork', 'spawn'];

let watched = false;
let refusing = false;
let refused: string[] = [];

/**
 * Has whatever changes a file, starts a program or connects to somewhere throw while this work is done, and throws at its end where
 * something of it was called: what only reads needs none of it. The fuzzer itself writes before and after.
 */
export async function writingNothing(work: () => Promise<unknown>): Promise<void> {
  if (!watched) watchAll();
  watched = true;
  refusing = true;
  refused = [];
  try {
    await work();
  } finally {
    refusing = false;
  }
  // Whoever called may have caught what was thrown.
  if (refused.length > 0) throw new Error(`what only reads called ${refused.join(', ')}`);
}

function watchAll(): void {
  for (const place of [fs, fs.promises]) {
    watch(place, [...changing, ...changing.map((name) => `${name}Sync`)], () => true);
    watch(place, ['open', 'openSync'], ([, flags]) => !onlyReads(flags));
  }
  watch(childProcess, [...starting, ...starting.map((name) => `${name}Sync`)], () => true);
  watch(net.Socket.prototype, ['connect'], () => true);
  syncBuiltinESMExports();
}

type Functions = Record<string, unknown>;

function watch(
  place: object,
  names: readonly string[],
  isRefused: (args: readonly unknown[]) => boolean,
): void {
  const functions = place as Functions;
  for (const name of names) {
    const called = functions[name];
    if (typeof called !== 'function') continue;
    functions[name] = function (this: unknown, ...args: unknown[]) {
      if (refusing && isRefused(args)) {
        refused.push(name);
        throw new Error(`${name} is refused`);
      }
      return Reflect.apply(called, this, args);
    };
  }
}

function onlyReads(flags: unknown): boolean {
  if (typeof flags !== 'number') return flags === 'r' || typeof flags !== 'string';
  const { O_WRONLY, O_RDWR, O_CREAT } = fs.constants;
  return (flags & (O_WRONLY | O_RDWR | O_CREAT)) === 0;
}
