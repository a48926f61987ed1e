import { describe, expect, it } from 'vitest';
import { keepPace, type PaceWish } from '../../../electron/engine/migration/pacing';
import type { Pace } from '../../../shared/pace';

function open(before: Pace = { paused: false }) {
  let pace = before;
  const keeper = keepPace(
    () => pace,
    (wanted) => {
      pace = wanted;
    },
  );
  return { ...keeper, pace: () => pace };
}

const isHeld = async (gate: () => Promise<void>): Promise<boolean> =>
  await Promise.race([
    gate().then(() => false),
    new Promise<true>((held) => setTimeout(held, 20, true)),
  ]);

describe('the pace of a run', () => {
  it.each<[string, Pace, PaceWish, Pace]>([
    [
      'a pause keeps the limit',
      { paused: false, bytesPerSecond: 5e5 },
      { paused: true },
      { paused: true, bytesPerSecond: 5e5 },
    ],
    [
      'a limit keeps the pause',
      { paused: true },
      { bytesPerSecond: 1e6 },
      { paused: true, bytesPerSecond: 1e6 },
    ],
    [
      'null takes the limit away',
      { paused: false, bytesPerSecond: 5e5 },
      { bytesPerSecond: null },
      { paused: false },
    ],
  ])('%s', (_what, before, wish, after) => {
    const { set, pace } = open(before);
    set(wish);
    expect(pace()).toEqual(after);
  });

  it('holds back while it is paused, and lets all go that waited', async () => {
    const { set, pacing } = open();
    expect(await isHeld(pacing.gate)).toBe(false);
    set({ paused: true });
    expect(await isHeld(pacing.gate)).toBe(true);
    const waiting = [pacing.gate(), pacing.gate()];
    set({ bytesPerSecond: 1e6 });
    expect(await isHeld(() => Promise.all(waiting).then(() => undefined))).toBe(true);
    set({ paused: false });
    await Promise.all(waiting);
    expect(pacing.bytesPerSecond()).toBe(1e6);
  });
});
