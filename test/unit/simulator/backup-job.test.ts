import { describe, expect, it } from 'vitest';
import {
  backupFailed,
  backupWritten,
  deleteBackup,
  describeBackup,
  findBackup,
  prepareBackup,
  startBackup,
} from '../../../electron/simulator/backup-job';
import { faultsFrom } from '../../../electron/simulator/faults';
import type { MachineState } from '../../../electron/simulator/machine';
import { nextChangeAt, settle } from '../../../electron/simulator/settle';
import { wanted } from '../../../electron/simulator/wanted';
import { backingUp, file, machine, restoring, start, wish, wordOf } from './machines';

const stateOf = (state: MachineState, at: number): unknown =>
  (describeBackup(settle(state, at), findBackup(settle(state, at), 'b-1'), at) as { state: string })
    .state;

describe('a backup', () => {
  it('waits for its key to be saved: nothing runs by itself', () => {
    const { state, id } = prepareBackup(machine('source'), wish, start);
    expect(id).toBe('b-1');
    expect(stateOf(state, start + 1e9)).toBe('awaiting-key');
    expect(nextChangeAt(state)).toBeUndefined();
    expect(wanted(state, start).works).toEqual([]);
    expect(state.begun).toEqual({ prepared: 1, backups: 0, restores: 0 });
  });

  it('advances with the clock, and is ready when its time is up and its file is written', () => {
    const running = backingUp();
    expect(wanted(running, start).works).toEqual([
      { kind: 'write-backup', id: 'b-1', name: 'first', key: 'SECRET' },
    ]);
    expect(describeBackup(running, findBackup(running, 'b-1'), start + 1200)).toMatchObject({
      state: 'generating',
      percent: 40,
    });
    expect(stateOf(running, start + 60_000)).toBe('generating');

    const written = backupWritten(running, 'b-1', file, start + 50);
    expect(JSON.stringify(written)).not.toContain('SECRET');
    expect(wanted(written, start + 60).works).toEqual([]);
    expect(nextChangeAt(written)).toBe(start + 3000);
    expect(stateOf(written, start + 2999)).toBe('generating');
    const ready = settle(written, start + 3000);
    expect(describeBackup(ready, findBackup(ready, 'b-1'), start + 3000)).toEqual({
      ...{ id: 'b-1', name: 'first', version: '5.2.0.6', state: 'ready', percent: 100 },
      createdAt: '2026-11-24T02:00:00.000Z',
      ...{ file: file.path, size: 10, sha256: 'ab' },
    });
  });

  it('is ready late where writing takes longer than the time', () => {
    const written = backupWritten(backingUp(), 'b-1', file, start + 9000);
    expect(stateOf(written, start + 8999)).toBe('generating');
    expect(stateOf(written, start + 9000)).toBe('ready');
  });

  it('starts once, and not beside another or a restore', () => {
    const running = backingUp();
    expect(wordOf(() => startBackup(running, 'b-1', start))).toBe('refused');
    const second = prepareBackup(running, { ...wish, name: 'second' }, start).state;
    expect(wordOf(() => startBackup(second, 'b-2', start))).toBe('busy');
    expect(wordOf(() => prepareBackup(running, wish, start))).toBe('refused');
    expect(wordOf(() => startBackup(running, 'b-9', start))).toBe('not-found');
    expect(wordOf(() => prepareBackup(restoring(), wish, start))).toBe('busy');
    expect(running.begun.backups).toBe(1);
  });

  it('can be deleted in any state, and takes its file and its work with it', () => {
    const deleted = deleteBackup(backingUp(), 'b-1');
    expect(deleted.backups).toEqual([]);
    expect(wanted(deleted, start).works).toEqual([]);
    expect(deleteBackup(backupWritten(backingUp(), 'b-1', file, start), 'b-1').trash).toEqual([
      file.path,
    ]);
    // Written all the same, because it could not be stopped in time.
    expect(backupWritten(deleted, 'b-1', file, start).trash).toEqual([file.path]);
    expect(prepareBackup(deleted, wish, start).id).toBe('b-2');
  });

  it('fails with the reason that writing gives, or at 60 % by a fault', () => {
    const full = backupFailed(backingUp(), 'b-1', 'no-space', start + 10);
    expect(describeBackup(full, findBackup(full, 'b-1'), start)).toMatchObject({
      state: 'failed',
      reason: 'no-space',
    });
    expect(full.logs.at(-1)).toMatchObject({ level: 'error' });
    const faulty = backupWritten(
      backingUp({ faults: faultsFrom({ 'fail-backup': true }) }),
      'b-1',
      file,
      start + 10,
    );
    expect(stateOf(faulty, start + 1799)).toBe('generating');
    expect(stateOf(faulty, start + 1800)).toBe('failed');
    expect(settle(faulty, start + 1800).trash).toEqual([file.path]);
  });
});
