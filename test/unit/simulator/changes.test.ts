import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commands } from '../../../electron/simulator/commands';
import { bringBackup, login, practicePair, until } from './practice-client';

describe('what a machine notes as changes', () => {
  it('is nothing after everything that only looks', async () => {
    const pair = await practicePair();
    const source = await login(pair.source);
    for (const [name, { changes, values, options }] of Object.entries(commands)) {
      if (!changes && !values && !options) await source.one(name);
    }
    await source.one('logs --since 2026-01-01T00:00:00Z');
    const [{ path }] = (await source.eppctl('archives')).lines as [{ path: string }];
    await source.one(`hash ${path}`);
    const files = await source.sftp();
    await files.get(path, join(pair.folder, 'local'));
    await files.names('/archives');
    await files.stat(path);
    const handle = await files.open(path, 'r+');
    await files.close(handle);
    const { record } = pair.machine('source');
    expect(record.commands.length).toBeGreaterThan(10);
    expect(record.changes).toEqual([]);
  });

  it('is every command and operation on files that changed something, in its order', async () => {
    const pair = await practicePair();
    const source = await login(pair.source);
    const files = await source.sftp();
    await source.one('backup prepare --name a --description b');
    await source.one('clients disable');
    await source.one('backup delete b-1');
    const handle = await files.open('/incoming/a', 'w');
    await files.write(handle, 'abc', 0);
    await files.write(handle, 'def', 3);
    await files.truncate(handle, 4);
    await files.close(handle);
    await files.close(await files.open('/incoming/a', 'w'));
    await files.setSize('/incoming/a', 9);
    await files.rename('/incoming/a', '/incoming/b');
    await files.mkdir('/incoming/c');
    await files.rmdir('/incoming/c');
    await files.remove('/incoming/b');
    expect(pair.machine('source').record.changes).toEqual([
      ...['backup prepare', 'clients disable', 'backup delete'],
      ...['sftp open /incoming/a', 'sftp write /incoming/a', 'sftp fsetstat /incoming/a'],
      ...['sftp open /incoming/a', 'sftp setstat /incoming/a', 'sftp rename /incoming/a'],
      ...['sftp mkdir /incoming/c', 'sftp rmdir /incoming/c', 'sftp remove /incoming/b'],
    ]);
  });

  it('is nothing that was refused or did not fit', async () => {
    const pair = await practicePair();
    const source = await login(pair.source);
    const files = await source.sftp();
    await source.eppctl('backup start b-9');
    await source.eppctl("backup prepare --name 'a b' --description x");
    await expect(files.remove('/incoming/none')).rejects.toThrow();
    await expect(files.rename('/backups', '/incoming/b')).rejects.toThrow();
    await pair.setFault('source', 'disk-full', true);
    const local = join(pair.folder, 'local');
    await writeFile(local, 'x');
    await expect(files.put(local, '/incoming/a')).rejects.toThrow();
    expect(pair.machine('source').record.changes).toEqual(['sftp open /incoming/a']);
  });

  it('is a restore once, however often it is asked for', async () => {
    const pair = await practicePair();
    const { target, key, file } = await bringBackup(pair);
    await target.one(`backup import ${file} --request t`, key);
    await target.one(`backup import ${file} --request t`, key);
    await until(() => pair.machine('target').state.restore?.state === 'done');
    const { changes } = pair.machine('target').record;
    expect(changes.filter((change) => change === 'backup import')).toHaveLength(1);
    expect(pair.machine('source').record.changes).toEqual(['backup prepare', 'backup start']);
  });
});
