import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { newAccount } from '../../../electron/simulator/accounts';
import { openContainer } from '../../../electron/simulator/container-reader';
import {
  type Content,
  chunksOf,
  writeVersion1,
  writeVersion2,
} from '../../../electron/simulator/container-writer';
import { countsFor } from '../../../electron/simulator/database';
import { dumpBlocks, dumpLength } from '../../../electron/simulator/dump';
import cases from '../../vectors/containers.json';
import { temporaryFolder } from './practice-client';

const chunk = 1_048_576;
const onDisk = chunk + 16;

async function content(fillerBytes: number): Promise<Content> {
  const rows = { seed: 'a seed', counts: countsFor(40) };
  const accounts = [newAccount("o'neill", 'secret', ['ssh-ed25519 AAAA somebody'])];
  return {
    manifest: {
      product: 'Endpoint Protector',
      version: '5.2.0.6',
      name: 'a-backup',
      description: 'Grüße',
      hostname: 'OLD-EPP',
      machineId: 'ab'.repeat(16),
      createdAt: '2026-11-24T02:00:00.000Z',
      counts: rows.counts,
    },
    dump: { length: await dumpLength(rows, accounts), blocks: () => dumpBlocks(rows, accounts) },
    fillerBytes,
  };
}

async function written(blocks: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const block of blocks) all.push(block);
  return Buffer.concat(all);
}

async function opening(file: Buffer, key = 'KEY') {
  const path = join(await temporaryFolder(), 'file.eppb');
  await writeFile(path, file);
  return await openContainer(path, key);
}

const faultOf = (file: Buffer, key = 'KEY'): Promise<string> =>
  opening(file, key).then(
    () => 'none',
    (error) => error.fault,
  );

/** Bytes in front of the first chunk. */
const headerOf = (file: Buffer): number => 35 + file.readUInt32BE(8);

describe('a practice container', () => {
  it.each(cases)(
    'from elsewhere: $file, $about',
    async ({ file, sha256, size, key, ...expected }) => {
      const path = join(import.meta.dirname, '..', '..', 'vectors', file);
      const bytes = await readFile(path);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
      expect(bytes.length).toBe(size);
      if (!expected.opens) return expect(await faultOf(bytes, key)).toBe(expected.fault);
      const opened = await openContainer(path, key);
      expect(opened.counts).toEqual(expected.opens.counts);
      expect(opened.accounts.map(({ login }) => login)).toEqual(expected.opens.logins);
      expect(opened.fillerBytes).toBe(expected.opens.fillerBytes);
      expect(opened.manifest.description).toBe('Prüfvektor – „test vector“');
    },
  );

  it.each([1, 2] as const)('of version %i opens and holds what was put in', async (version) => {
    const put = await content(50_000);
    const file = await written(version === 1 ? writeVersion1(put) : writeVersion2(put, 'KEY'));
    const opened = await opening(file);
    expect(opened.manifest).toEqual({ format: version, ...put.manifest });
    expect(opened.counts).toEqual(put.manifest.counts);
    expect(opened.accounts).toMatchObject([
      { login: "o'neill", publicKeys: ['ssh-ed25519 AAAA somebody'] },
    ]);
    expect(opened.fillerBytes).toBe(50_000);
  });

  it('of version 1 is a plain tar.gz of one member with the manifest in front', async () => {
    const file = await written(writeVersion1(await content(200_000)));
    const tar = gunzipSync(file);
    expect(tar.toString('latin1', 0, 13)).toBe('manifest.json');
    expect(tar.toString('latin1', 257, 262)).toBe('ustar');
    expect(tar.length % 512).toBe(0);
  });

  it('of version 2 never repeats salt and nonce, and says its manifest in clear', async () => {
    const put = await content(10);
    const files = [
      await written(writeVersion2(put, 'KEY')),
      await written(writeVersion2(put, 'KEY')),
    ];
    const randoms = files.map((file) =>
      file.subarray(headerOf(file) - 23, headerOf(file)).toString('hex'),
    );
    expect(new Set(randoms).size).toBe(2);
    expect(files[0]?.includes('"hostname":"OLD-EPP"')).toBe(true);
    expect(files[0]?.includes('INSERT INTO')).toBe(false);
  });

  it('does not open with another key', async () => {
    expect(await faultOf(await written(writeVersion2(await content(10), 'KEY')), 'KEX')).toBe(
      'wrong-key',
    );
  });

  it('of several chunks tells damage, cuts, swaps and additions from a wrong key', async () => {
    const file = await written(writeVersion2(await content(2.5 * chunk), 'KEY'));
    const start = headerOf(file);
    expect(file.length).toBeGreaterThan(start + 2 * onDisk);
    expect(await faultOf(file)).toBe('none');

    const changedAt = (position: number): Buffer => {
      const changed = Buffer.from(file);
      changed.writeUInt8(changed.readUInt8(position) ^ 1, position);
      return changed;
    };
    const [first, second] = [
      file.subarray(start, start + onDisk),
      file.subarray(start + onDisk, start + 2 * onDisk),
    ];
    const found = {
      firstChunk: await faultOf(changedAt(start + 5)),
      secondChunk: await faultOf(changedAt(start + onDisk + 5)),
      lastTag: await faultOf(changedAt(file.length - 1)),
      manifestText: await faultOf(changedAt(file.indexOf('OLD-EPP'))),
      magic: await faultOf(changedAt(0)),
      cutAtChunk: await faultOf(file.subarray(0, start + 2 * onDisk)),
      cutWithin: await faultOf(file.subarray(0, file.length - 100)),
      cutToFewBytes: await faultOf(file.subarray(0, start + 2 * onDisk + 7)),
      onlyHeader: await faultOf(file.subarray(0, start)),
      longer: await faultOf(Buffer.concat([file, Buffer.from('x')])),
      swapped: await faultOf(
        Buffer.concat([file.subarray(0, start), second, first, file.subarray(start + 2 * onDisk)]),
      ),
      secondTwice: await faultOf(Buffer.concat([file.subarray(0, start + onDisk), second, second])),
    };
    expect(found).toEqual({
      firstChunk: 'wrong-key',
      secondChunk: 'damaged',
      lastTag: 'damaged',
      manifestText: 'wrong-key',
      magic: 'not-a-backup',
      cutAtChunk: 'damaged',
      cutWithin: 'damaged',
      cutToFewBytes: 'damaged',
      onlyHeader: 'damaged',
      longer: 'damaged',
      swapped: 'wrong-key',
      secondTwice: 'damaged',
    });
  });

  it.each([[[1]], [[chunk - 1]], [[chunk]], [[chunk, 1]], [[chunk, chunk]], [[chunk, chunk, 5]]])(
    'is cut into chunks of %j bytes, of which only the last is the last',
    async (lengths) => {
      const total = lengths.reduce((sum, length) => sum + length, 0);
      async function* blocks(): AsyncGenerator<Buffer> {
        for (let left = total; left > 0; left -= 300_000)
          yield Buffer.alloc(Math.min(left, 300_000));
      }
      const seen: number[] = [];
      const lasts: boolean[] = [];
      for await (const { payload, last } of chunksOf(blocks())) {
        seen.push(payload.length);
        lasts.push(last);
      }
      expect(seen).toEqual(lengths);
      expect(lasts).toEqual(lengths.map((_, at) => at === lengths.length - 1));
    },
  );

  it('is made as it is read: a part of a terabyte costs no more than the part', async () => {
    let length = 0;
    for await (const block of writeVersion2(await content(2 ** 40), 'KEY')) {
      length += block.length;
      if (length > 20 * chunk) break;
    }
    expect(length).toBeLessThan(23 * chunk);
  });

  it('stops reading when it is told to', async () => {
    const path = join(await temporaryFolder(), 'file.eppb');
    await writeFile(path, writeVersion2(await content(3 * chunk), 'KEY'));
    await expect(openContainer(path, 'KEY', undefined, AbortSignal.abort())).rejects.toThrow(
      'aborted',
    );
  });
});
