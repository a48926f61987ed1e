import { describe, expect, it, vi } from 'vitest';
import type { RemoteFile } from '../../../../electron/engine/appliance/appliance';
import { lanePace } from '../../../../electron/engine/appliance/lane-pace';
import { watchLanes } from '../../../../electron/engine/appliance/lane-watch';
import type { Lane } from '../../../../electron/engine/appliance/lanes';
import { moreLanes } from '../../../../electron/engine/appliance/more-lanes';

const mebibyte = 1_048_576;
const none: Lane = { file: {} as RemoteFile, end: () => {} };

/** How many connections there are in the end, where so many bytes are carried a second with 1, 2, 3 … of them; each takes a second to make. */
async function made({
  roundTrip,
  rates,
  bytes = 1000 * mebibyte,
  refusedFrom = 100,
}: {
  readonly roundTrip: number;
  readonly rates: readonly number[];
  readonly bytes?: number;
  readonly refusedFrom?: number;
}) {
  let count = 1;
  let tries = 0;
  let carried = 0;
  const make = moreLanes({
    roundTrip: async () => roundTrip,
    bytes,
    now: () => tries * 1000,
    open: async () => {
      tries++;
      carried += rates[count - 1] ?? 0;
      if (count >= refusedFrom) throw new Error('no more connections');
      return none;
    },
  });
  const join = async (): Promise<void> => void count++;
  await make({ join, carried: () => carried }, new AbortController().signal).catch(() => {});
  return { count, tries };
}
const full = Array.from({ length: 8 }, () => 12 * mebibyte);
const growing = full.map((_, index) => (index + 1) * mebibyte);

describe('how many connections are made', () => {
  it.each([
    ['one on a short way', { roundTrip: 4.9, rates: growing }, 1],
    ['two on a longer one', { roundTrip: 5, rates: growing }, 2],
    ['two where even more would be faster', { roundTrip: 49, rates: growing }, 2],
    ['four on a long way that is full', { roundTrip: 50, rates: full }, 4],
    ['eight where each is slow', { roundTrip: 100, rates: growing }, 8],
    ['six where the line is full then', { roundTrip: 100, rates: [1, 2, 3, 4, 3.2, 3.3] }, 6],
    [
      'four where nothing moved before, so that nothing can be told',
      { roundTrip: 100, rates: [0, 0, 5] },
      4,
    ],
    ['one for less than 8 MiB', { roundTrip: 100, rates: growing, bytes: 8 * mebibyte - 1 }, 1],
    [
      'no more once less than 8 MiB are left',
      { roundTrip: 100, rates: growing, bytes: 10 * mebibyte },
      3,
    ],
  ])('%s', async (_what, link, expected) => {
    expect(await made(link)).toEqual({ count: expected, tries: expected - 1 });
  });

  it('no more than the server gives, and it is not asked again', async () => {
    const link = { roundTrip: 100, rates: growing, refusedFrom: 3 };
    expect(await made(link)).toEqual({ count: 3, tries: 3 });
  });
});

describe('what a lane may have under way', () => {
  it('is what it carried within half a second, from 512 KiB up to 4 MiB', () => {
    let at = 0;
    const pace = lanePace(() => at);
    expect(pace.most()).toBe(mebibyte / 2);
    for (at = 100; at < 500; at += 100) pace.carries(mebibyte / 4);
    expect(pace.most()).toBe(mebibyte);
    at = 600;
    pace.carries(10);
    expect(pace.most()).toBe(mebibyte);
    for (; at < 1000; at += 10) pace.carries(mebibyte / 4);
    expect(pace.most()).toBe(4 * mebibyte);
    at = 5000;
    pace.carries(10);
    expect(pace.most()).toBe(mebibyte / 2);
  });
});

describe('a lane that is silent', () => {
  const lane = (heard: number, underWay: number) => ({
    own: { lose: vi.fn() },
    heard: () => heard,
    underWay,
  });
  /** Which of them are broken off, when a second has passed. */
  const lost = (at: number, ...lanes: readonly ReturnType<typeof lane>[]): readonly boolean[] => {
    vi.useFakeTimers();
    const watch = watchLanes(lanes, () => at);
    vi.advanceTimersByTime(1000);
    watch.end();
    vi.useRealTimers();
    return lanes.map(({ own }) => own.lose.mock.calls.length > 0);
  };

  it('is broken off after five seconds where others go on, or wait for it', () => {
    expect(lost(6000, lane(900, 1), lane(5900, 1))).toEqual([true, false]);
    expect(lost(6000, lane(900, 1), lane(950, 0))).toEqual([true, false]);
    expect(lost(5800, lane(900, 1), lane(5700, 1))).toEqual([false, false]);
  });

  it('is left alone where nothing is asked of it, or where all are silent', () => {
    expect(lost(9000, lane(900, 0), lane(8900, 1))).toEqual([false, false]);
    expect(lost(9000, lane(900, 1), lane(1000, 1))).toEqual([false, false]);
  });
});
