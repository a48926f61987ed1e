import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parsePlan } from '../../../shared/plan';
import {
  answers,
  bringBackup,
  login,
  makeBackup,
  practicePair,
  until,
  untilChanged,
} from './practice-client';

describe('a pair of practice machines', () => {
  it('is a plan that the program accepts', async () => {
    const pair = await practicePair();
    expect(parsePlan(pair.plan)).toEqual(pair.plan);
    expect(pair.plan.practice).toBe(pair.folder);
    expect(pair.source.port).toBe(pair.target.port);
    expect(pair.source.host).toMatch(/^127\.\d+\.\d+\.1$/);
    expect(pair.target.host).toMatch(/^127\.\d+\.\d+\.2$/);
  });

  it('is an old and a nearly empty new machine', async () => {
    const pair = await practicePair({ preset: 'dated' });
    const [source, target] = [await login(pair.source), await login(pair.target)];
    expect(await source.one('identity')).toMatchObject({ hostname: 'OLD-EPP', version: '5.9.4.2' });
    expect(await target.one('identity')).toMatchObject({
      hostname: 'NEW-EPP',
      version: '2604.0.1.0',
    });
    expect(await source.one('counts')).toMatchObject({ computers: 20 });
    expect(await target.one('counts')).toMatchObject({ computers: 0, admins: 1 });
  });

  it('keeps keys and state to its owner', async () => {
    const pair = await practicePair();
    for (const file of ['pair.json', 'source/host-key', 'target/host-key']) {
      const { mode } = await stat(join(pair.folder, file));
      if (process.platform !== 'win32') expect(mode & 0o777).toBe(0o600);
    }
  });

  it('migrates: what the new machine has is what the file held, logins too', async () => {
    const pair = await practicePair({ timeScale: 0.2, password: { source: 'old', target: 'new' } });
    const source = await login(pair.source, { password: 'old' });
    const target = await login(pair.target, { password: 'new' });
    const [{ key, file, sha256, size }] = await Promise.all([
      makeBackup(source),
      makeBackup(target, 'own'),
    ]);
    expect(await source.one(`hash ${file}`)).toEqual({ sha256, size });
    const local = join(pair.folder, 'carried');
    await (await source.sftp()).get(file, local);
    await (await target.sftp()).put(local, '/incoming/first.eppb');

    const host = await target.one('identity');
    await target.one('backup import /incoming/first.eppb --request t-1', key);
    await target.closed;
    expect(await answers(pair.target.host, pair.target.port)).toBe(false);
    await until(() => answers(pair.target.host, pair.target.port));
    await expect(login(pair.target, { password: 'new' })).rejects.toThrow('authentication');
    const after = await login(pair.target, { password: 'old' });
    const done = await untilChanged(() => after.one('restore status'), 'restarting');
    expect(done).toMatchObject({ state: 'done', percent: 100, request: 't-1' });
    expect(await after.one('counts')).toEqual(await source.one('counts'));
    expect(await after.one('identity')).toMatchObject({
      machineId: host['machineId'],
      hostname: 'NEW-EPP',
    });
    const list = (await after.eppctl('backup list')).lines;
    expect(list).toMatchObject([{ state: 'ready', file: '/incoming/first.eppb', sha256 }]);
    await until(async () => (await (await after.sftp()).names('/backups')).length === 0);
    expect(pair.machine('target')).toMatchObject({ restoresStarted: 1, backupsStarted: 1 });

    // A restored machine can be backed up in its turn, from the rows that it was given.
    const again = await makeBackup(after, 'again');
    expect(again['state']).toBe('ready');
  });

  it('tells a wrong key, a wrong version and no backup at all', async () => {
    const pair = await practicePair();
    const { target, key, file } = await bringBackup(pair);
    const reasonOf = async (path: string, withKey: string): Promise<unknown> => {
      await target.one(
        `backup import ${path} --request t-${Math.random()}`.replace('0.', ''),
        withKey,
      );
      await until(() => pair.machine('target').state.restore?.state === 'failed');
      return (await target.one('restore status'))['reason'];
    };
    expect(await reasonOf(file, 'ANOTHERKEY')).toBe('wrong-key');
    expect(await reasonOf('/incoming/none', key)).toBe('not-found');
    const files = await target.sftp();
    await files.put(join(pair.folder, 'pair.json'), '/incoming/text');
    expect(await reasonOf('/incoming/text', key)).toBe('corrupt');
    expect(pair.machine('target').state.database.counts.computers).toBe(0);

    const mixed = await practicePair({ preset: 'mismatched' });
    const other = await bringBackup(mixed);
    await other.target.one(`backup import ${other.file} --request t`, other.key);
    await until(() => mixed.machine('target').state.restore?.reason === 'version');
  });

  it('has no room for a backup when it is nearly full', async () => {
    const pair = await practicePair({ preset: 'nearly-full' });
    const source = await login(pair.source);
    const { freeBytes } = await source.one('disk');
    expect(freeBytes).toBeLessThan(100_000);
    expect(await makeBackup(source)).toMatchObject({ state: 'failed', reason: 'no-space' });
    expect(await source.one('disk')).toMatchObject({ freeBytes });
  });

  it('hands the address of the old machine to the new one', async () => {
    const pair = await practicePair();
    const [source, target] = [await login(pair.source), await login(pair.target)];
    const { gateway, dns, prefix } = await source.one('network');
    const move = `network set-address ${pair.source.host} --prefix ${prefix} --gateway ${gateway} --dns ${dns}`;
    expect(await target.eppctl(move)).toMatchObject({ exitCode: 3, error: { error: 'refused' } });

    expect(await source.one('power off')).toEqual({ accepted: true });
    await source.closed;
    await until(async () => !(await answers(pair.source.host, pair.source.port)));
    expect(pair.machine('source').power).toBe('off');

    await target.one(move);
    await target.closed;
    await until(() => answers(pair.source.host, pair.source.port));
    expect(await answers(pair.target.host, pair.target.port)).toBe(false);
    const moved = await login(pair.source);
    expect(await moved.one('identity')).toMatchObject({ hostname: 'NEW-EPP' });
    expect(await moved.one('network')).toMatchObject({ address: pair.source.host, gateway });
    expect(pair.machine('target').address).toBe(pair.source.host);
  });

  it('does the same on 127.0.0.1 and ::1 where there is nothing else', async () => {
    const pair = await practicePair({ addresses: 'localhost' });
    expect([pair.source.host, pair.target.host]).toEqual(['127.0.0.1', '::1']);
    const [source, target] = [await login(pair.source), await login(pair.target)];
    await source.one('power off');
    await source.closed;
    await until(async () => !(await answers('127.0.0.1', pair.source.port)));
    await target.one('network set-address 127.0.0.1 --prefix 8 --gateway 127.0.0.1 --dns ::1');
    await target.closed;
    await until(() => answers('127.0.0.1', pair.source.port));
    expect(await (await login(pair.source)).one('identity')).toMatchObject({ hostname: 'NEW-EPP' });
  });
});
