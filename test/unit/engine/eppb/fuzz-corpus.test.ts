import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inspectStrictly } from '../../../fuzz/rules';
import { writeSeeds } from '../../../fuzz/seeds.mjs';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const folder = join(root, 'test', 'vectors', 'fuzz');

/** Each was the first to reach something in the parsers, or (`found-…`) broke a rule once. */
describe('the corpus of the fuzzer', { timeout: 60_000 }, () => {
  it.each(['file', 'packed', 'found'])('breaks no rule: %s', async (kind) => {
    const names = (await readdir(folder)).filter((name) => name.startsWith(`${kind}-`));
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) {
      const bytes = await readFile(join(folder, name));
      const content = kind === 'packed' ? gzipSync(bytes, { level: 1 }) : bytes;
      await expect(inspectStrictly(content), name).resolves.toBeUndefined();
    }
  });

  it('is small', async () => {
    const names = await readdir(folder);
    expect(names.length).toBeLessThan(250);
    for (const name of names) {
      expect((await readFile(join(folder, name))).length).toBeLessThanOrEqual(8192);
    }
  });

  it('begins with every vector, none of which breaks a rule', async () => {
    const seeds = await mkdtemp(join(tmpdir(), 'seeds-'));
    try {
      await writeSeeds(root, seeds);
      const names = await readdir(seeds);
      expect(names.length).toBeGreaterThan(60);
      for (const name of names.filter((each) => !each.startsWith('fuzz-'))) {
        const bytes = await readFile(join(seeds, name));
        await expect(inspectStrictly(bytes), name).resolves.toBeUndefined();
      }
    } finally {
      await rm(seeds, { recursive: true });
    }
  });
});
