import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Pair, PairOptions } from '../../electron/simulator/pair';
import { practicePair, until } from '../unit/simulator/practice-client';
import { createBackup, type Visitor, visitor } from '../unit/simulator/web-visitor';

/** A pair with a backup of the old server in hand, and somebody at the import page of the new one. */
async function atImport(options: Partial<PairOptions> = {}) {
  const pair = await practicePair({
    password: { source: 'of the old', target: 'of the new' },
    ...options,
  });
  const source = visitor(pair.source);
  await source.login('of the old');
  const { key, download } = await createBackup(source);
  const file = (await source.ask(download)).body;
  const target = visitor(pair.target);
  await target.login('of the new');
  await target.get('/backups/import');
  return { pair, key, file, target };
}

const restore = (pair: Pair) => pair.machine('target').state.restore;
const left = async (pair: Pair): Promise<readonly string[]> => {
  const names = await Promise.all([
    readdir(join(pair.folder, 'target', 'work')),
    readdir(join(pair.folder, 'target', 'files', 'incoming')),
  ]);
  return names.flat();
};
const zeros = function* (bytes: number): Generator<Buffer> {
  const block = Buffer.alloc(1_000_000);
  for (let left = bytes; left > 0; left -= block.length)
    yield left < block.length ? block.subarray(0, left) : block;
};

describe('importing in the web console', () => {
  it('queues the restore, says so in red, restarts, logs out, and has the accounts of the old server', async () => {
    const { pair, key, file, target } = await atImport({ timeScale: 0.3 });
    const queued = await target.importing([file], key);
    expect(queued.text).toContain('Your back import file has been queued');
    expect(queued.text).toContain('<span class="generating">Generating</span>');
    await until(() => restore(pair)?.state === 'restarting');
    await expect(target.ask('/backups')).rejects.toThrow();
    await until(() => restore(pair)?.state === 'done');
    expect((await target.get('/backups')).text).toContain('You were logged out.');
    expect((await target.login('of the new')).status).toBe(403);
    const inside = await target.login('of the old');
    expect(inside.text).toContain('<th scope="row">Computers</th><td>20</td>');
    expect((await target.get('/backups')).text).toContain('Ready to download');
    expect(await readFile(join(pair.folder, 'target/files/incoming/first.eppb'))).toEqual(file);
    expect(pair.machine('target').record.changes).toEqual(['backup import']);
  });

  it('says that it waits for the services after a restart', async () => {
    const { pair, key, file, target } = await atImport({ timeScale: 1 });
    await target.importing([file], key);
    await until(() => restore(pair)?.state === 'restarting');
    const answers = async () => await target.ask('/').catch(() => ({ status: 0 }));
    await until(async () => (await answers()).status === 503);
    await until(async () => (await answers()).status === 200);
  });

  it.each([
    ['another key', 'WRONG0WRONG0WRON', 'The System Backup Key does not open the file.'],
    ['another file', '', 'The file is damaged, or is no backup.'],
  ])('fails with %s where everybody sees it, and changes nothing', async (what, wrong, words) => {
    const { pair, key, file, target } = await atImport();
    const sent = what === 'another file' ? Buffer.from('no backup') : file;
    await target.importing([sent], wrong || key);
    await until(() => restore(pair)?.state === 'failed');
    expect((await target.get('/backups')).text).toContain(`Failed: ${words}`);
    await visitor(pair.target).login('of the new');
    expect(pair.machine('target').state.database.counts.computers).toBe(0);
  });

  it('takes a file block by block, however it is cut', async () => {
    const { pair, key, file, target } = await atImport({ backupBytes: 1000 });
    const bytes = Array.from(file, (_, at) => file.subarray(at, at + 1));
    const page = await target.importing(bytes, key, { fileName: '../../etc/pass wd' });
    expect(page.text).toContain('has been queued');
    expect(restore(pair)?.file).toBe('/incoming/import.eppb');
    await until(() => restore(pair)?.state === 'done');
  });

  it('takes 200 MB and no byte more, and keeps nothing of what is more', async () => {
    const { pair, target } = await atImport();
    const more = await target.importing(zeros(200_000_001), 'KEY');
    expect(more.status).toBe(413);
    expect(more.text).toContain('The file is larger than 200 MB');
    expect(await left(pair)).toEqual([]);
    expect(restore(pair)).toBeUndefined();
    await target.get('/backups/import');
    const just = await target.importing(zeros(200_000_000), 'KEY');
    expect(just.text).toContain('has been queued');
  });

  it('does not listen to a body that announces a gigabyte', async () => {
    const { target } = await atImport();
    const page = await target.ask('/backups/import', {
      method: 'POST',
      headers: {
        'content-type': 'multipart/form-data; boundary=x',
        'content-length': '1000000001',
      },
    });
    expect(page.status).toBe(413);
  });

  it('answers 500 where a fault says so, once, with the file queued or not', async () => {
    const { pair, key, file, target } = await atImport();
    await pair.setFault('target', 'web-500-on-import', true);
    const failed = await target.importing([file], key);
    expect([failed.status, restore(pair)]).toEqual([500, undefined]);
    expect(failed.text).toContain('<title>HTTP 500');
    expect(await left(pair)).toEqual([]);
    await pair.setFault('target', 'web-500-on-import', { queued: true });
    await target.get('/backups/import');
    expect((await target.importing([file], key)).status).toBe(500);
    expect(restore(pair)?.state).toBe('running');
    expect(pair.machine('target').state.faults).toEqual({});
  });

  it.each<
    [string, (at: Visitor, file: Buffer, key: string) => Promise<{ readonly status: number }>]
  >([
    ['of another page', (at, file, key) => at.importing([file], key, { token: 'other' })],
    ['without a key', (at, file) => at.importing([file], '')],
    ['without a file', (at, _, key) => at.importing([], key)],
    ['without a file name', (at, file, key) => at.importing([file], key, { fileName: '' })],
    ['with a key that is a book', (at, file) => at.importing([file], 'x'.repeat(100_000))],
    [
      'of another kind',
      (at) =>
        at.ask('/backups/import', {
          ...{ method: 'POST', headers: { 'content-type': 'text/plain' } },
          body: [Buffer.from('x')],
        }),
    ],
    [
      'that is cut short',
      (at, file) =>
        at.ask('/backups/import', {
          ...{ method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=b' } },
          body: [
            Buffer.from(
              `--b\r\nContent-Disposition: form-data; name="token"\r\n\r\n${at.token()}\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n`,
            ),
            file,
          ],
        }),
    ],
  ])('refuses a form %s and keeps nothing of it', async (_, send) => {
    const { pair, key, file, target } = await atImport();
    const { status } = await send(target, file, key);
    expect([400, 403]).toContain(status);
    expect(restore(pair)).toBeUndefined();
    expect(await left(pair)).toEqual([]);
  });

  it('says that the disk is full, and that other work is done', async () => {
    const { pair, key, file, target } = await atImport();
    await pair.setFault('target', 'disk-full', { freeBytes: 1000 });
    const full = await target.importing([file], key);
    expect([full.status, await left(pair)]).toEqual([507, []]);
    await pair.setFault('target', 'disk-full', false);
    await pair.setFault('target', 'other-work', true);
    await target.get('/backups/import');
    const busy = await target.importing([file], key);
    expect(busy.text).toContain('Another backup or restore is at work.');
    expect(await left(pair)).toEqual([]);
  });

  it('keeps nothing of an upload whose sender goes away', async () => {
    const { pair, file, target } = await atImport();
    const endless = async function* (): AsyncGenerator<Buffer> {
      yield file;
      await until(async () => (await left(pair)).length > 0);
      await pair.setFault('target', 'refuse', true);
      yield file;
    };
    await expect(target.importing(endless(), 'KEY')).rejects.toThrow();
    await until(async () => (await left(pair)).length === 0);
  });
});
