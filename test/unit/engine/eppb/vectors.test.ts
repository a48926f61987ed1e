import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bufferSource } from '../../../../electron/engine/eppb/byte-source';
import { containers } from '../../../../electron/engine/eppb/containers/containers';
import { inspect } from '../../../../electron/engine/eppb/inspect';
import { type Inspection, inspectionSchema } from '../../../../shared/inspection';
import { inspectionExit } from '../../../../shared/inspection-exit';

const folder = join(import.meta.dirname, '../../../vectors/inspect');
const names = readdirSync(folder).filter((name) => name.startsWith('c-'));

/** Lines `expect: name value`, a blank line, and the bytes. */
function readVector(name: string) {
  const file = readFileSync(join(folder, name));
  const end = file.indexOf('\n\n');
  const expected = file
    .toString('utf8', 0, end)
    .split('\n')
    .map((line) => /^expect: (\S+) ?(.*)$/.exec(line)?.slice(1) ?? []);
  return { expected, body: file.subarray(end + 2) };
}

/** What is there under a name of a vector. */
const seen: Readonly<Record<string, (found: Inspection) => unknown>> = {
  layers: ({ layers }) => layers.map(({ container }) => container).join(' '),
  verdict: ({ verdict }) => verdict,
  size: ({ size }) => String(size),
  sha256: ({ hashes }) => hashes?.sha256,
  md5: ({ hashes }) => hashes?.md5,
  entries: ({ archive }) => String((archive?.entries.length ?? 0) + (archive?.more ?? 0)),
  bytes: ({ archive }) => String(archive?.bytes),
  findings: ({ findings }) => findings.map(({ code }) => code).join(' '),
  exit: (found) => String(inspectionExit(found)),
};
/** What is one of several. */
const among: Readonly<Record<string, (found: Inspection) => readonly string[]>> = {
  has: ({ findings }) => findings.map(({ code }) => code),
  at: ({ findings }) => findings.map(({ code, at }) => `${code} ${at}`),
  rows: ({ dump }) => dump?.tables.map(({ name, rows }) => `${name} ${rows}`) ?? [],
  path: ({ archive }) => archive?.entries.map(({ path }) => path) ?? [],
  version: ({ versions }) => versions.map(({ version, from }) => `${version} ${from}`),
};

describe('the vectors', () => {
  it.each(names)('%s', async (name) => {
    const { expected, body } = readVector(name);
    const found = await inspect(bufferSource('x.eppb', body));
    expect(inspectionSchema.parse(JSON.parse(JSON.stringify(found)))).toBeDefined();
    for (const [key = '', value = ''] of expected) {
      const all = among[key]?.(found);
      if (all) expect(all, key).toContain(value);
      else expect(seen[key]?.(found), key).toBe(value);
    }
  });

  it('cover every container', async () => {
    const covered = new Set(
      names.flatMap((name) => {
        const [, [, layers = ''] = []] = [0, readVector(name).expected[0]];
        return layers.split(' ');
      }),
    );
    expect(containers.map(({ id }) => id).filter((id) => !covered.has(id))).toEqual([]);
  });
});
