import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as tar from 'tar-stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inspectFile } from '../../../../electron/engine/eppb/inspect-file';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inspect-'));
  file = join(folder, 'x.eppb');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const inspect = async (content: Buffer | string) => {
  await writeFile(file, content);
  return await inspected();
};

/** What was found, with what most tests ask for in short. */
async function inspected(options: Parameters<typeof inspectFile>[1] = {}) {
  const found = await inspectFile(file, options);
  return {
    ...found,
    kind: found.layers[0]?.container,
    layerNames: found.layers.map(({ container }) => container),
    codes: found.findings.map(({ code }) => code),
    finding: (code: string) => found.findings.find((each) => each.code === code),
  };
}

const manifest = {
  product: 'Endpoint Protector',
  version: '5.2.0.6',
  name: 'epp-5.2.0.6-2026-11-24-m1a2b',
  description: 'ünïcödé',
  hostname: 'OLD-EPP',
  machineId: 'ab'.repeat(16),
  createdAt: '2026-11-24T02:00:00.000Z',
  counts: { computers: 1, users: 2, groups: 3, devices: 4, policies: 5, rights: 6, admins: 7 },
};
const manifestOf = (format: 1 | 2) => ({ format, ...manifest });

/** A version 1 container after docs/EPPB.md. */
async function version1(first = JSON.stringify(manifestOf(1)), name = 'manifest.json') {
  const pack = tar.pack();
  pack.entry({ name }, first);
  pack.entry({ name: 'dump.sql' }, 'INSERT INTO users (id) VALUES (1);\n'.repeat(1000));
  pack.entry({ name: 'sources/a.bin' }, randomBytes(200_000));
  pack.finalize();
  const blocks: Buffer[] = [];
  for await (const block of pack) blocks.push(block as Buffer);
  return gzipSync(Buffer.concat(blocks));
}

const tag = 16;
const fullChunk = 1_048_576 + tag;

/** A version 2 container after docs/EPPB.md whose chunks have these lengths on disk. */
function version2(
  chunks: readonly number[],
  text: Buffer = Buffer.from(JSON.stringify({ ...manifestOf(2), later: 1 })),
) {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  const bodies = chunks.map((size) => randomBytes(size));
  return Buffer.concat([Buffer.from('EPPBPRC2'), length, text, randomBytes(23), ...bodies]);
}

describe('every file', () => {
  it('has a name, a size, a SHA-256 and first bytes', async () => {
    const content = randomBytes(3_000_001);
    expect(await inspect(content)).toMatchObject({
      name: 'x.eppb',
      size: 3_000_001,
      hashes: {
        sha256: createHash('sha256').update(content).digest('hex'),
        sha1: createHash('sha1').update(content).digest('hex'),
        md5: createHash('md5').update(content).digest('hex'),
      },
      firstBytes: content.subarray(0, 64).toString('hex'),
    });
  });

  it('above 200 MB is said to be too large for the web page', async () => {
    execFileSync('truncate', ['-s', '200000001', file]);
    expect(await inspected()).toMatchObject({
      verdict: 'damaged',
      codes: ['zeros', 'over-200-megabytes'],
      layerNames: ['zeros'],
    });
  });
});

describe('a practice backup of version 1', () => {
  it('shows its manifest', async () => {
    expect(await inspect(await version1())).toMatchObject({
      kind: 'practice-v1',
      verdict: 'practice-backup',
      layerNames: ['practice-v1', 'tar', 'sql'],
      manifest: manifestOf(1),
      codes: [],
      archive: { files: 3, more: 0, complete: true },
      dump: { tables: [{ name: 'users', rows: 1000 }], complete: true },
    });
  });

  it.each([0.99, 0.5])('that was cut at %f of its length is truncated', async (part) => {
    const whole = await version1();
    const cut = await inspect(whole.subarray(0, Math.floor(whole.length * part)));
    expect(cut).toMatchObject({ kind: 'practice-v1', verdict: 'damaged', codes: ['truncated'] });
    expect(cut.finding('truncated')?.at).toBe(Math.floor(whole.length * part));
    expect(cut.manifest?.name).toBe(manifest.name);
  });

  it('whose last bytes are missing is truncated', async () => {
    const whole = await version1();
    expect((await inspect(whole.subarray(0, -1))).codes).toEqual(['truncated']);
  });

  it('that was changed on the way is damaged', async () => {
    const whole = Buffer.from(await version1());
    whole.writeUInt32LE(12345, whole.length - 8);
    expect((await inspect(whole)).codes).toEqual(['damaged']);
  });

  it.each([
    ['no JSON', '{'],
    ['another shape', '{"format":1}'],
    ['another version', JSON.stringify(manifestOf(2))],
    ['too much', JSON.stringify({ ...manifestOf(1), description: 'x'.repeat(70_000) })],
  ])('with a manifest of %s is said so', async (_what, text) => {
    const found = await inspect(await version1(text));
    expect(found.manifest).toBeUndefined();
    expect(
      found.kind === 'gzip' &&
        (found.codes.includes('manifest-unreadable') || text.length > 65_536),
    ).toBe(true);
  });

  it('that does not begin with its manifest is some archive', async () => {
    expect(await inspect(await version1('x', 'readme.txt'))).toMatchObject({
      layerNames: ['gzip', 'tar', 'sql'],
      verdict: 'archive',
      codes: ['format-not-public'],
    });
  });
});

describe('a practice backup of version 2', () => {
  it.each([[[17]], [[fullChunk]], [[fullChunk, 100]], [[fullChunk, fullChunk, tag + 1]]])(
    'of chunks %j shows its manifest',
    async (chunks) => {
      expect(await inspect(version2(chunks))).toMatchObject({
        kind: 'practice-v2',
        manifest: manifestOf(2),
        codes: [],
      });
    },
  );

  it.each([[[]], [[16]], [[fullChunk, 16]], [[fullChunk, 1]]])(
    'of chunks %j cannot be whole',
    async (chunks) => {
      expect(await inspect(version2(chunks))).toMatchObject({
        kind: 'practice-v2',
        manifest: manifestOf(2),
        codes: ['truncated'],
      });
    },
  );

  it.each([8, 11, 12, 40, 300])('cut after %i bytes is truncated', async (length) => {
    const found = await inspect(version2([100]).subarray(0, length));
    expect(found).toMatchObject({ kind: 'practice-v2' });
    expect(found.codes).toContain('truncated');
  });

  it('with a manifest that is none is said so', async () => {
    const found = await inspect(version2([100], Buffer.from([0x7b, 0xff, 0xfe, 0x7d])));
    expect(found).toMatchObject({ kind: 'practice-v2', codes: ['manifest-unreadable'] });
  });

  it.each([0, 1, 65_537, 0xffffffff])(
    'that claims a manifest of %i bytes is not believed',
    async (claimed) => {
      const content = version2([100]);
      content.writeUInt32BE(claimed, 8);
      expect((await inspect(content)).codes).toEqual(['manifest-unreadable']);
    },
  );
});

describe('what is no backup', () => {
  it.each<[string, string | Buffer, string, readonly string[]]>([
    ['nothing', '', 'empty', ['empty']],
    ['a web page', '\ufeff \n<!DOCTYPE html><html>', 'html', ['not-a-backup']],
    ['an old web page', '<?xml version="1.0"?>\n<!-- x -->\n<HTML>', 'html', ['not-a-backup']],
    ['a message', '{"error":"session expired"}\n', 'json', ['not-a-backup']],
    ['a dump', 'INSERT INTO ä;\n'.repeat(9000), 'sql', ['format-not-public']],
    ['a zip', Buffer.from('504b0304140000', 'hex'), 'zip', ['truncated', 'format-not-public']],
    ['an archive', gzipSync('hello'), 'gzip', ['format-not-public']],
    ['two bytes of gzip', Buffer.from('1f8b', 'hex'), 'gzip', ['truncated', 'format-not-public']],
    [
      'gzip and then noise',
      Buffer.concat([Buffer.from('1f8b0800000000000003', 'hex'), Buffer.alloc(3000, 0xff)]),
      'gzip',
      ['damaged', 'format-not-public'],
    ],
    ['noise', Buffer.from('00ff17a2b3c4', 'hex'), 'opaque', ['format-not-public']],
    ['text with a bell', 'ding\u0007', 'opaque', ['format-not-public']],
  ])('%s', async (_what, content, kind, codes) => {
    const found = await inspect(content);
    expect({ kind: found.kind, codes: found.codes }).toEqual({ kind, codes });
  });
});
