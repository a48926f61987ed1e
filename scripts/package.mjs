// `npm run package`: the app as it is shipped, in release/. Without arguments it is a folder for this system, made with
// the Electron that is here; arguments are electron-builder's own (`npm run package -- --linux deb`).

import { fileURLToPath } from 'node:url';
import { resolveRuntime } from './electron-runtime.mjs';
import { setUp } from './setup.mjs';
import { giveUp, run } from './terminal.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

await setUp('start');
const built = await run(process.execPath, ['scripts/build.mjs'], { cwd: root });
if (built.code !== 0) giveUp(built.output);
const { dist } = await resolveRuntime();
const asked = process.argv.slice(2);
const builder = fileURLToPath(new URL('../node_modules/electron-builder/cli.js', import.meta.url));
const { code } = await run(
  process.execPath,
  [
    builder,
    '--publish=never',
    ...(asked.length > 0 ? asked : ['--dir']),
    `-c.electronDist=${dist}`,
  ],
  { cwd: root, show: true },
);
process.exitCode = code;
