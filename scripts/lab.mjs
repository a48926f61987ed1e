// `npm run lab`: an old and a new appliance that are real hosts, and computers that check in, until Ctrl-C.
//
//   npm run lab -- [--computers N] [--agents N]

import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { setUp } from './setup.mjs';
import { noHostsBecause } from './system-packages.mjs';
import { giveUp, run, say } from './terminal.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

await setUp('test');
const reason = noHostsBecause();
if (reason) giveUp(`There can be no lab here: ${reason}.`);
const programs = ['scripts/build.mjs', 'cli', 'practice-appliance'];
const built = await run(process.execPath, programs, { cwd: root });
if (built.code !== 0) giveUp(built.output);

/** @type {{ module: { keepLab: (args: readonly string[], say: (line: string) => void) => Promise<void> } }} */
const { module } = await runnerImport(`${root}test/lab/keep-lab.ts`, {
  root,
  configFile: false,
  logLevel: 'warn',
});
await module.keepLab(process.argv.slice(2), say);
process.exit();
