import { copyFile, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** As many files, and as many bytes in each, as are kept for a target. */
const limits = { files: 100, bytes: 4096 };

/**
 * Puts into test/vectors/fuzz the fewest inputs that reach all that those there and the corpus reach, small ones first, instead of
 * those of the same target that are there.
 * @param {{ name: string, corpus: string, root: string, cwd: string,
 *   jazzer: (order: import('./jazzer.mjs').Order) => Promise<unknown> }} what
 */
export async function saveCorpus({ name, corpus, root, cwd, jazzer }) {
  const place = join(root, 'test', 'vectors', 'fuzz');
  await mkdir(place, { recursive: true });
  const kept = await mkdtemp(join(tmpdir(), 'fuzz-kept-'));
  try {
    // libFuzzer writes into the first folder what the others reach.
    const seeds = [corpus, place];
    await jazzer({ name, corpus: kept, seeds, found: cwd, cwd, options: ['-merge=1'] });
    const sizes = await Promise.all(
      (await readdir(kept)).map(async (file) => ({ file, ...(await stat(join(kept, file))) })),
    );
    for (const old of await readdir(place)) {
      if (old.startsWith(`${name}-`)) await rm(join(place, old));
    }
    const small = sizes.filter(({ size }) => size <= limits.bytes);
    for (const { file } of small.sort((a, b) => a.size - b.size).slice(0, limits.files)) {
      await copyFile(join(kept, file), join(place, `${name}-${file.slice(0, 16)}.seed`));
    }
  } finally {
    await rm(kept, { recursive: true });
  }
}
