import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { login, practicePair } from './practice-client';

describe('the old machine of a pair', () => {
  it('has archives of every kind that SFTP can read, with the size and hash that are told', async () => {
    const pair = await practicePair();
    const source = await login(pair.source);
    const { lines } = await source.eppctl('archives');
    expect([...new Set(lines.map(({ kind }) => kind))]).toEqual([
      ...['audit-log', 'log', 'shadow', 'system-backup'],
    ]);
    const files = await source.sftp();
    const local = join(pair.folder, 'local');
    for (const { path, name, kind, size, createdAt } of lines) {
      expect(path).toBe(`/archives/${kind}/${name}`);
      await files.get(path, local);
      const content = await readFile(local);
      expect(content.length).toBe(size);
      expect(await source.one(`hash ${path}`)).toEqual({
        size,
        sha256: createHash('sha256').update(content).digest('hex'),
      });
      expect(Date.now() - Date.parse(createdAt)).toBeGreaterThan(2 * 86_400_000);
    }
  });

  it('tells of archives that came and went, and of nothing else in their folders', async () => {
    const pair = await practicePair();
    const source = await login(pair.source);
    const files = await source.sftp();
    const local = join(pair.folder, 'local');
    await writeFile(local, 'abc');
    await files.put(local, '/archives/log/new.csv');
    await files.mkdir('/archives/log/folder');
    await files.remove('/archives/shadow/shadow-000001.bin');
    const { lines } = await source.eppctl('archives');
    expect(lines.filter(({ kind }) => kind === 'log').map(({ name }) => name)).toEqual([
      ...['device-control.csv', 'new.csv'],
    ]);
    expect(lines.filter(({ kind }) => kind === 'shadow')).toEqual([]);
    await expect(files.rmdir('/archives')).rejects.toMatchObject({ code: 3 });
  });
});

describe('the new machine of a pair', () => {
  it('is fresh', async () => {
    const pair = await practicePair();
    const target = await login(pair.target);
    expect((await target.eppctl('archives')).lines).toEqual([]);
    expect((await target.eppctl('backup list')).lines).toEqual([]);
    expect(await target.one('counts')).toMatchObject({ computers: 0 });
    expect(await target.one('clients')).toEqual({ enabled: false, seenLastDay: 0 });
  });

  it('that is in use has computers, clients, archives and a backup whose file is there', async () => {
    const pair = await practicePair({ targetInUse: true });
    const target = await login(pair.target);
    expect((await target.eppctl('archives')).lines).toHaveLength(5);
    expect(await target.one('counts')).toMatchObject({ computers: 25 });
    expect(await target.one('clients')).toEqual({ enabled: true, seenLastDay: 20 });
    const { lines } = await target.eppctl('backup list');
    expect(lines).toMatchObject([{ id: 'b-1', name: 'earlier', state: 'ready', percent: 100 }]);
    const { file, size, sha256 } = lines[0] ?? {};
    expect(await target.one(`hash ${file}`)).toEqual({ size, sha256 });
    expect(await target.one('backup prepare --name next --description x')).toMatchObject({
      id: 'b-2',
    });
    expect(pair.machine('target')).toMatchObject({ backupsStarted: 0, restoresStarted: 0 });
  });
});
