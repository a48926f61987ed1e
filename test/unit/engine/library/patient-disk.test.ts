import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Disk, realDisk } from '../../../../electron/engine/library/disk';
import { patientDisk, silentCode } from '../../../../electron/engine/library/patient-disk';
import { practiceBackup, put } from './backups';
import { libraries } from './open-library';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'epp-share-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const never = <Value>(): Promise<Value> => new Promise(() => undefined);
const { signal } = new AbortController();

test('a share that stops answering marks its rows, and the rest goes on', async () => {
  const root = join(folder, 'backups');
  mkdirSync(root);
  for (let index = 0; index < 40; index++)
    put(root, `${String(index).padStart(2, '0')}.eppb`, practiceBackup('5.2.0.6', `b-${index}`));
  const disk: Disk = {
    ...realDisk,
    open: async (path) => {
      const file = await realDisk.open(path);
      return path.endsWith('07.eppb') ? { ...file, read: () => never() } : file;
    },
  };
  const { byPath, end } = await libraries(folder, disk, 150).make(root);
  expect(end.stage).toBe('done');
  const silent = [...byPath.values()].filter(({ state }) => state === 'silent');
  expect(silent.map(({ path }) => path)).toEqual(['07.eppb']);
  expect(silent[0]?.problems).toEqual(['silent']);
  expect([...byPath.values()].filter(({ state }) => state === 'read')).toHaveLength(39);
});

test('where nothing answers any more, nobody waits for each row', async () => {
  const root = join(folder, 'backups');
  mkdirSync(root);
  for (let index = 0; index < 200; index++) put(root, `${index}.eppb`, 'x');
  let asked = 0;
  const disk: Disk = {
    ...realDisk,
    stat: (path) => {
      if (path === root) return realDisk.stat(path);
      asked++;
      return never();
    },
  };
  const began = Date.now();
  const { byPath } = await libraries(folder, disk, 200).make(root);
  expect(Date.now() - began).toBeLessThan(3000);
  expect([...byPath.values()].every(({ state }) => state === 'silent')).toBe(true);
  expect(byPath.size).toBe(200);
  // The others of this process's threads are free for everything else.
  expect(asked).toBe(2);
});

test('what answers late gives its place back, and what it opened is closed', async () => {
  let closed = 0;
  let answer: (() => void) | undefined;
  const file = { read: async () => Buffer.alloc(0), close: async () => void closed++ };
  const disk = patientDisk(
    {
      ...realDisk,
      stat: async () => ({ kind: 'file', size: 1, modified: 1 }),
      open: () =>
        new Promise((resolve) => {
          answer = () => resolve(file);
        }),
    },
    { patience: 30, atOnce: 1, signal },
  );
  await expect(disk.open('/slow')).rejects.toMatchObject({ code: silentCode });
  await expect(disk.stat('/other')).rejects.toMatchObject({ code: silentCode });
  answer?.();
  await later(5);
  expect(closed).toBe(1);
  expect(await disk.stat('/other')).toMatchObject({ size: 1 });
});

test('being cancelled does not wait for an answer', async () => {
  const stopping = new AbortController();
  const disk = patientDisk(
    { ...realDisk, stat: () => never() },
    { patience: 60_000, atOnce: 1, signal: stopping.signal },
  );
  const asked = disk.stat('/slow');
  stopping.abort();
  await expect(asked).rejects.toThrow('migration.cancelled');
  await expect(disk.stat('/slow')).rejects.toThrow('migration.cancelled');
});
