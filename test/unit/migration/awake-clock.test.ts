import { describe, expect, it } from 'vitest';
import { awakeClock } from '../../../electron/engine/migration/awake-clock';

describe('time that a computer is awake', () => {
  it('leaves out an hour of sleep, and a clock that is set', () => {
    let at = 1_000_000;
    const clock = awakeClock(() => at);
    const elapsedAfter = (milliseconds: number): number => {
      at += milliseconds;
      return clock.elapsed();
    };
    expect(elapsedAfter(5000)).toBe(5000);
    expect(elapsedAfter(3_600_000)).toBe(5000);
    expect(elapsedAfter(2000)).toBe(7000);
    expect(elapsedAfter(-3_600_000)).toBe(7000);
    expect(elapsedAfter(1000)).toBe(8000);
    clock.stop();
  });
});
