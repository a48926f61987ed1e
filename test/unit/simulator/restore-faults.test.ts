import { describe, expect, it } from 'vitest';
import { type FaultSwitches, faultsFrom } from '../../../electron/simulator/faults';
import { type MachineState, withFaults } from '../../../electron/simulator/machine';
import { readings } from '../../../electron/simulator/readings';
import { backupLoaded, describeRestore } from '../../../electron/simulator/restore-job';
import { settle } from '../../../electron/simulator/settle';
import { wanted } from '../../../electron/simulator/wanted';
import { machine, outcome, restoring, start } from './machines';

const suffering = (switches: FaultSwitches): MachineState => {
  const queued = restoring();
  return backupLoaded(withFaults(queued, faultsFrom(switches), start), 'r-1', outcome);
};
const services = (state: MachineState): readonly { name: string; running: boolean }[] =>
  readings.services.run({ state: () => state } as never) as never;
const isDown = (state: MachineState): boolean => services(state).some(({ running }) => !running);

describe('a machine that is restored', () => {
  it('shows another host key from the restart on, with new-host-key', () => {
    const state = suffering({ 'new-host-key': true });
    expect(settle(state, start + 1999).hostKeys).toBeUndefined();
    expect(settle(state, start + 2000).hostKeys).toBe(1);
    expect(settle(suffering({}), start + 9000).hostKeys).toBeUndefined();
  });

  it('has a service that stays down after the restore, and only then', () => {
    const state = suffering({ 'service-down': { afterRestore: true } });
    expect([1000, 3999, 4000, 9000].map((after) => isDown(settle(state, start + after)))).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  it('logs errors with error-lines', () => {
    const errors = (state: MachineState): number =>
      settle(state, start + 9000).logs.filter(({ level }) => level === 'error').length;
    expect(errors(suffering({ 'error-lines': { lines: 5 } }))).toBe(5);
    expect(errors(suffering({}))).toBe(0);
  });

  it('is queued for longer with queued-long', () => {
    const state = suffering({ 'queued-long': { seconds: 4 } });
    const stateAt = (after: number): unknown =>
      describeRestore(settle(state, start + after), start + after);
    expect(stateAt(4299)).toMatchObject({ state: 'queued', percent: 0 });
    expect(stateAt(4300)).toMatchObject({ state: 'restoring' });
    expect(stateAt(8300)).toMatchObject({ state: 'done' });
  });
});

describe('restart-by-itself', () => {
  const fault = faultsFrom({ 'restart-by-itself': { seconds: 3 } });
  const listening = (state: MachineState, at: number): boolean =>
    wanted(settle(state, at), at).listening;

  it('restarts a machine once, so long after it was switched on', () => {
    const state = withFaults(machine('target'), fault, start + 1000);
    expect([3999, 4000, 5499, 5500].map((after) => listening(state, start + after))).toEqual([
      true,
      false,
      false,
      true,
    ]);
    const up = settle(state, start + 60_000);
    expect({ faults: up.faults, restart: up.restart, again: up.restartsAt }).toEqual({
      faults: {},
      restart: undefined,
      again: undefined,
    });
  });

  it('does not happen any more when it was switched off before', () => {
    const on = withFaults(machine('target'), fault, start);
    const off = withFaults(settle(on, start + 1000), {}, start + 1000);
    expect(listening(off, start + 3100)).toBe(true);
  });
});
