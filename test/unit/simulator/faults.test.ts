import { writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { faultNames, faultsFrom, switchFault } from '../../../electron/simulator/faults';
import type { Pair } from '../../../electron/simulator/pair';
import {
  answers,
  bringBackup,
  login,
  makeBackup,
  practicePair,
  until,
  untilChanged,
} from './practice-client';

describe('a fault', () => {
  it('has its usual parameters, others, or is off', () => {
    const on = faultsFrom({ slow: true, 'drop-at': { at: 'backup start' } });
    expect(on).toEqual({
      slow: { bytesPerSecond: 1_048_576, latency: 20 },
      'drop-at': { at: 'backup start', nth: 1, when: 'after' },
    });
    expect(switchFault(on, 'slow', false)).toEqual({ 'drop-at': on['drop-at'] });
    expect(() => switchFault({}, 'drop-at', true)).toThrow();
    expect(() => switchFault({}, 'nonsense' as 'slow', true)).toThrow('no such fault');
    expect(faultNames).toHaveLength(51);
  });
});

describe('with the fault', () => {
  it('refuse, the port is closed until it is switched off', async () => {
    const pair = await practicePair();
    const source = await login(pair.source);
    await pair.setFault('source', 'refuse', true);
    await source.closed;
    expect(await answers(pair.source.host, pair.source.port)).toBe(false);
    await pair.setFault('source', 'refuse', false);
    await login(pair.source);
  });

  it('stall, connections are taken and nothing is said', async () => {
    const pair = await practicePair();
    const source = await login(pair.source);
    await pair.setFault('source', 'stall', true);
    let heard = '';
    const socket = connect(pair.source.port, pair.source.host).on('data', (text) => {
      heard += text;
    });
    const closed = new Promise((resolve) => socket.once('close', resolve));
    const waiting = source.one('counts');
    const first = await Promise.race([waiting.then(() => 'answer'), pause(150, 'nothing')]);
    expect([first, heard, socket.readyState]).toEqual(['nothing', '', 'open']);
    await pair.setFault('source', 'stall', false);
    expect(await waiting).toMatchObject({ computers: 20 });
    await closed;
    await login(pair.source);
  });

  it('wrong-host-key, another key is shown', async () => {
    const pair = await practicePair();
    const shown: string[] = [];
    const note = { hostVerifier: (key: Buffer) => shown.push(key.toString('hex')) > 0 };
    await login(pair.source, note);
    await pair.setFault('source', 'wrong-host-key', true);
    await login(pair.source, note);
    await login(pair.source, note);
    await pair.setFault('source', 'wrong-host-key', false);
    await login(pair.source, note);
    expect(shown[1]).toBe(shown[2]);
    expect(shown[0]).toBe(shown[3]);
    expect(shown[0]).not.toBe(shown[1]);
  });

  describe('drop-at', () => {
    it('a command is carried out, but its answer is lost; once', async () => {
      const pair = await practicePair();
      const source = await login(pair.source);
      const { id } = await source.one('backup prepare --name a --description b');
      await pair.setFault('source', 'drop-at', { at: 'backup start' });
      await expect(source.one(`backup start ${id}`)).rejects.toThrow('dropped');
      const again = await login(pair.source);
      await untilChanged(() => again.one(`backup status ${id}`), 'generating');
      expect(pair.machine('source').backupsStarted).toBe(1);
      expect(pair.machine('source').state.faults).toEqual({});
    });

    it('a command is lost before it is carried out', async () => {
      const pair = await practicePair();
      const source = await login(pair.source);
      const { id } = await source.one('backup prepare --name a --description b');
      await pair.setFault('source', 'drop-at', { at: 'backup start', when: 'before' });
      await expect(source.one(`backup start ${id}`)).rejects.toThrow('dropped');
      expect(pair.machine('source').backupsStarted).toBe(0);
      await (await login(pair.source)).one(`backup start ${id}`);
    });

    it('the third time it is asked for', async () => {
      const pair = await practicePair({
        faults: { source: { 'drop-at': { at: 'counts', nth: 3 } } },
      });
      const source = await login(pair.source);
      await source.one('counts');
      await source.one('counts');
      await source.one('disk');
      await expect(source.one('counts')).rejects.toThrow('dropped');
    });

    it('an operation on a file', async () => {
      const pair = await practicePair();
      const files = await (await login(pair.source)).sftp();
      await files.close(await files.open('/incoming/a', 'w'));
      await pair.setFault('source', 'drop-at', { at: 'sftp rename' });
      await expect(files.rename('/incoming/a', '/incoming/b')).rejects.toThrow('dropped');
      expect(await (await (await login(pair.source)).sftp()).names('/incoming')).toEqual(['b']);
    });
  });

  describe('drop-after-bytes', () => {
    const content = Buffer.alloc(500_000, 'x');

    it('an upload ends after so many bytes, as often as was asked for', async () => {
      const pair = await practicePair();
      const local = join(pair.folder, 'local');
      await writeFile(local, content);
      await pair.setFault('target', 'drop-after-bytes', { bytes: 200_000, times: 2 });
      const upload = async () =>
        await (await (await login(pair.target)).sftp()).put(local, '/incoming/a');
      await expect(upload()).rejects.toThrow('dropped');
      const written = () =>
        pair.machine('target').record.writes.reduce((sum, { length }) => sum + length, 0);
      expect(written()).toBe(200_000);
      await expect(upload()).rejects.toThrow('dropped');
      expect(written()).toBe(400_000);
      await upload();
    });

    it('a download ends after so many bytes', async () => {
      const pair = await practicePair();
      const files = await (await login(pair.source)).sftp();
      const local = join(pair.folder, 'local');
      await writeFile(local, content);
      await files.put(local, '/incoming/a');
      await pair.setFault('source', 'drop-after-bytes', { bytes: 100_000 });
      await expect(files.get('/incoming/a', local)).rejects.toThrow('dropped');
      await (await (await login(pair.source)).sftp()).get('/incoming/a', local);
    });
  });

  it('disk-full, nothing more fits', async () => {
    const pair = await practicePair();
    const source = await login(pair.source);
    const files = await source.sftp();
    const handle = await files.open('/incoming/a', 'w');
    await files.write(handle, 'abc', 0);
    await pair.setFault('source', 'disk-full', { freeBytes: 2 });
    expect(await source.one('disk')).toMatchObject({ freeBytes: 2 });
    await files.write(handle, 'ABC', 0);
    await expect(files.write(handle, 'defg', 3)).rejects.toMatchObject({ code: 4 });
    await files.write(handle, 'd', 3);
    await files.write(handle, 'e', 4);
    await expect(files.write(handle, 'f', 5)).rejects.toMatchObject({ code: 4 });
    expect((await files.fstat(handle)).size).toBe(5);
    expect(await makeBackup(source)).toMatchObject({ state: 'failed', reason: 'no-space' });
    expect(await files.names('/backups')).toEqual([]);
    await pair.setFault('source', 'disk-full', false);
    expect(await makeBackup(source, 'second')).toMatchObject({ state: 'ready' });
  });

  const restoredFrom = async (pair: Pair): Promise<unknown> => {
    const { target, key, file } = await bringBackup(pair);
    await target.one(`backup import ${file} --request t`, key);
    await until(() =>
      ['failed', 'done'].includes(pair.machine('target').state.restore?.state ?? ''),
    );
    return pair.machine('target').state.restore?.reason;
  };

  it('corrupt-file, the backup is damaged and its hash is that of the damaged file', async () => {
    for (const backupBytes of [1000, 1_200_000]) {
      const pair = await practicePair({
        backupBytes,
        faults: { source: { 'corrupt-file': true } },
      });
      expect(await restoredFrom(pair)).toBe('corrupt');
      const source = await login(pair.source);
      const [{ file, sha256 } = {}] = (await source.eppctl('backup list')).lines;
      expect(await source.one(`hash ${file}`)).toMatchObject({ sha256 });
    }
  });

  it('corrupt-file after the hash, the file differs from what its status says', async () => {
    const pair = await practicePair({
      faults: { source: { 'corrupt-file': { afterHash: true } } },
    });
    const source = await login(pair.source);
    const { file, sha256 } = await makeBackup(source);
    expect((await source.one(`hash ${file}`))['sha256']).not.toBe(sha256);
  });

  it('slow, answers wait and content comes at its pace', async () => {
    const pair = await practicePair();
    await pair.setFault('source', 'slow', { bytesPerSecond: 500_000, latency: 5 });
    const files = await (await login(pair.source)).sftp();
    const local = join(pair.folder, 'local');
    await writeFile(local, Buffer.alloc(100_000));
    const before = Date.now();
    await files.put(local, '/incoming/a');
    expect(Date.now() - before).toBeGreaterThan(190);
  });

  it('fail-backup, it fails and can be made anew', async () => {
    const pair = await practicePair({ faults: { source: { 'fail-backup': true } } });
    const source = await login(pair.source);
    expect(await makeBackup(source)).toMatchObject({
      state: 'failed',
      reason: 'internal',
      percent: 60,
    });
    await pair.setFault('source', 'fail-backup', false);
    expect(await makeBackup(source, 'second')).toMatchObject({ state: 'ready' });
  });

  it('fail-restore, the new machine stays as it was', async () => {
    const pair = await practicePair({ faults: { target: { 'fail-restore': true } } });
    expect(await restoredFrom(pair)).toBe('internal');
    expect(pair.machine('target').state.database.counts.computers).toBe(0);
  });

  it('restart-during-restore, connections drop twice and one restore is done', async () => {
    const pair = await practicePair({ faults: { target: { 'restart-during-restore': true } } });
    expect(await restoredFrom(pair)).toBeUndefined();
    expect(pair.machine('target')).toMatchObject({
      restoresStarted: 1,
      state: {
        restore: { state: 'done', interrupted: true },
        database: { counts: { computers: 20 } },
      },
    });
  });

  it('wrong-key, the key that was shown does not open the file', async () => {
    const pair = await practicePair({ faults: { source: { 'wrong-key': true } } });
    expect(await restoredFrom(pair)).toBe('wrong-key');
  });
});
