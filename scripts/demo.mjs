// `npm run demo`: the command line's demonstration, from a bare clone to the end of a practice migration.

import { fileURLToPath } from 'node:url';
import { setUp } from './setup.mjs';
import { giveUp, run } from './terminal.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

await setUp('demo');
const built = await run(process.execPath, ['scripts/build.mjs', 'cli'], { cwd: root });
if (built.code !== 0) giveUp(built.output);
const demo = ['dist/cli.cjs', 'demo', ...process.argv.slice(2)];
process.exitCode = (await run(process.execPath, demo, { cwd: root, show: true })).code;
