// Builds dist/ with plain Vite: one self-contained file for each process, and the page.
//
//   node scripts/build.mjs            everything
//   node scripts/build.mjs cli        only the named outputs

import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { giveUp } from './terminal.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

// The oldest runtime that has to run them: Node 20 and Chromium 130 (Electron 33), whatever Electron is declared.
const NODE = 'node20';
const CHROME = 'chrome130';

/** Each output file `dist/<name>.cjs` by its entry. `command` makes it an executable file with a shebang. */
const PROGRAMS = {
  main: { entry: 'electron/main.ts', target: NODE },
  'engine-process': { entry: 'electron/engine-process.ts', target: NODE },
  preload: { entry: 'electron/preload.ts', target: CHROME },
  cli: { entry: 'electron/cli.ts', target: NODE, command: true },
  'practice-appliance': { entry: 'electron/practice-appliance.ts', target: NODE, command: true },
};

/**
 * ssh2 asks for two native bindings and goes on in JavaScript without them. They could not be used anyway: the one for
 * Electron would need OpenSSL symbols that Electron does not export. So they throw when they are asked for, which is
 * what ssh2 expects of a missing module.
 */
const withoutNativeModules = () => ({
  name: 'without-native-modules',
  enforce: /** @type {const} */ ('pre'),
  /** @param {string} source */
  resolveId: (source) =>
    source === 'cpu-features' || source.endsWith('.node') ? '\0native-module' : null,
  /** @param {string} id */
  load: (id) =>
    id === '\0native-module'
      ? 'module.exports = (() => { throw new Error("native module left out"); })();'
      : null,
});

/** @param {keyof typeof PROGRAMS} name */
async function buildProgram(name) {
  const { entry, target, command } = { command: false, ...PROGRAMS[name] };
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [withoutNativeModules()],
    define: { 'process.env.NODE_ENV': '"production"' },
    // Everything inside except Electron and Node's own modules: nothing of node_modules is shipped.
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      ssr: entry,
      target,
      outDir: 'dist',
      emptyOutDir: false,
      // CommonJS, because bundled packages use __dirname, which an ES module does not have.
      rolldownOptions: {
        output: { format: 'cjs', entryFileNames: `${name}.cjs`, codeSplitting: false },
      },
    },
  });
  if (command) await makeCommand(join(root, 'dist', `${name}.cjs`));
}

/** @param {string} file */
async function makeCommand(file) {
  const code = await readFile(file, 'utf8');
  if (!code.startsWith('#!')) await writeFile(file, `#!/usr/bin/env node\n${code}`);
  await chmod(file, 0o755);
}

async function buildPage() {
  await build({
    root: join(root, 'renderer'),
    configFile: false,
    logLevel: 'warn',
    base: './',
    plugins: [react()],
    build: {
      target: CHROME,
      cssTarget: CHROME,
      outDir: join(root, 'dist', 'renderer'),
      emptyOutDir: true,
      // The content security policy forbids inline scripts and data: addresses.
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 2000,
    },
  });
}

/** @type {Record<string, () => Promise<void>>} */
const outputs = { renderer: buildPage };
for (const name of /** @type {(keyof typeof PROGRAMS)[]} */ (Object.keys(PROGRAMS))) {
  outputs[name] = () => buildProgram(name);
}

const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(outputs);
for (const name of wanted) {
  if (!outputs[name])
    giveUp(`there is no output ${name}; there are ${Object.keys(outputs).join(' ')}`);
}
try {
  await Promise.all(wanted.map((name) => outputs[name]?.()));
} catch (error) {
  giveUp(error instanceof Error ? error.message : String(error));
}
