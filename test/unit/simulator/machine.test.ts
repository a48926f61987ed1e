import { describe, expect, it } from 'vitest';
import { backupWritten } from '../../../electron/simulator/backup-job';
import { backupLoaded } from '../../../electron/simulator/restore-job';
import { nextChangeAt, settle } from '../../../electron/simulator/settle';
import { wanted } from '../../../electron/simulator/wanted';
import { backingUp, file, machine, outcome, restoring, start } from './machines';

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
