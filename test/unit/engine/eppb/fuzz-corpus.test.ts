import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inspectStrictly } from '../../../fuzz/rules';

const vectors = join(import.meta.dirname, '..', '..', '..', 'vectors');
const folder = join(vectors, 'fuzz');

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

  it('begins with the vectors, none of which breaks a rule', async () => {
    const names = await readdir(vectors, { recursive: true });
    const chosen = names.filter((name) => /\.(?:eppb|vector)$/.test(name));
    expect(chosen.length).toBeGreaterThan(60);
    for (const name of chosen) {
      const bytes = await readFile(join(vectors, name));
      // A vector is what comes after its header.
      const start = name.endsWith('.vector') ? bytes.indexOf('\n\n') + 2 : 0;
      await expect(inspectStrictly(bytes.subarray(start)), name).resolves.toBeUndefined();
    }
  });
});
