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
import { countsFor } from '../../../electron/simulator/database';
import { faultsFrom } from '../../../electron/simulator/faults';
import type { MachineState } from '../../../electron/simulator/machine';
import { newMachine } from '../../../electron/simulator/presets';
import { Refusal } from '../../../electron/simulator/refusal';
import {
  backupLoaded,
  describeRestore,
  importBackup,
} from '../../../electron/simulator/restore-job';
import { nextChangeAt, settle } from '../../../electron/simulator/settle';
import { wanted } from '../../../electron/simulator/wanted';

const start = Date.parse('2026-11-24T02:00:00Z');

const machine = (side: 'source' | 'target', changes: Partial<MachineState> = {}): MachineState => ({
  ...newMachine(
    {
      ...{ preset: 'matching', side, computers: 120, backupBytes: 1000, timeScale: 1 },
      network: { address: '127.0.0.1', prefix: 24, gateway: '127.0.0.254', dns: [] },
      accounts: [{ login: `${side}-root`, salt: '', hash: '', publicKeys: [] }],
      methods: ['password'],
      folders: { backups: '/backups', incoming: '/incoming' },
      faults: {},
    },
    start,
  ),
  ...changes,
});

const wish = { name: 'first', description: '', key: 'SECRET' };
const file = { path: '/backups/first.eppb', size: 10, sha256: 'ab' };

/** A machine whose backup was started at `start`. */
const backingUp = (changes: Partial<MachineState> = {}): MachineState =>
  startBackup(prepareBackup(machine('source', changes), wish, start).state, 'b-1', start);

const outcome = {
  at: start + 100,
  ...{ name: 'first', description: '', createdAt: start, size: 10, sha256: 'ab' },
  counts: countsFor(120),
  accounts: [{ login: 'source-root', salt: '', hash: '', publicKeys: [] }],
  dump: 'rows-r-1.sql',
};
const order = { file: '/incoming/first.eppb', request: 'token-1', key: 'SECRET' };

/** A machine whose restore was queued at `start`. */
const restoring = (changes: Partial<MachineState> = {}): MachineState =>
  importBackup(machine('target', changes), order, start).state;

const wordOf = (run: () => unknown): string => {
  try {
    run();
    return 'done';
  } catch (error) {
    return error instanceof Refusal ? error.word : String(error);
  }
};

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

describe('a machine', () => {
  it('goes off after a second, and stays off', () => {
    const off = settle({ ...backingUp(), powerOffAt: start + 1000 }, start + 1e9);
    expect(off.power).toBe('off');
    expect(wanted(off, start + 1e9)).toMatchObject({
      listening: false,
      works: [],
      lookAgainAt: undefined,
    });
  });

  it('has its new address when its time has come', () => {
    const network = { address: '127.0.0.9', prefix: 8, gateway: '127.0.0.1', dns: ['127.0.0.1'] };
    const moving = machine('target', { move: { at: start + 1000, network } });
    expect(wanted(settle(moving, start + 999), start + 999).address).toBe('127.0.0.1');
    expect(settle(moving, start + 1000).network).toEqual(network);
  });

  it('is the same after a way through JSON', () => {
    const states = [backingUp(), backupLoaded(restoring(), 'r-1', outcome)];
    for (const state of states) {
      const copy = JSON.parse(JSON.stringify(state));
      expect(settle(copy, start + 9000)).toEqual(
        JSON.parse(JSON.stringify(settle(state, start + 9000))),
      );
    }
  });

  it('runs faster by its scale', () => {
    const quick = backupWritten(backingUp({ timeScale: 0.1 }), 'b-1', file, start);
    expect(nextChangeAt(quick)).toBe(start + 300);
  });
});
