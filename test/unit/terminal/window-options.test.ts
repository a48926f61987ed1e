import { describe, expect, test } from 'vitest';
import { readArguments } from '../../../electron/terminal/arguments';
import { estimateLines } from '../../../electron/terminal/estimate-text';
import { readStart, readZone } from '../../../electron/terminal/window-options';
import { estimate } from '../../../shared/estimate';
import { FailureError } from '../../../shared/failure';
import { plainPaint } from './page';

const read = (line: string) => readArguments(line.split(' '), '1.2.3');
const refusal = (line: string): string => {
  try {
    read(line);
  } catch (thrown) {
    if (thrown instanceof FailureError) return String(thrown.failure.facts['seen']);
    throw thrown;
  }
  return '';
};

describe('the options of a window plan', () => {
  test('go with a look at both servers', () => {
    const line =
      'run p.json --preflight-only --window-plan w.html --start 2026-11-24T22:00+01:00 --time-zone -3:30';
    expect(read(line)).toMatchObject({
      options: { windowPlan: 'w.html', start: '2026-11-24T21:00:00.000Z', timeZone: -210 },
    });
  });

  test.each([
    ['run p.json --window-plan w.txt', /--preflight-only/],
    ['run p.json --dry-run --start 2026-11-24T22:00', /--window-plan/],
    ['run p.json --dry-run --time-zone UTC', /--window-plan/],
    ['run p.json --dry-run --window-plan w --start tomorrow', /2026-11-24T22:00/],
    ['run p.json --dry-run --window-plan w --time-zone Berlin', /\+01:00/],
  ])('are refused in “%s”', (line, reason) => {
    expect(refusal(line)).toMatch(reason);
  });

  test('a start without a zone is by the clock of this computer', () => {
    expect(readStart('2026-11-24 22:00')).toBe(new Date('2026-11-24T22:00').toISOString());
  });

  test.each(['2026-02-30T09:00', '2026-11-24', '2026-11-24T25:00', '', '12026-01-01T00:00'])(
    'takes %j for no start',
    (text) => {
      expect(() => readStart(text)).toThrow();
    },
  );

  test.each([
    ['+01:00', 60],
    ['UTC+5:45', 345],
    ['-0930', -570],
    ['z', 0],
  ])('reads the time zone %s', (text, minutes) => {
    expect(readZone(text)).toBe(minutes);
  });

  test.each(['+15:00', '1:00', '+1:75', 'CET'])('takes %s for no time zone', (text) => {
    expect(() => readZone(text)).toThrow();
  });
});

test('an estimate fits its window and says each sentence that it rests on once', () => {
  const lines = estimateLines(estimate({ databaseBytes: 4e9 }), 79, plainPaint);
  expect(lines[0]).toMatch(/^How long it will take: \d+ min to \d+ h/);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(79);
  expect(lines.filter((line) => line.includes('The database has 4.0 GB.'))).toHaveLength(1);
  expect(lines.join('\n')).toMatch(/link to the old server is not measured/);
});
