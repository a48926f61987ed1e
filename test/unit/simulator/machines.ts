import { prepareBackup, startBackup } from '../../../electron/simulator/backup-job';
import { countsFor } from '../../../electron/simulator/database';
import type { MachineState } from '../../../electron/simulator/machine';
import { newMachine } from '../../../electron/simulator/presets';
import { Refusal } from '../../../electron/simulator/refusal';
import { importBackup } from '../../../electron/simulator/restore-job';

export const start = Date.parse('2026-11-24T02:00:00Z');

export const machine = (
  side: 'source' | 'target',
  changes: Partial<MachineState> = {},
): MachineState => ({
  ...newMachine(
    {
      ...{ preset: 'matching', side, computers: 120, backupBytes: 1000, timeScale: 1 },
      network: { address: '127.0.0.1', prefix: 24, gateway: '127.0.0.254', dns: [] },
      accounts: [{ login: `${side}-root`, salt: '', hash: '', publicKeys: [] }],
      methods: ['password'],
      folders: { backups: '/backups', incoming: '/incoming', archives: '/archives' },
      faults: {},
    },
    start,
  ),
  ...changes,
});

export const wish = { name: 'first', description: '', key: 'SECRET' };
export const file = { path: '/backups/first.eppb', size: 10, sha256: 'ab' };

/** A machine whose backup was started at `start`. */
export const backingUp = (changes: Partial<MachineState> = {}): MachineState =>
  startBackup(prepareBackup(machine('source', changes), wish, start).state, 'b-1', start);

export const outcome = {
  at: start + 100,
  ...{ name: 'first', description: '', createdAt: start, size: 10, sha256: 'ab' },
  counts: countsFor(120),
  accounts: [{ login: 'source-root', salt: '', hash: '', publicKeys: [] }],
  dump: 'rows-r-1.sql',
};
export const order = { file: '/incoming/first.eppb', request: 'token-1', key: 'SECRET' };

/** A machine whose restore was queued at `start`. */
export const restoring = (changes: Partial<MachineState> = {}): MachineState =>
  importBackup(machine('target', changes), order, start).state;

export const wordOf = (run: () => unknown): string => {
  try {
    run();
    return 'done';
  } catch (error) {
    return error instanceof Refusal ? error.word : String(error);
  }
};
