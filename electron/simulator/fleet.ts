import type { Fleet, MachineState, ServedTime } from './machine';

/** When a computer checked in last, in milliseconds. */
export type Seen = { readonly computer: string; readonly at: number };

const day = 86_400_000;
/** How many times of serving are kept, and how many computers that checked in for themselves. */
const timesKept = 5;
const ownKept = 1000;

/** How long after a server is back the first and the last client come, in milliseconds before scaling. */
const firstBack = 1000;
const lastBack = 15_000;

/** How many of a server's computers are in use: the others lie in a drawer. */
export const inUse = (computers: number): number => Math.round(computers * 0.8);

/** A fleet that has been served for long: each of its computers came within the last day. */
export const servedSinceLong = (fleet: Fleet, now: number): ServedTime => ({
  ...{ fleet, from: now - day, first: now - day + 60_000, last: now - 1000 },
});

/** The state with the time of serving that begins or ends at `at`, where one does. */
export function withServing(state: MachineState, at: number): MachineState {
  const { served = [], fleets = [] } = state;
  const open = served.at(-1);
  const serving = open !== undefined && open.until === undefined ? open : undefined;
  const reached = state.power === 'on' && state.clients.enabled;
  const fleet = reached
    ? fleets.find(({ address }) => address === state.network.address)
    : undefined;
  if (serving?.fleet.address === fleet?.address) return state;
  const before = serving ? [...served.slice(0, -1), { ...serving, until: at }] : served;
  if (!fleet) return { ...state, served: before };
  const began: ServedTime = {
    ...{ fleet, from: at },
    first: at + firstBack * state.timeScale,
    last: at + lastBack * state.timeScale,
  };
  return { ...state, served: [...before, began].slice(-timesKept) };
}

/** The state after a computer has checked in over HTTPS. */
export function withCheckIn(state: MachineState, computer: string, at: number): MachineState {
  const { [computer]: _, ...others } = state.checkIns ?? {};
  const kept = Object.entries(others).slice(1 - ownKept);
  return { ...state, checkIns: { ...Object.fromEntries(kept), [computer]: at } };
}

/** The computers that a machine saw at `since` or later, with the time of the last look, as of `now`. */
export function seenSince(state: MachineState, since: number, now: number): readonly Seen[] {
  const last = new Map<string, number>();
  const note = (computer: string, at: number): void => {
    if (at >= since && at <= now) last.set(computer, Math.max(at, last.get(computer) ?? 0));
  };
  const missing = state.faults['clients-missing']?.share ?? 0;
  for (const { fleet, first, last: final, until = now } of state.served ?? []) {
    const coming = Math.floor(fleet.computers * (1 - missing));
    const step = (final - first) / Math.max(1, fleet.computers - 1);
    for (let number = 1; number <= coming; number++) {
      const at = Math.round(first + (number - 1) * step);
      const end = Math.min(until, now);
      if (at <= end) note(computerName(number), at + Math.floor((end - at) / day) * day);
    }
  }
  for (const [computer, at] of Object.entries(state.checkIns ?? {})) note(computer, at);
  return [...last].map(([computer, at]) => ({ computer, at }));
}

const computerName = (number: number): string => `PC-${String(number).padStart(5, '0')}`;
