import { describe, expect, it } from 'vitest';
import { formatRange, timeLeft } from '../../../shared/time-left';

describe('the time left', () => {
  it('comes from the rate where there is one', () => {
    const left = timeLeft({ unit: 'bytes', done: 40e6, total: 100e6, rate: 1e6 }, 10_000);
    expect(left?.low).toBeLessThan(60_000);
    expect(left?.high).toBeGreaterThan(60_000);
  });

  it('comes from the pace so far where there is no rate', () => {
    const left = timeLeft({ unit: 'percent', done: 50, total: 100 }, 120_000);
    expect(left?.low).toBeLessThan(120_000);
    expect(left?.high).toBeGreaterThan(120_000);
  });

  it('is not invented', () => {
    expect(timeLeft({ unit: 'percent', done: 1, total: 100 }, 60_000)).toBeUndefined();
    expect(timeLeft({ unit: 'percent', done: 50, total: 100 }, 1000)).toBeUndefined();
    expect(timeLeft({ unit: 'bytes', done: 5, total: 10, rate: 0 }, 60_000)).toBeUndefined();
    expect(timeLeft({ unit: 'bytes', done: 10, total: 10, rate: 1 }, 60_000)).toBeUndefined();
    expect(timeLeft({ unit: 'bytes', done: 0, total: 0 }, 60_000)).toBeUndefined();
    expect(timeLeft({ unit: 'bytes', done: 5, total: 10, rate: 1 }, 1000)).toBeUndefined();
  });

  it('is said as a range in one unit', () => {
    expect(formatRange({ low: 3000, high: 8000 })).toBe('10 s');
    expect(formatRange({ low: 22_000, high: 41_000 })).toBe('20 to 45 s');
    expect(formatRange({ low: 61_000, high: 119_000 })).toBe('1 to 2 min');
    expect(formatRange({ low: 4.2 * 60_000, high: 6.1 * 60_000 })).toBe('4 to 7 min');
    expect(formatRange({ low: 80 * 60_000, high: 130 * 60_000 })).toBe('1 to 2.5 h');
  });
});
