import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  answers,
  bringBackup,
  login,
  practicePair,
  reopened,
  temporaryFolder,
  until,
  untilChanged,
} from './practice-client';

describe('a pair whose program was killed', () => {
  it('comes back in the middle of a backup, which goes on and is no second one', async () => {
    const pair = await practicePair({ timeScale: 0.5 });
    const source = await login(pair.source);
    const { id, key } = await source.one('backup prepare --name first --description x');
    await source.one(`backup start ${id}`);
    // The folder as it stands at this moment is what a killed program leaves.
    const left = join(await temporaryFolder(), 'left');
    await cp(pair.folder, left, { recursive: true });
    await pair.stop();

    expect(await readFile(join(left, 'pair.json'), 'utf8')).toContain('"generating"');
    const again = await reopened(left);
    expect({ ...again.plan, practice: '' }).toEqual({ ...pair.plan, practice: '' });
    expect(again.password).toBe('practice');
    const client = await login(again.source);
    const ready = await untilChanged(() => client.one(`backup status ${id}`), 'generating');
    expect(ready).toMatchObject({ state: 'ready' });
    expect(again.machine('source').backupsStarted).toBe(1);

    // It is sealed with the key that was shown before.
    const target = await login(again.target);
    await (await client.sftp()).get(ready['file'], join(left, 'carried'));
    await (await target.sftp()).put(join(left, 'carried'), '/incoming/a');
    await target.one('backup import /incoming/a --request t', key);
    await until(() => again.machine('target').state.restore?.state === 'done');
    expect(await readFile(join(left, 'pair.json'), 'utf8')).not.toContain(key);
  });

  it('shows the same host keys, and remembers what is off and where', async () => {
    const pair = await practicePair();
    const keys: string[] = [];
    const note = { hostVerifier: (shown: Buffer) => keys.push(shown.toString('hex')) > 0 };
    const source = await login(pair.source, note);
    await login(pair.target, note);
    await source.one('power off');
    await source.closed;
    await pair.stop();

    const again = await reopened(pair.folder);
    await login(again.target, note);
    expect(keys[2]).toBe(keys[1]);
    expect(again.machine('source').power).toBe('off');
    expect(await answers(again.source.host, again.source.port)).toBe(false);
  });

  it('is what the clock made of it meanwhile', async () => {
    const pair = await practicePair({ timeScale: 0.3 });
    const { target, key, file } = await bringBackup(pair);
    await target.one(`backup import ${file} --request t`, key);
    await until(() => pair.machine('target').state.restore?.state === 'restarting');
    await pair.stop();
    await new Promise((resolve) => setTimeout(resolve, 650));
    const again = await reopened(pair.folder);
    expect(again.machine('target').state.restore).toMatchObject({ state: 'done' });
    expect(again.machine('target')).toMatchObject({ restoresStarted: 1, listening: true });
  });
});
