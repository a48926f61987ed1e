import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  bindKey,
  hashKey,
  keyOfCheck,
  keyOfHash,
} from '../../../../electron/engine/eppb/key-check';
import { sidecarJsonSchema, sidecarSchema } from '../../../../shared/sidecar';

/** Computed with Python's hashlib and hmac. */
const vector = {
  key: 'Schlüssel-7',
  hash: {
    ...({ algorithm: 'scrypt', N: 16_384, r: 8, p: 1 } as const),
    salt: '000102030405060708090a0b0c0d0e0f',
    hash: '31a2f3595f202a52e57f8f7330d207ca8ef3b90d6b6aa51ac6a9f7f02af67757',
  },
  file: {
    size: 6,
    sha256: '54d00d867758cef816bc4685f58e327b949712b07ebd17c3485f3ffc9e9f5133',
  },
  value: 'a76003debfddf0b1e9600cc52a6d01a635c62c695a1383ab4b98b37e63d0d77e',
};

describe('the key check value', () => {
  it('is what another program computes', async () => {
    expect(await keyOfHash(vector.key, vector.hash)).toBe(vector.key);
    const check = bindKey(vector.hash, vector.file);
    expect(check.value).toBe(vector.value);
    expect(check).not.toHaveProperty('hash');
    expect(await keyOfCheck(vector.key, check, vector.file)).toBe(vector.key);
  });

  it('knows another key and another file', async () => {
    const check = bindKey(vector.hash, vector.file);
    expect(await keyOfHash('Schlussel-7', vector.hash)).toBeUndefined();
    expect(await keyOfHash('', vector.hash)).toBeUndefined();
    expect(await keyOfCheck('schlüssel-7', check, vector.file)).toBeUndefined();
    const other = { ...vector.file, size: 7 };
    expect(await keyOfCheck(vector.key, check, other)).toBeUndefined();
  });

  it('says which reading of what was typed is the key', async () => {
    expect(await keyOfHash('  Schl üssel-7 ', vector.hash)).toBe(vector.key);
    expect(await keyOfHash(vector.key.normalize('NFD'), vector.hash)).toBe(vector.key);
    const apart = vector.key.normalize('NFD');
    expect(await keyOfHash(apart, await hashKey(apart, 'practice'))).toBe(apart);
    expect(await keyOfHash(` ${vector.key}`, await hashKey(apart, 'practice'))).toBe(apart);
    expect(await keyOfHash(' K ', await hashKey(' K ', 'practice'))).toBe(' K ');
    const blanks = await hashKey('with blanks', 'practice');
    expect(await keyOfHash('with blanks', blanks)).toBe('with blanks');
    expect(await keyOfHash('withblanks', blanks)).toBeUndefined();
  });

  it('has a salt of its own each time and the cost that the security page names', async () => {
    const [one, two] = await Promise.all([hashKey('K'), hashKey('K')]);
    expect(one.salt).not.toBe(two.salt);
    expect(one.hash).not.toBe(two.hash);
    expect(one).toMatchObject({ algorithm: 'scrypt', N: 131_072, r: 8, p: 1 });
  });
});

describe('the schema of sidecar manifests', () => {
  const manifest = {
    sidecar: 1,
    backup: { name: 'epp', id: 'b-1', description: '' },
    server: { product: 'P', version: '5.2.0.6', hostname: 'OLD', machineId: 'm', address: 'a' },
    file: { name: 'epp.eppb', ...vector.file },
    times: { created: '2026-11-26T02:00:00.000Z', downloaded: '2026-11-26T02:10:00.000Z' },
    writtenBy: { program: 'test 1', computer: 'here' },
    keyCheck: bindKey(vector.hash, vector.file),
  };

  it('takes a manifest with and without a check value', () => {
    const { keyCheck, ...without } = manifest;
    expect(sidecarSchema.safeParse(manifest).success).toBe(true);
    expect(sidecarSchema.safeParse(without).success).toBe(true);
  });

  it.each([
    ['a cost that would take gigabytes', { N: 2 ** 24 }],
    ['a cost that is no power of two', { N: 20_000 }],
    ['a member that is not known, which may be a key', { key: 'K' }],
    ['a hash that is not bound to the file', { hash: vector.hash.hash }],
  ])('refuses %s', (_what, change) => {
    const keyCheck = { ...manifest.keyCheck, ...change };
    expect(sidecarSchema.safeParse({ ...manifest, keyCheck }).success).toBe(false);
  });

  it('is the one that is published', () => {
    const root = join(import.meta.dirname, '../../../..');
    const published = readFileSync(join(root, 'resources/schemas/sidecar.schema.json'), 'utf8');
    expect(JSON.parse(published)).toEqual(JSON.parse(JSON.stringify(sidecarJsonSchema())));
  });
});
