import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bufferSource } from '../../../../electron/engine/eppb/byte-source';
import { compareFiles } from '../../../../electron/engine/eppb/compare-files';
import { inspect } from '../../../../electron/engine/eppb/inspect';
import { bindKey, hashKey } from '../../../../electron/engine/eppb/key-check';
import { checkRules } from '../../../../electron/engine/rules/check-rules';
import { writeVersion2 } from '../../../../electron/simulator/container-writer';
import builtIn from '../../../../resources/rules/compatibility.json';
import { inspectionExit } from '../../../../shared/inspection-exit';
import type { Sidecar } from '../../../../shared/sidecar';
import { comparisonWords } from '../../../../shared/words/file-comparison';

const vectors = join(import.meta.dirname, '../../../vectors');
const bytesOf = (name: string) => readFileSync(join(vectors, name));
const key = 'A1B2C3D4E5F6G7H8';
const rules = checkRules(builtIn, 'compatibility.json');

const look = async (
  content: Buffer,
  options: Parameters<typeof inspect>[1] = {},
  name = 'x.eppb',
) => {
  const found = await inspect(bufferSource(name, content), options);
  return { ...found, codes: found.findings.map(({ code }) => code), exit: inspectionExit(found) };
};

describe('a key', () => {
  it('opens the practice container, whose contents are then shown', async () => {
    const found = await look(bytesOf('version-2.eppb'), { key: 'a1b2' });
    expect(found).toMatchObject({ key: 'wrong', codes: ['wrong-key'], exit: 7 });
    expect(found.archive).toBeUndefined();
    const opened = await look(bytesOf('version-2.eppb'), { key: 'A1B2 C3D4 E5F6 G7H8' });
    expect(opened).toMatchObject({ key: 'opens', codes: [], exit: 0, verdict: 'practice-backup' });
    expect(opened.layers.map(({ container }) => container)).toEqual([
      ...['practice-v2', 'gzip', 'tar', 'sql'],
    ]);
    expect(opened.archive).toMatchObject({ files: 4, complete: true });
    expect(opened.dump?.tables).toContainEqual({ name: 'rights', rows: 5 });
  });

  it('opens it chunk by chunk, and shows where it was cut off or damaged', async () => {
    const dump = Buffer.from('INSERT INTO users (id) VALUES (1);\n');
    const { manifest } = await look(bytesOf('version-2.eppb'));
    if (!manifest) throw new Error('no manifest');
    async function* blocks() {
      yield dump;
    }
    const parts: Buffer[] = [];
    const content = { manifest, dump: { length: dump.length, blocks }, fillerBytes: 2_500_000 };
    for await (const part of writeVersion2(content, key)) parts.push(part);
    const [header = Buffer.alloc(0), first = Buffer.alloc(0)] = parts;
    const whole = Buffer.concat(parts);
    expect(await look(whole, { key })).toMatchObject({ key: 'opens', codes: [] });
    const end = header.length + first.length;
    for (const at of [end, end + first.length]) {
      const cut = await look(whole.subarray(0, at), { key });
      expect(cut).toMatchObject({ key: 'opens', verdict: 'damaged', codes: ['truncated'] });
      expect(cut.findings[0]?.at).toBe(at);
    }
    const inChunk = await look(whole.subarray(0, end + 5000), { key });
    expect(inChunk.findings).toMatchObject([
      { code: 'damaged', at: end, facts: { what: 'last-chunk' } },
    ]);
    const flipped = Buffer.from(whole);
    flipped[end + 9] = (flipped[end + 9] ?? 0) ^ 1;
    const damaged = await look(flipped, { key });
    expect(damaged.findings).toMatchObject([{ code: 'damaged', at: end, facts: { number: 1 } }]);
    expect(damaged.dump?.tables).toEqual([{ name: 'users', rows: 1 }]);
  });

  it('that opens it while it holds no archive says what it holds', async () => {
    const found = await look(bytesOf('no-gzip.eppb'), { key });
    expect(found.layers.map(({ container }) => container)).toEqual(['practice-v2', 'text']);
  });

  const sidecarOf = async (content: Buffer, of = key): Promise<Sidecar> => {
    const { hashes, size } = await look(content);
    const file = { size, sha256: hashes?.sha256 ?? '' };
    return {
      sidecar: 1,
      backup: { name: 'epp-old', id: 'b-1', description: '' },
      server: { product: 'P', version: '5.9.4.2', hostname: 'OLD', machineId: 'm', address: 'a' },
      file: { name: 'x.eppb', ...file },
      times: { created: '2026-11-26T02:00:00.000Z', downloaded: '2026-11-26T02:10:00.000Z' },
      writtenBy: { program: 'test', computer: 'desk-7' },
      keyCheck: bindKey(await hashKey(of, 'practice'), file),
    };
  };

  it('is told by the check value beside a file of which nothing is known', async () => {
    const content = Buffer.from('ff00fe01', 'hex');
    const sidecar = await sidecarOf(content);
    expect(await look(content, { key, sidecar })).toMatchObject({ key: 'right', exit: 1 });
    const wrong = await look(content, { key: 'another', sidecar });
    expect(wrong).toMatchObject({ key: 'wrong', exit: 7 });
    expect(await look(content, { key })).toMatchObject({ key: 'no-check-value', exit: 1 });
  });

  it('that is right for a file with a damaged beginning is not called wrong', async () => {
    const sidecar = await sidecarOf(bytesOf('version-2.eppb'));
    const { server } = sidecar;
    const of = { ...sidecar, server: { ...server, version: '5.2.0.6' } };
    const found = await look(bytesOf('damaged.eppb'), { key, sidecar: of });
    expect(found).toMatchObject({ key: 'right', verdict: 'damaged', exit: 8 });
    expect(found.codes).toEqual(['damaged', 'sidecar-differs']);
  });

  it('and a manifest beside it that says something else', async () => {
    const content = bytesOf('version-1.eppb');
    const sidecar = await sidecarOf(content);
    const found = await look(content, { sidecar }, 'renamed-2604.eppb');
    expect(found.sidecar).toMatchObject({ file: 'same', differs: ['name'] });
    expect(found.versions).toEqual([
      { version: '5.2.0.6', from: 'manifest', sureness: 'certain' },
      { version: '5.9.4.2', from: 'sidecar', sureness: 'likely' },
      { version: '2604', from: 'file-name', sureness: 'guess' },
    ]);
    expect(found.codes).toEqual(['mislabelled']);
    expect(await look(content, { sidecar: 'unreadable' })).toMatchObject({
      ...{ codes: ['sidecar-unreadable'], exit: 1 },
    });
  });
});

describe('whether it fits a server', () => {
  const judged = (target: string, name = 'x.eppb', content = bytesOf('version-1.eppb')) =>
    look(content, { target, rules }, name);

  it('is said by the rules for its version', async () => {
    expect(await judged('5.2.0.6')).toMatchObject({ fit: { verdict: 'accepted' }, exit: 0 });
    const refused = await judged('2604');
    expect(refused).toMatchObject({ codes: ['does-not-fit'], exit: 9 });
    expect(refused.fit).toMatchObject({ source: '5.2.0.6', verdict: 'refused' });
    expect(refused.fit?.instead).not.toBe('');
  });

  it('is not known without a version, and a guess by the name alone', async () => {
    const opaque = Buffer.from('ff00fe01', 'hex');
    const none = await judged('2604', 'x.eppb', opaque);
    expect(none.codes).toContain('fit-unknown');
    expect(none.fit?.source).toBeUndefined();
    const named = await judged('5.2.0.6', 'epp-5.2.0.6-2026-11-24.eppb', opaque);
    expect(named.fit).toMatchObject({ source: '5.2.0.6', verdict: 'accepted' });
    expect(named.codes).toContain('fit-caution');
  });

  it.each([
    ['epp-5.2.0.6-2026-11-24-m1a2b.eppb', '5.2.0.6'],
    ['EPP_5942.eppb', '5.9.4.2'],
    ['server-2604.0.1.0.eppb', '2604.0.1.0'],
    ['backup-20261124-2359.eppb', undefined],
    ['notes-4711-and-8080.eppb', undefined],
    [`${'5'.repeat(50_000)}.eppb`, undefined],
  ])('the name %s says %s', async (name, version) => {
    const { versions } = await look(Buffer.from('ff00', 'hex'), {}, name);
    expect(versions.map((each) => each.version)).toEqual(version === undefined ? [] : [version]);
  });
});

describe('two files', () => {
  const compare = async (a: Buffer, b: Buffer) => {
    const [first, second] = [bufferSource('a', a), bufferSource('b', b)];
    return compareFiles(
      { source: first, found: await inspect(first) },
      { source: second, found: await inspect(second) },
    );
  };

  it('are the same to the byte or differ from one on', async () => {
    const content = Buffer.alloc(3_000_000, 'abc');
    expect(await compare(content, Buffer.from(content))).toMatchObject({ same: true });
    const other = Buffer.from(content);
    other[2_345_678] = 0xff;
    const found = await compare(content, other);
    expect(found).toMatchObject({ same: false, firstDifference: 2_345_678 });
    expect(comparisonWords(found)).toContain('2,345,678');
  });

  it('of which one was cut off are told so', async () => {
    const content = Buffer.alloc(2_000_000, 'abc');
    const found = await compare(content, content.subarray(0, 1_500_000));
    expect(found).toMatchObject({ firstDifference: 1_500_000, beginning: 'second' });
    expect(comparisonWords(found)).toContain('b is the beginning');
  });

  it('are compared by what they hold', async () => {
    const found = await compare(bytesOf('version-1.eppb'), bytesOf('inspect/c-tar.vector'));
    expect(found.containers[0]).toEqual(['practice-v1', 'tar', 'sql']);
    expect(found.entries.onlyFirst.map(({ path }) => path)).toContain('dump.sql');
    expect(found.tables).toContainEqual({ name: 'rights', rows: [5, undefined] });
  });
});
