// Runs a program that finds the Electron chosen by electron-runtime.mjs, on a virtual display where there is none.
//
//   node scripts/with-electron.mjs electron . --some-option
//   node scripts/with-electron.mjs npx playwright test
//   node scripts/with-electron.mjs --no-display npx playwright test   (the program takes care of displays itself)

import { fileURLToPath } from 'node:url';
import { resolveRuntime } from './electron-runtime.mjs';
import { hasDisplay, isRoot } from './system-packages.mjs';
import { run, say } from './terminal.mjs';

/**
 * Resolves with the program's exit code. `electron` as the program is the runtime itself.
 * @param {readonly string[]} given
 */
export async function withElectron(given) {
  const runtime = await resolveRuntime();
  const itself = given[0] === '--no-display';
  const [name = '', ...args] = itself ? given.slice(1) : given;
  // Chromium refuses to run as root with its sandbox. Nobody else ever loses it.
  const words =
    name === 'electron'
      ? [runtime.program, ...(isRoot ? ['--no-sandbox'] : []), ...args]
      : [name, ...args];
  const display = itself || hasDisplay() ? [] : ['xvfb-run', '-a', '-s', '-screen 0 1280x900x24'];
  if (display.length > 0 && name === 'electron') {
    say('there is no display: the window opens on a virtual one');
  }
  const [program = '', ...rest] = [...display, ...words];
  const env = {
    ...process.env,
    ELECTRON_OVERRIDE_DIST_PATH: runtime.dist,
    ELECTRON_EXEC_PATH: runtime.program,
  };
  // xvfb-run does not pass on a request to end, so it goes to all that it started.
  return (await run(program, rest, { env, show: true, ownGroup: display.length > 0 })).code;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = await withElectron(process.argv.slice(2));
}
