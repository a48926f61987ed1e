// `npm run bench`: how long connecting takes, beside OpenSSH's own client. With --check it fails where the goal is missed.

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));
const file = join(import.meta.dirname, 'connect.bench.ts');

const { module } = await runnerImport(file, { root, configFile: false, logLevel: 'warn' });
process.exitCode = await module.bench(process.argv.includes('--check'));
