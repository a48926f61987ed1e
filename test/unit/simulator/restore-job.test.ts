import { describe, expect, it } from 'vitest';
import { backupWritten } from '../../../electron/simulator/backup-job';
import { countsFor } from '../../../electron/simulator/database';
import { faultsFrom } from '../../../electron/simulator/faults';
import type { MachineState } from '../../../electron/simulator/machine';
import {
  backupLoaded,
  describeRestore,
  importBackup,
} from '../../../electron/simulator/restore-job';
import { settle } from '../../../electron/simulator/settle';
import { wanted } from '../../../electron/simulator/wanted';
import { backingUp, file, machine, order, outcome, restoring, start, wordOf } from './machines';

describe('a restore', () => {
  const statusAt = (state: MachineState, at: number): unknown => {
    const { job, request, startedAt, ...rest } = describeRestore(settle(state, at), at) as Record<
      string,
      unknown
    >;
    return rest;
  };

  it('is queued, restores, restarts and is done, by the clock', () => {
    expect(describeRestore(machine('target'), start)).toEqual({ state: 'none' });
    const loaded = backupLoaded(restoring(), 'r-1', outcome);
    expect(statusAt(loaded, start + 299)).toEqual({ state: 'queued', percent: 0 });
    expect(statusAt(loaded, start + 1150)).toEqual({ state: 'restoring', percent: 47 });
    expect(statusAt(loaded, start + 2000)).toEqual({ state: 'restarting', percent: 95 });
    expect(statusAt(loaded, start + 3999)).toEqual({ state: 'restarting', percent: 95 });
    expect(statusAt(loaded, start + 4000)).toEqual({ state: 'done', percent: 100 });
  });

  it('closes the port for a second and a half of the restart', () => {
    const loaded = backupLoaded(restoring(), 'r-1', outcome);
    const listening = (at: number): boolean => wanted(settle(loaded, at), at).listening;
    expect([1999, 2000, 3499, 3500, 4000].map((after) => listening(start + after))).toEqual([
      true,
      false,
      false,
      true,
      true,
    ]);
    const down = settle(loaded, start + 2000);
    expect(wanted(down, start + 2000).lookAgainAt).toBe(start + 3500);
    expect(wanted(down, start + 3500).lookAgainAt).toBe(start + 4000);
  });

  it('takes over accounts and rows, and keeps what makes the machine this one', () => {
    const before = backupWritten(backingUp(), 'b-1', file, start);
    const target = machine('target', {
      backups: before.backups,
      database: { counts: countsFor(0), dump: 'old.sql' },
    });
    const ready = settle(target, start + 3000);
    const queued = importBackup(ready, order, start + 3000).state;
    const done = settle(backupLoaded(queued, 'r-1', outcome), start + 9000);
    expect(done.accounts.map(({ login }) => login)).toEqual(['source-root']);
    expect(done.database).toEqual({ counts: countsFor(120), dump: 'rows-r-1.sql' });
    expect(done.backups).toMatchObject([
      { state: 'ready', file: order.file, written: { sha256: 'ab' } },
    ]);
    expect(done.trash).toEqual([file.path, 'old.sql']);
    for (const kept of ['machineId', 'hostname', 'network', 'version'] as const) {
      expect(done[kept]).toEqual(target[kept]);
    }
  });

  it('asked for twice with one token is one restore, and may be asked for again after a failure', () => {
    const running = restoring();
    expect(importBackup(running, order, start + 1)).toEqual({ state: running, job: 'r-1' });
    const done = settle(backupLoaded(running, 'r-1', outcome), start + 9000);
    expect(importBackup(done, order, start + 9000).job).toBe('r-1');
    expect(wordOf(() => importBackup(running, { ...order, request: 'token-2' }, start))).toBe(
      'busy',
    );
    const failed = settle(
      backupLoaded(running, 'r-1', { at: start, error: 'wrong-key' }),
      start + 300,
    );
    const again = importBackup(failed, order, start + 400);
    expect(again.job).toBe('r-2');
    expect(again.state.begun.restores).toBe(2);
  });

  it('that fails leaves the machine as it was, and forgets the key', () => {
    const target = machine('target');
    const failed = settle(
      backupLoaded(restoring(), 'r-1', { at: start + 50, error: 'corrupt' }),
      start + 300,
    );
    expect(describeRestore(failed, start + 300)).toMatchObject({
      state: 'failed',
      reason: 'corrupt',
    });
    expect(failed.accounts).toEqual(target.accounts);
    expect(failed.restart).toBeUndefined();
    expect(JSON.stringify(failed)).not.toContain('SECRET');
    const faulty = backupLoaded(
      restoring({ faults: faultsFrom({ 'fail-restore': { reason: 'no-space' } }) }),
      'r-1',
      outcome,
    );
    const at60 = settle(faulty, start + 300 + 1020);
    expect(describeRestore(at60, start)).toMatchObject({ state: 'failed', reason: 'no-space' });
    expect(at60.trash).toEqual(['rows-r-1.sql']);
  });

  it('goes on after a restart half way', () => {
    const faults = faultsFrom({ 'restart-during-restore': true });
    const loaded = backupLoaded(restoring({ faults }), 'r-1', outcome);
    const half = start + 300 + 850;
    expect(wanted(settle(loaded, half - 1), half - 1).listening).toBe(true);
    expect(wanted(settle(loaded, half), half).listening).toBe(false);
    expect(wanted(settle(loaded, half + 1500), half + 1500).listening).toBe(true);
    // The first restart ends, then the restore, then the restart that every restore ends with.
    expect(statusAt(loaded, half + 1999)).toMatchObject({ state: 'restoring' });
    expect(statusAt(loaded, half + 2000)).toMatchObject({ state: 'restarting' });
    expect(statusAt(loaded, half + 4000)).toMatchObject({ state: 'done' });
  });
});
