import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bufferSource } from '../../../../electron/engine/eppb/byte-source';
import { firstLook, inspect } from '../../../../electron/engine/eppb/inspect';

describe('what the beginning shows', () => {
  it('can be had alone, without reading the rest', async () => {
    const content = Buffer.concat([gzipSync('x'), Buffer.alloc(3_000_000, 7)]);
    const read: number[] = [];
    const source = bufferSource('epp-2604.eppb', content);
    const first = await firstLook({
      ...source,
      read: async (offset, length) => {
        read.push(offset + length);
        return source.read(offset, length);
      },
    });
    expect(first).toMatchObject({
      layers: [{ container: 'gzip' }],
      versions: [{ version: '2604' }],
    });
    expect(Math.max(...read)).toBeLessThanOrEqual(131_072);
  });

  it('does not call zeros that go on to nobody knows where nothing but zeros', async () => {
    const content = Buffer.alloc(1_000_000);
    const first = await firstLook(bufferSource('a.eppb', content));
    expect(first).toMatchObject({ verdict: 'not-known', sureness: 'guess' });
    expect(await inspect(bufferSource('a.eppb', content))).toMatchObject({
      verdict: 'damaged',
      sureness: 'certain',
      layers: [{ container: 'zeros' }],
    });
    expect(await firstLook(bufferSource('a.eppb', content.subarray(0, 1000)))).toMatchObject({
      verdict: 'damaged',
    });
  });

  it('is told before anything else is read', async () => {
    const content = Buffer.concat([gzipSync('x'), Buffer.alloc(3_000_000, 7)]);
    let read = 0;
    const told: number[] = [];
    await inspect(bufferSource('x.eppb', content), {
      onProgress: (bytes) => {
        read = bytes;
      },
      onFirst: (first) => {
        told.push(read);
        expect(first).toMatchObject({ size: content.length, layers: [{ container: 'gzip' }] });
      },
    });
    expect(told).toEqual([0]);
  });

  it('is all that is looked at where nobody wants more', async () => {
    const content = gzipSync('INSERT INTO a VALUES (1);');
    const found = await inspect(bufferSource('x.eppb', content), {
      inside: false,
      hashes: 'sha256',
    });
    expect(found.layers).toHaveLength(1);
    expect(Object.keys(found.hashes ?? {})).toEqual(['sha256']);
    expect(found.dump).toBeUndefined();
  });
});
