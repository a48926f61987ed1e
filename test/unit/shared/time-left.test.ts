import { describe, expect, it } from 'vitest';
import { formatRange, timeLeft } from '../../../shared/time-left';

describe('the time left', () => {
  const moving = (rate: number, average?: number) =>
    ({ unit: 'bytes', done: 40e6, total: 100e6, rate, average }) as const;

  it('lies between what rate and average say, and a little beyond', () => {
    expect(timeLeft(moving(1e6, 1e6), 10_000)).toEqual({ low: 54_000, high: 72_000 });
    expect(timeLeft(moving(1e6, 1.5e6), 10_000)).toEqual({ low: 36_000, high: 72_000 });
    expect(timeLeft(moving(1.5e6, 1e6), 10_000)).toEqual({ low: 36_000, high: 72_000 });
  });

  it('goes by the rate where an average has a long pause in it', () => {
    expect(timeLeft(moving(1e6, 1000), 10_000)).toEqual({ low: 54_000, high: 144_000 });
  });

  it('comes from the pace so far where there is no rate', () => {
    const left = timeLeft({ unit: 'percent', done: 50, total: 100 }, 120_000);
    expect(left?.low).toBeLessThan(120_000);
    expect(left?.high).toBeGreaterThan(120_000);
  });

  it('is not invented', () => {
    expect(timeLeft({ unit: 'percent', done: 1, total: 100 }, 60_000)).toBeUndefined();
    expect(timeLeft({ unit: 'percent', done: 50, total: 100 }, 1000)).toBeUndefined();
    expect(timeLeft(moving(0, 1e6), 60_000)).toBeUndefined();
    expect(timeLeft(moving(1e6), 60_000)).toBeUndefined();
    expect(timeLeft({ ...moving(1, 1), done: 100e6 }, 60_000)).toBeUndefined();
    expect(timeLeft({ unit: 'bytes', done: 0, total: 0 }, 60_000)).toBeUndefined();
    expect(timeLeft(moving(1e6, 1e6), 2900)).toBeUndefined();
  });

  it('is said as a range in one unit', () => {
    expect(formatRange({ low: 3000, high: 8000 })).toBe('10 s');
    expect(formatRange({ low: 22_000, high: 41_000 })).toBe('20 to 45 s');
    expect(formatRange({ low: 61_000, high: 119_000 })).toBe('1 to 2 min');
    expect(formatRange({ low: 4.2 * 60_000, high: 6.1 * 60_000 })).toBe('4 to 7 min');
    expect(formatRange({ low: 80 * 60_000, high: 130 * 60_000 })).toBe('1 to 2.5 h');
  });
});
