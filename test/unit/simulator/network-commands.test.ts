import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { faultsFrom } from '../../../electron/simulator/faults';
import type { MachineState } from '../../../electron/simulator/machine';
import { startPair } from '../../../electron/simulator/pair';
import { settle } from '../../../electron/simulator/settle';
import { wanted } from '../../../electron/simulator/wanted';
import { machineThat, machineWith } from './machine-that';
import { start } from './machines';
import { temporaryFolder } from './practice-client';

const set =
  'eppctl network set-address 127.0.0.7 --prefix 24 --gateway 127.0.0.254 --dns 127.0.0.253';

describe('a change of the address', () => {
  it('for good tells no time at which it goes back', async () => {
    const made = await machineThat();
    await made.run(set);
    const moved = settle(made.state(), start + 5000);
    expect(moved.network.address).toBe('127.0.0.7');
    expect(settle(moved, start + 3_600_000).network.address).toBe('127.0.0.7');
  });

  it('for now goes back by the clock, with gateway and name servers', async () => {
    const made = await machineThat();
    const before = made.state().network;
    await made.run(`${set} --revert-after 60`);
    const moved = settle(made.state(), start + 5000);
    expect(moved.network.address).toBe('127.0.0.7');
    expect(settle(moved, start + 59_000).network.address).toBe('127.0.0.7');
    expect(settle(moved, start + 60_000)).toMatchObject({ network: before, revert: undefined });
  });

  it('for now, twice, goes back to what was confirmed last', async () => {
    const made = await machineThat();
    const before = made.state().network;
    await made.run(`${set} --revert-after 60`);
    const moved = await machineThat(settle(made.state(), start + 5000));
    await moved.run(`${set.replace('.7', '.8')} --revert-after 90`);
    const again = settle(moved.state(), start + 6000);
    expect(again.network.address).toBe('127.0.0.8');
    expect(settle(again, start + 100_000).network).toEqual(before);
  });

  it('is told and confirmed', async () => {
    const made = await machineThat();
    await made.run(`${set} --revert-after 60`);
    expect(await made.run('eppctl network confirm')).toEqual({ exitCode: 3, error: 'refused' });
    const moved = await machineThat(settle(made.state(), start + 5000));
    expect((await moved.run('eppctl network')).lines?.[0]).toMatchObject({
      ...{ address: '127.0.0.7', revertsAt: new Date(start + 60_000).toISOString() },
    });
    expect(await moved.run('eppctl network confirm')).toEqual({ lines: [{ confirmed: true }] });
    expect((await moved.run('eppctl network')).lines?.[0]).not.toHaveProperty('revertsAt');
    expect(settle(moved.state(), start + 100_000).network.address).toBe('127.0.0.7');
  });

  it('for now does not outlive a power-off', async () => {
    const made = await machineThat();
    await made.run(`${set} --revert-after 600`);
    const moved = await machineThat(settle(made.state(), start + 5000));
    await moved.run('eppctl power off');
    const off = settle(moved.state(), start + 20_000);
    expect(off).toMatchObject({ power: 'off', network: { address: '127.0.0.1' } });
  });

  it('for now is unknown with the fault for it, and for good is not', async () => {
    const made = await machineWith({ 'no-command': { at: 'network set-address --revert-after' } });
    expect(await made.run(`${set} --revert-after 60`)).toEqual({ exitCode: 2, error: 'usage' });
    expect((await made.run(set)).lines).toHaveLength(1);
  });
});

describe('who is at an address', () => {
  it('is told with the own network card', async () => {
    const made = await machineThat();
    const { mac } = made.state();
    expect(await made.run('eppctl network neighbour 127.0.0.1')).toEqual({
      lines: [{ address: '127.0.0.1', answers: true, mac }],
    });
    expect(await made.run('eppctl network neighbour 127.0.0.9')).toEqual({
      lines: [{ address: '127.0.0.9', answers: true }],
    });
    expect(await made.run('eppctl network neighbour 127.0.0.3')).toEqual({
      lines: [{ address: '127.0.0.3', answers: false }],
    });
  });
});

describe('the faults of a cutover', () => {
  const off = async (faults: Parameters<typeof faultsFrom>[0]): Promise<MachineState> => {
    const made = await machineThat({ faults: faultsFrom(faults) });
    await made.run('eppctl power off');
    return settle(made.state(), start + 1500);
  };

  it('bring a machine back that was powered off', async () => {
    const state = await off({ 'back-from-off': { afterSeconds: 30 } });
    expect(state.power).toBe('off');
    const back = settle(state, start + 60_000);
    expect(back).toMatchObject({ power: 'on', backAt: start + 31_000 });
    expect(back.faults['back-from-off']).toBeUndefined();
  });

  it('put a third machine in the place of one that is off', async () => {
    expect(wanted(await off({}), start).listening).toBe(false);
    expect(wanted(await off({ 'address-taken': true }), start).listening).toBe(true);
  });

  it('make a machine unreachable that runs on', async () => {
    const { state } = await machineWith({ unplugged: true });
    expect(state().power).toBe('on');
    expect(wanted(state(), start).listening).toBe(false);
  });

  it('let the one that comes last have an address that two have', async () => {
    const folder = await temporaryFolder();
    const pair = await startPair({ folder, computers: 10, backupBytes: 1000, timeScale: 0.05 });
    try {
      const { address, prefix, gateway, dns } = pair.machine('source').state.network;
      await pair.atConsole('source', 'power off');
      await comesAbout(() => !pair.machine('source').listening);
      const settings = `--prefix ${prefix} --gateway ${gateway} --dns ${dns.join(',')}`;
      await pair.atConsole('target', `network set-address ${address} ${settings}`);
      await comesAbout(() => pair.machine('target').address === address);
      await comesAbout(() => pair.machine('target').listening);
      await pair.setFault('source', 'back-from-off', { afterSeconds: 0 });
      await comesAbout(() => pair.machine('source').listening);
      expect(pair.machine('target').listening).toBe(false);
      await pair.atConsole('source', 'power off');
      await comesAbout(() => pair.machine('target').listening);
    } finally {
      await pair.stop();
    }
  });
});

async function comesAbout(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds(); waited += 20) {
    if (waited > 10_000) throw new Error('it did not come about');
    await pause(20);
  }
}
