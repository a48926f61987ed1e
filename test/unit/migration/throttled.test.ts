import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { throttled } from '../../../electron/engine/throttled';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('the first value passes at once, then the newest of each interval, and the last always', () => {
  const passed: number[] = [];
  const push = throttled<number>(100, (value) => passed.push(value));
  for (const value of [1, 2, 3]) push('a', value);
  expect(passed).toEqual([1]);
  vi.advanceTimersByTime(100);
  expect(passed).toEqual([1, 3]);
  push('a', 4);
  vi.advanceTimersByTime(100);
  expect(passed).toEqual([1, 3, 4]);
  vi.advanceTimersByTime(1000);
  push('a', 5);
  expect(passed).toEqual([1, 3, 4, 5]);
});

test('keys do not hold each other up', () => {
  const passed: string[] = [];
  const push = throttled<string>(100, (value) => passed.push(value));
  push('a', 'a1');
  push('b', 'b1');
  expect(passed).toEqual(['a1', 'b1']);
});
