import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { savedConnectionsIn } from '../../../../electron/engine/login/saved-connections';
import type { Endpoint } from '../../../../shared/plan';
import { failureOf } from '../failure-of';

const old: Endpoint = { host: '10.0.0.5', port: 22, user: 'root' };
const fresh: Endpoint = {
  host: 'fe80::1%eth0',
  port: 2222,
  user: 'epp',
  identityFiles: ['/keys/a'],
  agent: false,
  identitiesOnly: true,
  via: [{ host: 'jump', port: 22, user: 'me' }],
};
let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'connections-'));
  file = join(folder, 'sub', 'connections.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('saved connections', () => {
  it('come back after a restart as they were, by name, with the time', () => {
    const store = savedConnectionsIn(file, () => new Date('2026-02-03T04:05:06Z'));
    expect(store.list()).toEqual([]);
    store.save('Old server', old);
    store.save('New server', fresh);
    const savedAt = '2026-02-03T04:05:06.000Z';
    expect(savedConnectionsIn(file).list()).toEqual([
      { name: 'New server', endpoint: fresh, savedAt },
      { name: 'Old server', endpoint: old, savedAt },
    ]);
  });

  it('the same name again replaces the first', () => {
    const store = savedConnectionsIn(file);
    store.save('a', old);
    store.save('a', fresh);
    expect(store.list().map(({ endpoint }) => endpoint)).toEqual([fresh]);
  });

  it('forgetting answers with what was forgotten, and changes nothing for an unknown name', () => {
    const store = savedConnectionsIn(file);
    store.save('a', old);
    store.save('__proto__', fresh);
    expect(store.forget('b')).toBeUndefined();
    expect(store.forget('a')).toEqual(old);
    expect(store.list().map(({ name }) => name)).toEqual(['__proto__']);
  });

  it('are readable by their owner only, and nothing is left lying beside them', async () => {
    savedConnectionsIn(file).save('a', old);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(folder, 'sub'))).toEqual(['connections.json']);
  });

  it('a password that slipped in is refused and does not reach the disk', async () => {
    const store = savedConnectionsIn(file);
    store.save('a', old);
    const careless = { ...old, password: 'hunter2' } as Endpoint;
    const failure = await failureOf(() => store.save('b', careless));
    expect(failure.code).toBe('contract.bad-input');
    expect(JSON.stringify(failure)).not.toContain('hunter2');
    expect(await readFile(file, 'utf8')).not.toContain('hunter2');
  });

  it.each(['', '{', '{}', '[{"name":"a"}]', `[${'['.repeat(20_000)}`])(
    'a damaged file (%#) is not taken for an empty one, and is left as it is',
    async (text) => {
      file = join(folder, 'connections.json');
      await writeFile(file, text);
      const store = savedConnectionsIn(file);
      expect((await failureOf(store.list)).code).toBe('file.damaged');
      expect((await failureOf(() => store.save('a', old))).code).toBe('file.damaged');
      expect((await failureOf(() => store.forget('a'))).code).toBe('file.damaged');
      expect(await readFile(file, 'utf8')).toBe(text);
    },
  );

  it('a folder in place of the file, or one that is no folder, is said', async () => {
    await mkdir(file, { recursive: true });
    expect((await failureOf(savedConnectionsIn(file).list)).code).toBe('file.damaged');
    await writeFile(join(folder, 'taken'), '');
    const below = savedConnectionsIn(join(folder, 'taken', 'c.json'));
    expect((await failureOf(() => below.save('a', old))).code).toBe('file.unreadable');
  });
});
