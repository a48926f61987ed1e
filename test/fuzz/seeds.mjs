import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

const vectors = join('test', 'vectors');

/**
 * Writes what the fuzzer begins with: the vectors, those with a header without it, and the corpus of earlier runs.
 * @param {string} root
 * @param {string} folder is made anew
 */
export async function writeSeeds(root, folder) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const place of [vectors, join(vectors, 'inspect'), join(vectors, 'fuzz')]) {
    for (const name of await readdir(join(root, place)).catch(() => [])) {
      const bytes = await seedIn(join(root, place, name));
      if (bytes) await writeFile(join(folder, `${basename(place)}-${name}`), bytes);
    }
  }
}

/** @param {string} path */
async function seedIn(path) {
  if (path.endsWith('.vector')) {
    const bytes = await readFile(path);
    return bytes.subarray(bytes.indexOf('\n\n') + 2);
  }
  return path.endsWith('.eppb') || path.endsWith('.seed') ? await readFile(path) : undefined;
}
