// What the scripts say, and how they start other programs.

import { spawn } from 'node:child_process';

/** One line for each thing that is done; nothing is said about what is there already. */
export const say = (/** @type {string} */ line) => process.stdout.write(`› ${line}\n`);

/**
 * Runs a program and resolves with its exit code (128 when a signal ended it) and what it printed.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean }} [options]
 *   `show`: its output goes to the terminal instead of the result
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(program, args, { cwd, env, show = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...(cwd === undefined ? {} : { cwd }),
      env: env ?? process.env,
      stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (/** @type {Buffer} */ chunk) => {
      output += chunk;
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    // A terminal sends ctrl-C to the child as well; the child decides, and its exit code is ours.
    const wait = () => undefined;
    process.on('SIGINT', wait);
    const pass = () => child.kill('SIGTERM');
    process.on('SIGTERM', pass);
    child.once('error', reject);
    child.once('close', (code) => {
      process.off('SIGINT', wait);
      process.off('SIGTERM', pass);
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

/** Ends this process with a sentence for the person at the terminal instead of a stack trace. */
export function giveUp(/** @type {string} */ sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
