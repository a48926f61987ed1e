// `npm run bench`: what is measured, each in a file `NAME.bench.ts`; `npm run bench -- NAME` measures that alone. With --check it
// fails where a goal is missed.

import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));
const all = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => basename(file, '.bench.ts'))
  .sort();
const { values, positionals } = parseArgs({
  options: { check: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => !all.includes(name));
if (unknown.length > 0)
  throw new Error(`no bench ${unknown.join(', ')}; there are ${all.join(', ')}`);

/**
 * Node finds few names in ssh2, which is CommonJS; in bundled programs it has them all, and so it has here. Only what has an alias
 * is not left to Node.
 */
const namesOfSsh2 = {
  name: 'names-of-ssh2',
  config: () => ({ resolve: { alias: { ssh2: 'virtual:ssh2' } } }),
  /** @param {string} source */
  resolveId: (source) => (source === 'virtual:ssh2' ? '\0ssh2' : null),
  /** @param {string} id */
  load: (id) => {
    if (id !== '\0ssh2') return null;
    const here = JSON.stringify(import.meta.url);
    const names = Object.keys(createRequire(import.meta.url)('ssh2'));
    return `import { createRequire } from 'node:module';
      const ssh2 = createRequire(${here})('ssh2');
      export default ssh2;
      export const { ${names.join(', ')} } = ssh2;`;
  },
};

for (const name of positionals.length > 0 ? positionals : all) {
  const file = join(import.meta.dirname, `${name}.bench.ts`);
  const { module } = await runnerImport(file, {
    ...{ root, configFile: false, logLevel: 'warn', plugins: [namesOfSsh2] },
  });
  process.exitCode = Math.max(process.exitCode ?? 0, await module.bench(values.check));
}
