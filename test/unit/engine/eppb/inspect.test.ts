import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as tar from 'tar-stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inspectFile } from '../../../../electron/engine/eppb/inspect';
import { failureOf } from '../failure-of';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inspect-'));
  file = join(folder, 'x.eppb');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const inspect = async (content: Buffer | string) => {
  await writeFile(file, content);
  return await inspectFile(file);
};

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
      sha256: createHash('sha256').update(content).digest('hex'),
      firstBytes: content.subarray(0, 16).toString('hex'),
    });
  });

  it('above 200 MB is said to be too large for the web page', async () => {
    execFileSync('truncate', ['-s', '200000001', file]);
    expect((await inspectFile(file)).remarks).toEqual(['format-not-public', 'over-200-megabytes']);
  });
});

describe('a practice backup of version 1', () => {
  it('shows its manifest', async () => {
    expect(await inspect(await version1())).toMatchObject({
      kind: 'practice-v1',
      manifest: manifestOf(1),
      remarks: [],
    });
  });

  it.each([0.99, 0.5])('that was cut at %f of its length is truncated', async (part) => {
    const whole = await version1();
    const cut = await inspect(whole.subarray(0, Math.floor(whole.length * part)));
    expect(cut).toMatchObject({ kind: 'practice-v1', remarks: ['truncated'] });
    expect(cut.manifest?.name).toBe(manifest.name);
  });

  it('whose last bytes are missing is truncated', async () => {
    const whole = await version1();
    expect((await inspect(whole.subarray(0, -1))).remarks).toEqual(['truncated']);
  });

  it('that was changed on the way is damaged', async () => {
    const whole = Buffer.from(await version1());
    whole.writeUInt32LE(12345, whole.length - 8);
    expect((await inspect(whole)).remarks).toEqual(['archive-damaged']);
  });

  it.each([
    ['no JSON', '{'],
    ['another shape', '{"format":1}'],
    ['another version', JSON.stringify(manifestOf(2))],
    ['too much', JSON.stringify({ ...manifestOf(1), description: 'x'.repeat(70_000) })],
  ])('with a manifest of %s is said so', async (_what, text) => {
    const found = await inspect(await version1(text));
    expect(found.manifest).toBeUndefined();
    expect(found.kind === 'gzip' || found.remarks.includes('manifest-unreadable')).toBe(true);
  });

  it('that does not begin with its manifest is some archive', async () => {
    expect(await inspect(await version1('x', 'readme.txt'))).toMatchObject({
      kind: 'gzip',
      remarks: ['format-not-public'],
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
        remarks: [],
      });
    },
  );

  it.each([[[]], [[16]], [[fullChunk, 16]], [[fullChunk, 1]]])(
    'of chunks %j cannot be whole',
    async (chunks) => {
      expect(await inspect(version2(chunks))).toMatchObject({
        kind: 'practice-v2',
        manifest: manifestOf(2),
        remarks: ['truncated'],
      });
    },
  );

  it.each([8, 11, 12, 40, 300])('cut after %i bytes is truncated', async (length) => {
    const found = await inspect(version2([100]).subarray(0, length));
    expect(found).toMatchObject({ kind: 'practice-v2' });
    expect(found.remarks).toContain('truncated');
  });

  it('with a manifest that is none is said so', async () => {
    const found = await inspect(version2([100], Buffer.from([0x7b, 0xff, 0xfe, 0x7d])));
    expect(found).toMatchObject({ kind: 'practice-v2', remarks: ['manifest-unreadable'] });
  });

  it.each([0, 1, 65_537, 0xffffffff])(
    'that claims a manifest of %i bytes is not believed',
    async (claimed) => {
      const content = version2([100]);
      content.writeUInt32BE(claimed, 8);
      expect((await inspect(content)).remarks).toEqual(['manifest-unreadable']);
    },
  );
});

describe('what is no backup', () => {
  it.each<[string, string | Buffer, string, readonly string[]]>([
    ['nothing', '', 'empty', ['not-a-backup']],
    ['a web page', '\ufeff \n<!DOCTYPE html><html>', 'html', ['not-a-backup']],
    ['an old web page', '<?xml version="1.0"?>\n<!-- x -->\n<HTML>', 'html', ['not-a-backup']],
    ['a message', '{"error":"session expired"}\n', 'text', ['not-a-backup']],
    ['a dump', 'INSERT INTO ä;\n'.repeat(9000), 'text', ['not-a-backup']],
    ['a zip', Buffer.from('504b0304140000', 'hex'), 'zip', ['format-not-public']],
    ['an archive', gzipSync('hello'), 'gzip', ['format-not-public']],
    ['two bytes of gzip', Buffer.from('1f8b', 'hex'), 'gzip', ['truncated', 'format-not-public']],
    [
      'gzip and then noise',
      Buffer.concat([Buffer.from('1f8b0800000000000003', 'hex'), Buffer.alloc(3000, 0xff)]),
      'gzip',
      ['archive-damaged', 'format-not-public'],
    ],
    ['noise', Buffer.from('00ff17a2b3c4', 'hex'), 'unknown', ['format-not-public']],
    ['text with a bell', 'ding\u0007', 'unknown', ['format-not-public']],
  ])('%s', async (_what, content, kind, remarks) => {
    const found = await inspect(content);
    expect({ kind: found.kind, remarks: found.remarks }).toEqual({ kind, remarks });
  });
});

describe('what is no file', () => {
  it('a folder', async () => {
    expect(await failureOf(() => inspectFile(folder))).toMatchObject({
      code: 'file.not-a-file',
      facts: { seen: 'a folder' },
    });
  });

  it('a pipe that nobody writes to does not hold the program', async () => {
    execFileSync('mkfifo', [file]);
    expect((await failureOf(() => inspectFile(file))).facts).toEqual({
      file: 'x.eppb',
      seen: 'a pipe',
    });
  });

  it('a device', async () => {
    await symlink('/dev/zero', file);
    expect((await failureOf(() => inspectFile(file))).facts['seen']).toBe('a device');
  });

  it('nothing at all', async () => {
    expect(await failureOf(() => inspectFile(file))).toEqual({
      code: 'file.unreadable',
      facts: { file: 'x.eppb', seen: 'ENOENT' },
    });
  });

  it.skipIf(process.getuid?.() === 0)('a file that may not be read', async () => {
    await writeFile(file, 'x');
    await chmod(file, 0);
    expect((await failureOf(() => inspectFile(file))).facts['seen']).toBe('EACCES');
  });

  it('inspecting ends when the signal aborts', async () => {
    await writeFile(file, randomBytes(100));
    const signal = AbortSignal.abort();
    expect((await failureOf(() => inspectFile(file, { signal }))).code).toBe('migration.cancelled');
  });
});
