import { createHash } from 'node:crypto';
import { createGzip, deflateRawSync, gzipSync } from 'node:zlib';
import * as tar from 'tar-stream';
import { describe, expect, it } from 'vitest';
import { bufferSource, remoteSource } from '../../../../electron/engine/eppb/byte-source';
import { inspect } from '../../../../electron/engine/eppb/inspect';
import { failureOf } from '../failure-of';
import { memoryFiles } from '../memory-files';

const look = async (content: Buffer, options: Parameters<typeof inspect>[1] = {}) => {
  const found = await inspect(bufferSource('x.eppb', content), options);
  return { ...found, codes: found.findings.map(({ code }) => code) };
};

/** Gzip of so many zeros. */
async function zerosPacked(bytes: number): Promise<Buffer> {
  const gzip = createGzip({ level: 1 });
  const parts: Buffer[] = [];
  gzip.on('data', (part: Buffer) => parts.push(part));
  const block = Buffer.alloc(1_048_576);
  for (let left = bytes; left > 0; left -= block.length)
    await new Promise<void>((resolve) => {
      gzip.write(block, () => resolve());
    });
  gzip.end();
  await new Promise((resolve) => {
    gzip.once('end', resolve);
  });
  return Buffer.concat(parts);
}

async function tarOf(
  entries: Iterable<readonly [name: string, content: string | Buffer]>,
): Promise<Buffer> {
  const pack = tar.pack();
  for (const [name, content] of entries) pack.entry({ name }, content);
  pack.finalize();
  const blocks: Buffer[] = [];
  for await (const block of pack) blocks.push(block as Buffer);
  return Buffer.concat(blocks);
}

/** The header of a tar's entry, by POSIX. */
function headerOf(name: string, size: number): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0, 'latin1');
  header.write(size.toString(8).padStart(11, '0'), 124, 'latin1');
  header.write(`${' '.repeat(8)}0`, 148, 'latin1');
  header.write('ustar\x0000', 257, 'latin1');
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return header;
}

/** A zip with one entry that says of itself what it likes. */
function zipOf(name: string, packed: Buffer, size: number, claimed = packed.length): Buffer {
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(claimed, 20);
  central.writeUInt32LE(size, 24);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + packed.length, 16);
  return Buffer.concat([local, Buffer.from(name), packed, central, Buffer.from(name), end]);
}

describe('a small file that is large inside', () => {
  const bomb = zerosPacked(600 * 1_048_576);

  it('is read until that is plain, and no further', async () => {
    const content = await bomb;
    const found = await look(content);
    expect(found).toMatchObject({ verdict: 'archive', size: content.length });
    expect(found.codes).toEqual(['entry-bomb', 'format-not-public', 'looked-no-further']);
    expect(found.hashes?.sha256).toBe(createHash('sha256').update(content).digest('hex'));
  });

  it('does not make a tar of it that ends too early', async () => {
    const header = headerOf('zeros', 2_000_000_000);
    const found = await look(Buffer.concat([gzipSync(header), await bomb]));
    expect(found.layers.map(({ container }) => container)).toEqual(['gzip', 'tar']);
    expect(found.codes).toEqual(['entry-bomb', 'format-not-public', 'looked-no-further']);
    expect(found.archive).toMatchObject({ files: 1, complete: false });
  });

  it('is known by what a zip says of itself', async () => {
    const found = await look(zipOf('a', deflateRawSync(Buffer.alloc(9)), 0xfffffff0));
    expect(found.codes).toContain('entry-bomb');
  });
});

describe('an archive', () => {
  it('of 100,000 entries is listed, one of more is counted', { timeout: 60_000 }, async () => {
    const headers = Array.from({ length: 100_003 }, (_, number) => headerOf(`f/${number}`, 0));
    const content = Buffer.concat([...headers, Buffer.alloc(1024)]);
    const found = await look(gzipSync(content, { level: 1 }));
    expect(found.archive).toMatchObject({ files: 100_003, more: 3, complete: true });
    expect(found.archive?.entries).toHaveLength(100_000);
    expect(found.codes).toContain('many-entries');
  });

  it('whose directory claims what is not there is damaged', async () => {
    const zip = zipOf('a', deflateRawSync('x'), 1, 4_000_000_000);
    expect((await look(zip)).codes).toContain('truncated');
    const far = Buffer.from(zip);
    far.writeUInt32LE(0xfffffff0, far.length - 6);
    expect((await look(far)).codes).toContain('damaged');
  });

  it('with millions of empty gzip members ends', { timeout: 60_000 }, async () => {
    const found = await look(Buffer.concat(Array.from({ length: 20_000 }, () => gzipSync(''))));
    expect(found.codes).toContain('looked-no-further');
  });

  it('whose dump is in an archive in it is counted', async () => {
    const dump = 'INSERT INTO users VALUES (1),(2);\n';
    const inner = gzipSync(await tarOf([['dump.sql', dump]]));
    const found = await look(
      await tarOf([
        ['note.txt', 'x'],
        ['inner.tgz', inner],
      ]),
    );
    expect(found.layers.map(({ container }) => container)).toEqual(['tar', 'gzip', 'tar', 'sql']);
    expect(found.archive?.entries.map(({ path }) => path)).toEqual([
      ...['note.txt', 'inner.tgz', 'inner.tgz/dump.sql'],
    ]);
    expect(found.dump).toEqual({ tables: [{ name: 'users', rows: 2 }], more: 0, complete: true });
  });
});

describe('many archives that are each no bomb', () => {
  it('are one together', { timeout: 60_000 }, async () => {
    // Below half a GiB each, which is not called one.
    const dump = Buffer.alloc(64 * 1_048_576, 'INSERT INTO a VALUES (1);');
    const packed = gzipSync(dump, { level: 9 });
    const names = Array.from({ length: 100 }, (_, number) => [
      headerOf(`${number}.gz`, packed.length),
      packed,
      Buffer.alloc(512 - (packed.length % 512)),
    ]);
    const outer = gzipSync(Buffer.concat([...names.flat(), Buffer.alloc(1024)]), { level: 9 });
    const found = await look(outer);
    expect(found.codes).toEqual(expect.arrayContaining(['entry-bomb', 'looked-no-further']));
    expect(found.dump?.complete).toBe(false);
  });
});

describe('cancelling', () => {
  it.each([0, 1_048_576, 20_000_000])('after %i bytes ends at once', async (bytes) => {
    const stop = new AbortController();
    const content = Buffer.alloc(40_000_000, 'INSERT INTO a VALUES (1);\n');
    const onProgress = (read: number) => read >= bytes && stop.abort();
    const options = { signal: stop.signal, onProgress };
    const failure = await failureOf(() => look(gzipSync(content, { level: 0 }), options));
    expect(failure.code).toBe('migration.cancelled');
  });

  it('does not wait for a share that has stalled', async () => {
    const stop = new AbortController();
    const source = {
      ...bufferSource('x.eppb', Buffer.alloc(5_000_000, 1)),
      read: (offset: number, length: number) =>
        offset === 0 ? Promise.resolve(Buffer.alloc(length, 1)) : new Promise<Buffer>(() => {}),
    };
    setTimeout(() => stop.abort(), 50);
    const failure = await failureOf(() => inspect(source, { signal: stop.signal }));
    expect(failure.code).toBe('migration.cancelled');
  });
});

describe('a file of an appliance', () => {
  it('is read over its connection as it is here', async () => {
    const content = gzipSync(await tarOf([['a.sql', 'INSERT INTO a VALUES (1);']]));
    const files = memoryFiles({ shortReads: 100 });
    files.content.set('/backups/far.eppb', content);
    const source = await remoteSource(files, '/backups/far.eppb');
    const found = await inspect(source);
    await source.close();
    expect(found).toEqual({ ...(await inspect(bufferSource('far.eppb', content))) });
  });

  it('that is not there is said so', async () => {
    const files = memoryFiles();
    const failure = await failureOf(() => remoteSource(files, '/backups/none.eppb'));
    expect(failure.code).toBe('transfer.source-file-missing');
  });
});
