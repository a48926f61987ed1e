// node measure.mjs '{"names":[…],"wish":{…}}', from run.mjs: measures one after the other, tells whether a goal was missed, and stops
// in good order when the channel to run.mjs is closed.

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const { names, wish } = JSON.parse(process.argv[2] ?? '{}');
const root = fileURLToPath(new URL('../..', import.meta.url));
const stopping = new AbortController();
process.on('disconnect', () => stopping.abort());
const { signal } = stopping;

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

try {
  let missed = false;
  for (const name of names) {
    const { module } = await runnerImport(join(import.meta.dirname, `${name}.bench.ts`), {
      ...{ root, configFile: false, logLevel: 'warn', plugins: [namesOfSsh2] },
    });
    signal.throwIfAborted();
    missed = (await module.bench({ ...wish, signal })) || missed;
  }
  process.send?.(missed, undefined, undefined, () => process.exit());
} catch (error) {
  if (!signal.aborted) console.error(error);
  process.exit(2);
}
