// `npm start`: the desktop app, built from the sources as they are now.

import { fileURLToPath } from 'node:url';
import { setUp } from './setup.mjs';
import { giveUp, run } from './terminal.mjs';
import { withElectron } from './with-electron.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

await setUp('start');
const built = await run(process.execPath, ['scripts/build.mjs'], { cwd: root });
if (built.code !== 0) giveUp(built.output);
process.exitCode = await withElectron(['electron', root, ...process.argv.slice(2)]);
