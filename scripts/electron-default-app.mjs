// The part of Electron that starts an app from a folder (`electron .`), for the fallback runtime, whose own one belongs
// to another product.

/** The files of default_app.asar. */
export const DEFAULT_APP = {
  'package.json': '{"name":"electron","type":"module","main":"main.js"}',
  // An ES module that awaits the app: Electron holds `ready` back until it is loaded, which an app counts on when it
  // registers its schemes. Options and their order are those of the official one.
  'main.js': `
import { app } from 'electron/main';
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const preloads = [];
let file;
const words = process.argv.slice(1);
for (let at = 0; at < words.length; at += 1) {
  if (words[at] === '-r' || words[at] === '--require') preloads.push(words[(at += 1)]);
  else if (!words[at].startsWith('-')) {
    file = words[at];
    break;
  }
}
if (file === undefined) {
  console.error('usage: electron [-r FILE] FOLDER');
  process.exit(1);
}
const path = resolve(file);
let main = path;
if (statSync(path).isDirectory()) {
  const about = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  app.setName(about.productName ?? about.name);
  app.setVersion(about.version ?? '0.0.0');
  app.setAppPath(path);
  main = createRequire(join(path, 'package.json')).resolve(path);
}
process.defaultApp = true;
const require = createRequire(main);
for (const preload of preloads) require(resolve(preload));
await import(pathToFileURL(main).href);
`,
};

/**
 * An asar archive of these files: two nested length headers, a JSON directory, and the contents one after the other.
 * It has to be a real one; electron-builder cannot do with a folder of that name.
 * @param {Record<string, string>} files
 */
export function asar(files) {
  /** @type {Record<string, { size: number, offset: string }>} */
  const directory = {};
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const size = Buffer.byteLength(text);
    directory[name] = { size, offset: String(offset) };
    offset += size;
  }
  const json = Buffer.from(JSON.stringify({ files: directory }));
  const padded = Math.ceil(json.length / 4) * 4;
  const header = Buffer.alloc(16 + padded);
  header.writeUInt32LE(4, 0);
  header.writeUInt32LE(padded + 8, 4);
  header.writeUInt32LE(padded + 4, 8);
  header.writeUInt32LE(json.length, 12);
  json.copy(header, 16);
  return Buffer.concat([header, ...Object.values(files).map((text) => Buffer.from(text))]);
}
