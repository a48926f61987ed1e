import { describe, expect, test } from 'vitest';
import { sparkline, throughput } from '../../../shared/throughput';

/** Hears `rate` bytes a second, ten times a second, from one second to another. */
function move(heard: ReturnType<typeof throughput>, rate: number, from: number, to: number): void {
  for (let at = from * 1000; at <= to * 1000; at += 100) heard.hear(at, (rate * at) / 1000);
}

describe('the throughput', () => {
  test('is bytes a second for each whole second since it began', () => {
    const heard = throughput();
    move(heard, 5e6, 10, 14);
    expect(heard.rates(14_300, 60)).toEqual([5e6, 5e6, 5e6, 5e6]);
    expect(heard.rates(14_300, 2)).toEqual([5e6, 5e6]);
    expect(throughput().rates(1000, 60)).toEqual([]);
  });

  test('leaves out a second whose end was not heard of yet', () => {
    const heard = throughput();
    move(heard, 5e6, 10, 11.9);
    expect(heard.rates(12_050, 60)).toEqual([5e6]);
    heard.hear(12_100, 5e6 * 12.1);
    expect(heard.rates(12_150, 60)).toEqual([5e6, 5e6]);
  });

  test('is nothing while nothing is heard, and as before after it', () => {
    const heard = throughput();
    move(heard, 1000, 0, 3);
    for (let at = 8000; at <= 10_000; at += 100) heard.hear(at, 3000 + (at - 8000));
    expect(heard.rates(10_000, 60)).toEqual([1000, 1000, 1000, 0, 0, 0, 0, 0, 1000, 1000]);
    expect(heard.rates(13_000, 4)).toEqual([1000, 0, 0, 0]);
    expect(heard.movedAt()).toBe(10_000);
  });

  test('counts nothing backwards where all is moved again', () => {
    const heard = throughput();
    move(heard, 1000, 0, 2);
    heard.hear(2100, 0);
    heard.hear(3000, 900);
    expect(heard.rates(3000, 60)).toEqual([1000, 1000, 0]);
  });

  test('knows no bytes that came before it began', () => {
    const heard = throughput();
    heard.hear(0, 1e9);
    heard.hear(1000, 1e9 + 500);
    expect(heard.rates(1000, 60)).toEqual([500]);
  });

  test('begins anew where the clock was set back', () => {
    const heard = throughput();
    move(heard, 1000, 100, 102);
    heard.hear(50_000, 103_000);
    heard.hear(51_000, 104_000);
    expect(heard.rates(51_000, 60)).toEqual([1000]);
  });

  test('forgets what is long ago', () => {
    const heard = throughput(5000);
    move(heard, 1000, 0, 60);
    expect(heard.rates(60_000, 600).length).toBeLessThanOrEqual(6);
    expect(new Set(heard.rates(60_000, 600))).toEqual(new Set([1000]));
  });
});

test('a line of bars has its highest full and a dot where nothing moved', () => {
  expect(sparkline([0, 10, 40, 80, 0])).toBe('·▂▅█·');
  expect(sparkline([])).toBe('');
  expect(sparkline([0, 0])).toBe('··');
});
