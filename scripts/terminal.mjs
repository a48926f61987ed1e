// What the scripts say, and how they start other programs.

import { spawn } from 'node:child_process';

/** One line for each thing that is done; nothing is said about what is there already. */
export const say = (/** @type {string} */ line) => process.stdout.write(`› ${line}\n`);

/**
 * Runs a program and resolves with its exit code (128 when a signal ended it) and what it printed.
 *
 * With `show`, its output goes to the terminal instead of the result. With `ownGroup` (always so without `show`) a
 * request to end reaches everything it started too, but it cannot read from the terminal. After `limit` milliseconds
 * it is asked to end.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean, ownGroup?: boolean, limit?: number }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(program, args, { cwd, env, show = false, ownGroup = !show, limit } = {}) {
  const grouped = ownGroup && process.platform !== 'win32';
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...(cwd === undefined ? {} : { cwd }),
      env: env ?? process.env,
      stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      detached: grouped,
    });
    let output = '';
    const keep = (/** @type {Buffer} */ chunk) => {
      output += chunk;
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);

    const end = () => {
      if (!grouped || child.pid === undefined) child.kill('SIGTERM');
      else if (child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
    };
    // Ctrl-C reaches a child of the same group by itself. It decides, and its exit code is ours.
    const interrupted = () => grouped && end();
    const timer = setTimeout(
      () => {
        output += `\n${program} took longer than ${(limit ?? 0) / 1000} s and was ended\n`;
        end();
      },
      limit ?? 2 ** 31 - 1,
    );
    process.on('SIGINT', interrupted);
    process.on('SIGTERM', end);
    const done = () => {
      clearTimeout(timer);
      process.off('SIGINT', interrupted);
      process.off('SIGTERM', end);
    };
    child.once('error', (error) => {
      done();
      reject(error);
    });
    child.once('close', (code) => {
      done();
      resolve({ code: code ?? 128, output });
    });
  });
}

/**
 * Like run() for npm, found the way that works under `npm run` on every system.
 * @param {readonly string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export function npm(args, options) {
  const script = process.env.npm_execpath;
  return script?.endsWith('.js')
    ? run(process.execPath, [script, ...args], options)
    : run('npm', args, options);
}

/**
 * Ends this process with a sentence for the person at the terminal instead of a stack trace.
 * @param {string} sentence
 * @returns {never}
 */
export function giveUp(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
