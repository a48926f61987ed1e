import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import v8 from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bufferSource } from '../../../../electron/engine/eppb/byte-source';
import { inspect } from '../../../../electron/engine/eppb/inspect';
import type { Inspection, InspectionFindingCode } from '../../../../shared/inspection';
import { attributes, nestedTimes, packedTimes, tarOf, zipOf } from './hostile-files';
import { withinPatience } from './within-patience';

const inspectBytes = (content: Buffer): Promise<Inspection> =>
  withinPatience(() => inspect(bufferSource('x.eppb', content)));

const codesOf = ({ findings }: Inspection): readonly InspectionFindingCode[] =>
  findings.map(({ code }) => code);

describe('an archive of many entries', { timeout: 60_000 }, () => {
  it('lists 100,000 of a zip file and counts the others', async () => {
    const content = Buffer.from('x');
    const all = Array.from({ length: 100_003 }, (_, at) => ({ name: `folder/${at}`, content }));
    const { archive, findings } = await inspectBytes(zipOf(all));
    expect(archive?.entries).toHaveLength(100_000);
    expect(archive).toMatchObject({ more: 3, files: 100_003, bytes: 100_003, complete: true });
    expect(findings.map(({ code }) => code)).toContain('many-entries');
  });

  it('keeps no more of long names than memory has room for', async () => {
    const name = 'п'.repeat(30_000);
    const all = Array.from({ length: 800 }, (_, at) => [
      { name: '././@LongLink', type: 'L', content: `${at}${name}\0` },
      { name: 'short', content: '' },
    ]).flat();
    const bytes = gzipSync(tarOf(all), { level: 1 });
    const { archive } = await inspectBytes(bytes);
    expect(archive?.files).toBe(800);
    expect(archive?.entries.every(({ path }) => path.length === 1000)).toBe(true);
  });

  it('keeps of a name of a megabyte only what it shows', async () => {
    const name = 'n'.repeat(1_000_000);
    const all = Array.from({ length: 100 }, (_, at) => [
      { name: '././@LongLink', type: 'L', content: `${at}${name}\0` },
      { name: 'short', content: '' },
    ]).flat();
    const bytes = gzipSync(tarOf(all), { level: 1 });
    v8.setFlagsFromString('--expose-gc');
    const gc = runInNewContext('gc') as () => void;
    gc();
    const before = process.memoryUsage().heapUsed;
    const found = await inspectBytes(bytes);
    gc();
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(50_000_000);
    expect(found.archive?.files).toBe(100);
  });

  it('reads no more attributes of an entry than programs write', async () => {
    const lines = '7 a=b\n\n'.repeat(50_000);
    const all = Array.from({ length: 200 }, (_, at) => [
      { name: 'x', type: 'x', content: lines },
      { name: `${at}`, content: '' },
    ]).flat();
    expect((await inspectBytes(gzipSync(tarOf(all), { level: 1 }))).archive?.files).toBe(200);
  });

  it('a dump of nothing but ends of statements takes no time', async () => {
    const dump = `-- MySQL dump\n${';'.repeat(30_000_000)}`;
    expect((await inspectBytes(gzipSync(dump, { level: 1 }))).dump?.tables).toEqual([]);
  });
});

/** Bytes in hex, and what is to be found. */
const names: readonly [string, string, InspectionFindingCode | undefined][] = [
  ['in Latin-1', '50727f6665e4', 'entry-not-utf8'],
  ['of an overlong slash', '61c0af62', 'entry-not-utf8'],
  ['of half a pair', 'eda080', 'entry-not-utf8'],
  ['cut in a character', '61e282', 'entry-not-utf8'],
  ['that turns the direction', '61e280ae6578652e676e70', 'entry-direction'],
  ['with an escape sequence', '1b5b33316d726564', 'entry-control'],
  ['with a line end', '610a62', 'entry-control'],
  ['from the root', '2f6574632f736861646f77', 'entry-absolute'],
  ['of a drive', '433a5c57696e646f7773', 'entry-absolute'],
  ['that leads out', '612f2e2e2f2e2e2f62', 'entry-parent'],
  ['that leads out the other way', '2e2e5c61', 'entry-parent'],
  ['of another script', 'd09fd180d0b8d0bcd0b5d180', undefined],
];

describe('a name', () => {
  it.each(names)('%s is told without harm', async (_what, hex, code) => {
    const name = Buffer.from(hex, 'hex');
    for (const bytes of [
      tarOf([{ name, content: 'x' }]),
      tarOf([
        { name: 'x', type: 'x', content: attributes({ path: name }) },
        { name: 'a', content: 'x' },
      ]),
      zipOf([{ name, content: Buffer.from('x') }]),
    ]) {
      const found = await inspectBytes(bytes);
      expect(found.archive?.files).toBe(1);
      const oddities = codesOf(found).filter((each) => each.startsWith('entry-'));
      if (code === undefined) expect(oddities).toEqual([]);
      else expect(oddities).toContain(code);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      expect(JSON.stringify(found)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]|\\u00[01]|\\n/);
    }
  });

  it('that another one differs from only by its capitals is told', async () => {
    const found = await inspectBytes(
      tarOf([
        { name: 'Settings/a', content: 'x' },
        { name: 'settings/A', content: 'y' },
      ]),
    );
    expect(codesOf(found)).toContain('entry-same-name');
  });

  it.each<[string, string, string, InspectionFindingCode]>([
    ['a link out of the archive', '2', '../../etc/passwd', 'entry-link'],
    ['a hard link', '1', '/etc/passwd', 'entry-link'],
    ['a device', '3', '', 'entry-device'],
    ['a pipe', '6', '', 'entry-device'],
  ])('of %s is told', async (_what, type, target, code) => {
    expect(codesOf(await inspectBytes(tarOf([{ name: 'a', type, target }])))).toContain(code);
  });
});

describe('archives in archives', () => {
  it.each([
    ['gzip', (times: number) => packedTimes(Buffer.from('in the middle'), times)],
    ['tar', (times: number) => nestedTimes(Buffer.from('in the middle'), times)],
  ])('%s twenty times over is looked into so far and no further', async (_what, make) => {
    const found = await inspectBytes(make(20));
    expect(codesOf(found)).toContain('nested-deep');
    expect(found.layers.length).toBeLessThanOrEqual(16);
  });
});

const bytes12 = (hex: string): Buffer => Buffer.from(hex, 'hex');

describe('a size that no file has', () => {
  it.each([
    ['below zero', bytes12('ffffffffffffffffffffffff')],
    ['of 8 EiB', bytes12('800000007fffffffffffffff')],
    ['beyond every number', bytes12('80ffffffffffffffffffffff')],
    ['of all octal digits', Buffer.from('777777777777')],
    ['of letters', Buffer.from('whatever it ')],
    ['of eight and nine', Buffer.from('00000000089\0')],
  ])('%s ends the entries of a tar file, and no more', async (_what, size) => {
    const found = await inspectBytes(
      tarOf([
        { name: 'first', content: 'x' },
        { name: 'second', content: 'y', size },
        { name: 'third', content: 'z' },
      ]),
    );
    expect(found.archive?.entries[0]).toMatchObject({ path: 'first', size: 1 });
    expect(found.archive?.complete).toBe(false);
    expect(found.verdict).toBe('damaged');
  });

  it.each(['-1', '1e308', '0x10', '9007199254740993', 'NaN', ''])(
    'of %j in an attribute is not believed, or ends the entries',
    async (size) => {
      const found = await inspectBytes(
        tarOf([
          { name: 'x', type: 'x', content: attributes({ size }) },
          { name: 'a', content: 'x' },
        ]),
      );
      expect(found.archive?.bytes).toBeGreaterThanOrEqual(0);
      expect(found.archive?.bytes).toBeLessThanOrEqual(16);
    },
  );

  it('of an attribute list that is longer than the file is cut off there', async () => {
    const whole = tarOf([
      { name: 'x', type: 'x', content: 'x', size: Buffer.from('00003777777\0') },
    ]);
    expect(codesOf(await inspectBytes(whole))).toContain('truncated');
  });

  it('of an entry of a zip file that unpacks to more is told', async () => {
    const content = tarOf([{ name: 'a', content: Buffer.alloc(2_000_000) }]);
    const found = await inspectBytes(zipOf([{ name: 'a.tar', content, size: 600 }]));
    expect(
      codesOf(found).some((code) => ['damaged', 'entry-bomb', 'looked-no-further'].includes(code)),
    ).toBe(true);
  });
});

const vectors = join(import.meta.dirname, '..', '..', '..', 'vectors');
const smallVectors = readdirSync(vectors).filter((name) => name.endsWith('.eppb'));

/** One place in so many; the fuzzer goes to all. */
const sparsely = 4;

describe('every prefix', { timeout: 60_000 }, () => {
  it.each(smallVectors)('of %s is told for what it is', async (name) => {
    const whole = readFileSync(join(vectors, name));
    const step = name.startsWith('version-1') ? 1 : sparsely;
    for (let length = 0; length < whole.length; length += step) {
      const found = await inspectBytes(whole.subarray(0, length));
      expect(found.size).toBe(length);
      // What was a whole backup is none any more, wherever it was cut.
      if (name.startsWith('version-1'))
        expect([length, found.verdict]).not.toEqual([length, 'practice-backup']);
    }
  });
});

describe('one byte that changed', { timeout: 60_000 }, () => {
  it.each(smallVectors)('anywhere in %s does no harm', async (name) => {
    const whole = readFileSync(join(vectors, name));
    for (let at = 0; at < whole.length; at += sparsely) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] as number) ^ 0xff;
      expect((await inspectBytes(changed)).size).toBe(whole.length);
    }
  });

  it('in what a practice backup of version 1 holds is always noticed', async () => {
    const whole = readFileSync(join(vectors, 'version-1.eppb'));
    const content = gunzipSync(whole);
    let unnoticed = 0;
    // The ten bytes before say when it was packed and on what; nothing secures them.
    for (let at = 10; at < whole.length; at++) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] as number) ^ 0x01;
      if ((await inspectBytes(changed)).verdict !== 'practice-backup') continue;
      // A bit that fills up a byte means nothing.
      expect([at, gunzipSync(changed).equals(content)]).toEqual([at, true]);
      unnoticed++;
    }
    expect(unnoticed).toBeLessThan(5);
  });
});
