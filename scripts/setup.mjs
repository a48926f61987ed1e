// Makes a bare clone ready, and says nothing when it is ready already.
//
//   node scripts/setup.mjs --for demo|start|test
//
// Runs before node_modules exists, so it imports nothing but Node's own modules.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { resolveRuntime } from './electron-runtime.mjs';
import { installPackages } from './system-packages.mjs';
import { giveUp, npm, say } from './terminal.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const OLDEST_NODE = /** @type {const} */ ([20, 19]);

/**
 * What `npm run demo`, `npm start` and `npm test` call first. Safe to call again at any time.
 * @param {'demo' | 'start' | 'test'} purpose
 */
export async function setUp(purpose) {
  checkNode(process.versions.node);
  await installLibraries();
  if (purpose === 'demo') return;
  await installPackages(purpose);
  try {
    await resolveRuntime();
  } catch (error) {
    // The tests go on without a window and count what needs one as skipped.
    const reason = error instanceof Error ? error.message : String(error);
    if (purpose === 'start') giveUp(reason);
    say(reason);
  }
}

/** Ends the program when Node is too old. */
export function checkNode(/** @type {string} */ version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  giveUp(
    `This project needs Node.js ${OLDEST_NODE.join('.')} or newer, and this is ${version}. ` +
      'Install a current one from your system or from nodejs.org, then run the same command again.',
  );
}

async function installLibraries() {
  const locked = join(root, 'package-lock.json');
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && sameLibraries(read(locked), read(installed))) return;
  say('installing the libraries (npm ci)');
  const { code, output } = await npm(['ci', '--loglevel=error'], { cwd: root });
  if (code !== 0) giveUp(`${output}\nnpm ci failed. Is the package registry reachable?`);
}

/** @typedef {{ packages: Record<string, { version?: string, optional?: boolean }> }} Lockfile */

/**
 * Whether what npm wrote down at its last installation is what the lockfile asks for. npm writes its note last, so a
 * broken-off installation does not count. Optional packages may be absent: they are for other systems.
 * @param {Lockfile} locked
 * @param {Lockfile} installed
 */
export function sameLibraries(locked, installed) {
  return Object.entries(locked.packages).every(([path, wanted]) => {
    if (path === '') return true;
    const found = installed.packages[path];
    return found ? found.version === wanted.version : wanted.optional === true;
  });
}

/** @returns {Lockfile} */
const read = (/** @type {string} */ file) => JSON.parse(readFileSync(file, 'utf8'));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const purpose = process.argv[process.argv.indexOf('--for') + 1];
  if (purpose !== 'demo' && purpose !== 'start' && purpose !== 'test') {
    giveUp('usage: node scripts/setup.mjs --for demo|start|test');
  } else {
    await setUp(purpose);
  }
}
