import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { liveOwner, takeLock } from '../../../electron/engine/migration/lock';

const now = '2026-11-24T02:00:00.000Z';
let folder: string;
let child: ChildProcess | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
});
afterEach(() => {
  child?.kill('SIGKILL');
});
const refusal = (): unknown => {
  try {
    takeLock(folder, now).release();
    return 'taken';
  } catch (thrown) {
    return thrown;
  }
};
const writeOwner = (owner: object): void =>
  writeFileSync(join(folder, 'lock'), JSON.stringify(owner));
const startOf = (pid: number): string =>
  readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19] ?? '';

describe('the lock of a migration', () => {
  test('is held by one at a time and says by whom', () => {
    const lock = takeLock(folder, now);
    expect(refusal()).toMatchObject({
      failure: {
        code: 'migration.locked',
        facts: { pid: process.pid, host: hostname(), since: now },
      },
    });
    lock.release();
    expect(refusal()).toBe('taken');
    expect(readdirSync(folder)).toEqual([]);
  });

  test.runIf(process.platform === 'linux')('of a process that lives is respected', async () => {
    child = spawn('sleep', ['60']);
    await once(child, 'spawn');
    const pid = child.pid ?? 0;
    writeOwner({ pid, host: hostname(), since: now, started: startOf(pid) });
    expect(liveOwner(folder)).toMatchObject({ pid });
    expect(refusal()).toMatchObject({ failure: { code: 'migration.locked', facts: { pid } } });
  });

  test('of a process that was killed is taken over', async () => {
    child = spawn('sleep', ['60']);
    await once(child, 'spawn');
    writeOwner({ pid: child.pid, host: hostname(), since: now, started: '1' });
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(liveOwner(folder)).toBeUndefined();
    expect(refusal()).toBe('taken');
  });

  test.runIf(process.platform === 'linux')(
    'of a process whose number was given to another is taken over',
    () => {
      writeOwner({ pid: process.pid, host: hostname(), since: now, started: '1' });
      expect(refusal()).toBe('taken');
    },
  );

  test('of another computer is never taken over', () => {
    writeOwner({ pid: 1, host: 'elsewhere', since: now, started: '' });
    expect(refusal()).toMatchObject({ failure: { facts: { host: 'elsewhere' } } });
  });

  test.each(['', '{', '{"pid":"x"}'])('that says nothing readable (%j) is taken over', (text) => {
    writeFileSync(join(folder, 'lock'), text);
    expect(refusal()).toBe('taken');
  });

  test('is not released by somebody who lost it', () => {
    const lock = takeLock(folder, now);
    writeOwner({ pid: 1, host: 'elsewhere', since: now, started: '' });
    lock.release();
    expect(liveOwner(folder)).toMatchObject({ host: 'elsewhere' });
  });
});
