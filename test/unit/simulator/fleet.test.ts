import { describe, expect, it } from 'vitest';
import { seenSince, withCheckIn, withServing } from '../../../electron/simulator/fleet';
import type { MachineState } from '../../../electron/simulator/machine';
import { settle } from '../../../electron/simulator/settle';
import { machine, start } from './machines';

const day = 86_400_000;
const known = { address: '10.0.0.1', computers: 96 };
/** A new machine beside an old one that clients look for at 10.0.0.1. */
const fresh = (changes: Partial<MachineState> = {}): MachineState =>
  machine('target', { fleets: [known], ...changes });
const network = (address: string) => ({ ...machine('target').network, address });
const moving = (at: number, changes: Partial<MachineState> = {}): MachineState =>
  fresh({ move: { at, network: network('10.0.0.1') }, ...changes });
const on = { clients: { enabled: true } };
const count = (state: MachineState, now: number, since = start): number =>
  seenSince(settle(state, now), since, now).length;

describe('the clients of a practice machine', () => {
  it('come to the old one every day, the first 80 of 100', () => {
    const old = machine('source');
    for (const later of [0, day / 3, 9.5 * day]) {
      const now = start + later;
      const seen = seenSince(settle(old, now), now - day, now);
      expect(seen).toHaveLength(96);
      expect(seen.map(({ computer }) => computer).sort()[95]).toBe('PC-00096');
      expect(seen.every(({ at }) => at <= now && at > now - day)).toBe(true);
    }
    expect(seenSince(old, start - day, start)).toHaveLength(96);
    expect(seenSince(old, start - 60_000, start).length).toBeLessThan(10);
  });

  it('come back to the machine that has the address they know, by and by', () => {
    const state = moving(start + 1000, on);
    expect(count(state, start + 1500)).toBe(0);
    expect(count(state, start + 2000)).toBe(1);
    const half = count(state, start + 9000);
    expect(half).toBeGreaterThan(30);
    expect(half).toBeLessThan(70);
    expect(count(state, start + 16_000)).toBe(96);
    expect(count({ ...state, timeScale: 0.1 }, start + 2500)).toBe(96);
    expect(count(state, start + 16_000, start + 15_900)).toBe(1);
  });

  it('do not come elsewhere, nor while communication or the machine is off', () => {
    expect(count(fresh(on), start + 60_000)).toBe(0);
    expect(count(moving(start + 1000), start + 60_000)).toBe(0);
    const off = moving(start + 1000, { ...on, powerOffAt: start + 5000 });
    const seen = count(off, start + 5000);
    expect(seen).toBeGreaterThan(10);
    expect(count(off, start + 60_000)).toBe(seen);
  });

  it('come anew once communication is on again, and those before are not forgotten', () => {
    const up = settle(moving(start + 1000, on), start + 5000);
    const seen = seenSince(up, start, start + 5000).length;
    const closed = withServing({ ...up, clients: { enabled: false } }, start + 5000);
    expect(count(closed, start + 60_000)).toBe(seen);
    const open = withServing({ ...closed, clients: { enabled: true } }, start + 60_000);
    expect(count(open, start + 60_500)).toBe(seen);
    expect(count(open, start + 90_000)).toBe(96);
  });

  it('stay away in part where the fault says so', () => {
    const state = moving(start + 1000, { ...on, faults: { 'clients-missing': { share: 0.25 } } });
    expect(count(state, start + 60_000)).toBe(72);
  });

  it('count beside those that check in for themselves', () => {
    const state = withCheckIn(fresh(), 'laptop-7', start + 10);
    expect(seenSince(state, start, start + 20)).toEqual([{ computer: 'laptop-7', at: start + 10 }]);
    expect(seenSince(withCheckIn(state, 'laptop-7', start + 30), start, start + 40)).toEqual([
      { computer: 'laptop-7', at: start + 30 },
    ]);
  });
});
