import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hostKeyOf } from '../../../../electron/engine/ssh/fingerprint';
import { knownHostsIn } from '../../../../electron/engine/ssh/known-hosts';
import { failureOf } from '../failure-of';

const one = hostKeyOf(Buffer.from('one'));
const two = hostKeyOf(Buffer.from('two'));
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'known-hosts-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the store of host keys', () => {
  it('remembers keys by address, over restarts, whatever the case of the name', () => {
    const file = join(folder, 'sub', 'known-hosts.json');
    knownHostsIn(file).pin('OLD-EPP:22', one);
    knownHostsIn(file).pin('[::1]:2222', two);
    const later = knownHostsIn(file);
    expect(later.get('old-epp:22')?.hostKey).toEqual(one);
    expect(later.get('[::1]:2222')?.hostKey).toEqual(two);
    expect(later.get('old-epp:2222')).toBeUndefined();
    expect(later.get('constructor')).toBeUndefined();
  });

  it('a newer key takes the place of an older one', () => {
    const store = knownHostsIn(join(folder, 'hosts.json'));
    store.pin('a:22', one);
    store.pin('a:22', two);
    expect(store.get('a:22')?.hostKey).toEqual(two);
  });

  it('says when a key was accepted and in which file it is kept', () => {
    const file = join(folder, 'hosts.json');
    const store = knownHostsIn(file, () => new Date('2026-02-03T04:05:06Z'));
    store.pin('a:22', one);
    expect(store.file).toBe(file);
    expect(store.get('a:22')).toEqual({
      hostKey: one,
      origin: { file, acceptedAt: '2026-02-03T04:05:06.000Z' },
    });
  });

  it('keys of older stores, which do not say when, stay known beside new ones', async () => {
    const file = join(folder, 'hosts.json');
    await writeFile(file, JSON.stringify({ 'a:22': one }));
    const store = knownHostsIn(file);
    store.pin('b:22', two);
    expect(store.get('a:22')).toEqual({ hostKey: one, origin: { file } });
    expect(store.get('b:22')?.hostKey).toEqual(two);
  });

  it('is readable by its owner only, and nothing is left lying beside it', async () => {
    const file = join(folder, 'hosts.json');
    knownHostsIn(file).pin('a:22', one);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['hosts.json']);
  });

  it.each(['', '{', '[]', '{"a:22":{"type":"x","sha256":"SHA256:short","md5":""}}'])(
    'a damaged store (%s) is not taken for an empty one',
    async (text) => {
      const file = join(folder, 'hosts.json');
      await writeFile(file, text);
      expect((await failureOf(() => knownHostsIn(file).get('a:22'))).code).toBe('file.damaged');
      expect((await failureOf(() => knownHostsIn(file).pin('a:22', one))).code).toBe(
        'file.damaged',
      );
    },
  );

  it('where it cannot be written, that is said', async () => {
    await writeFile(join(folder, 'taken'), '');
    const failure = await failureOf(() => knownHostsIn(join(folder, 'taken', 'h')).get('a:22'));
    expect(failure.code).toBe('file.unreadable');
  });
});
