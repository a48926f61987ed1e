import type { SlowerPart } from '../../../shared/pace';

/** Tells which part of a transfer the others wait for, by where its pieces spend their time. */
export type Meter = {
  /** A piece has come to this part, and stays there until it leaves it. */
  readonly enter: (part: SlowerPart) => void;
  readonly leave: (part: SlowerPart) => void;
  /** The part that holds the transfer up, of the last seconds; undefined where that is not clear. */
  readonly slower: () => SlowerPart | undefined;
  /** Says nothing of what was before, as after a pause. */
  readonly forget: () => void;
};

const sliceMilliseconds = 500;
const slicesKept = 8;

/** Less than this is no time to tell anything from, in milliseconds. */
const leastMilliseconds = 1000;

/**
 * In a chain of parts pieces gather before the slowest: that is where they spend this much of their time, at least. The limit holds up all
 * of them while one waits for it, so what counts there is how much of the time one does.
 */
const clearShare = 0.65;

/** A program that works this much of the time is itself what holds the transfer up. */
const busyShare = 0.92;

/** Where a piece can be that does not wait for the limit. */
const places = ['source', 'here', 'target'] as const;

type Slice = { readonly since: number; time: number; readonly spent: Map<SlowerPart, number> };

/** `now` in milliseconds; `busy`: how much of the time since the last call this program worked, from 0 to 1. */
export function meterOf(now: () => number = () => performance.now(), busy = busyOf()): Meter {
  const there = new Map<SlowerPart, number>();
  let slices: Slice[] = [];
  let began: number | undefined;
  let last = 0;
  let busySince = 0;
  let tooBusy = false;

  /** Notes the time that has passed since the last change for every piece that is somewhere. */
  const note = (): void => {
    const at = now();
    const first = began === undefined;
    began ??= at;
    let slice = slices.at(-1);
    if (slice === undefined || at - slice.since > sliceMilliseconds) {
      slice = { since: at, time: 0, spent: new Map() };
      slices = [...slices, slice].slice(-slicesKept);
    }
    const passed = first ? 0 : Math.max(0, at - last);
    slice.time += passed;
    for (const [part, pieces] of there) {
      const counted = part === 'limit' ? Math.min(1, pieces) : pieces;
      slice.spent.set(part, (slice.spent.get(part) ?? 0) + counted * passed);
    }
    last = at;
  };
  const change = (part: SlowerPart, by: number): void => {
    note();
    there.set(part, Math.max(0, (there.get(part) ?? 0) + by));
  };
  return {
    enter: (part) => change(part, 1),
    leave: (part) => change(part, -1),
    forget: () => {
      note();
      slices = [];
      began = undefined;
    },
    slower: () => {
      note();
      if (began === undefined || last - began < leastMilliseconds) return undefined;
      if (last - busySince >= leastMilliseconds) {
        tooBusy = busy() >= busyShare;
        busySince = last;
      }
      const spent = (part: SlowerPart): number =>
        slices.reduce((sum, slice) => sum + (slice.spent.get(part) ?? 0), 0);
      const time = slices.reduce((sum, slice) => sum + slice.time, 0);
      if (spent('limit') >= clearShare * time) return 'limit';
      // Answers that wait here to be read look as if the server were slow.
      if (tooBusy) return 'here';
      const all = places.reduce((sum, part) => sum + spent(part), 0);
      return places.find((part) => all > 0 && spent(part) >= clearShare * all);
    },
  };
}

function busyOf(): () => number {
  let before = performance.eventLoopUtilization();
  return () => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, before);
    before = now;
    return utilization;
  };
}
