import { join } from 'node:path';
import { build } from 'vite';

/**
 * Bundles a program of this folder as CommonJS, which Jazzer.js instruments when it is loaded: our code inside, packages outside, for they are not
 * what is looked at. Gives its path.
 * @param {string} folder
 * @param {string} root
 * @param {string} name
 */
export async function bundleInto(folder, root, name) {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      ssr: `test/fuzz/${name}.ts`,
      target: 'node20',
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: {
        output: { format: 'cjs', entryFileNames: `${name}.cjs`, codeSplitting: false },
      },
    },
  });
  return join(folder, `${name}.cjs`);
}
