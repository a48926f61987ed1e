import { describe, expect, it } from 'vitest';
import {
  documentedMinutes,
  type Estimated,
  estimate,
  estimatedPhases,
  roundOut,
} from '../../../shared/estimate';
import type { Ground } from '../../../shared/measured';
import { describeGround, formatMinutes } from '../../../shared/words/estimate';
import { extremeNumbers } from './extreme-numbers';

const about = ({ grounds }: Estimated): Ground['about'][] => grounds.map((ground) => ground.about);
const known = {
  databaseBytes: 4e9,
  fileBytes: 120e6,
  bytesPerSecond: { source: 10e6, target: 10e6 },
  versions: 'dotted',
} as const;

describe('the estimate', () => {
  it('is the documented range for backup and restore where the database is an ordinary one', () => {
    const { phases } = estimate(known);
    expect(phases['back-up'].minutes).toEqual({ low: 5, high: 30 });
    expect(phases.restore.minutes).toEqual({ low: 15, high: 45 });
    expect(about(phases.restore)).toEqual(['duration', 'database']);
  });

  it('stretches the high end for a big database, leaves the low end, and calls that an assumption', () => {
    const { phases } = estimate({ ...known, databaseBytes: 200e9 });
    expect(phases['back-up'].minutes).toEqual({ low: 5, high: 120 });
    expect(phases.restore.minutes).toEqual({ low: 15, high: 180 });
    expect(phases.restore.grounds).toContainEqual({ basis: 'assumed', about: 'scaled', factor: 4 });
  });

  it('is never narrower where less is measured, and says what was not', () => {
    const all = estimate(known);
    const nothing = estimate({});
    for (const phase of estimatedPhases) {
      const [sure, unsure] = [all.phases[phase].minutes, nothing.phases[phase].minutes];
      expect(unsure.low, phase).toBeLessThanOrEqual(sure.low);
      expect(unsure.high, phase).toBeGreaterThanOrEqual(sure.high);
    }
    expect(nothing.phases.restore.minutes).toEqual({ low: 15, high: 90 });
    expect(about(nothing.phases.restore)).toContain('database-unknown');
    expect(about(nothing.phases.transfer)).toEqual([
      'file-unknown',
      'link-unknown',
      'link-unknown',
    ]);
    expect(nothing.total.high).toBeGreaterThan(all.total.high);
  });

  it('takes what an unmeasured database can be at most from the used disk', () => {
    const disks = { source: { sizeBytes: 400e9, freeBytes: 200e9 } };
    expect(estimate({ disks }).phases['back-up'].minutes.high).toBe(120);
    expect(estimate({ ...known, disks }).phases['back-up'].minutes.high).toBe(30);
  });

  it('takes the slower link at least, where the file goes straight through, and both at most', () => {
    const { minutes, grounds } = estimate({ ...known, fileBytes: 6e9 }).phases.transfer;
    expect(minutes).toEqual({ low: 10, high: 45 });
    expect(grounds.map(({ basis }) => basis)).toEqual([
      'measured',
      'measured',
      'measured',
      'assumed',
    ]);
  });

  it('follows one slow link however fast the other is', () => {
    const bytesPerSecond = { source: 100e6, target: 50_000 };
    const { minutes } = estimate({ ...known, bytesPerSecond }).phases.transfer;
    expect(minutes).toEqual({ low: 40, high: 90 });
  });

  it('reckons a file that is not there yet as no larger than the database', () => {
    const { phases } = estimate({ ...known, fileBytes: undefined });
    expect(phases.transfer.grounds).toContainEqual({
      basis: 'assumed',
      about: 'file-by-database',
      bytes: { low: 10e6, high: 4e9 },
    });
  });

  it('says where room is short instead of reckoning with it', () => {
    const disks = { target: { sizeBytes: 3e9, freeBytes: 2.05e9 } };
    const { phases } = estimate({ ...known, disks });
    expect(about(phases.restore)).toContain('room-short');
    expect(phases.restore.minutes).toEqual(documentedMinutes.restore);
    const enough = { target: { sizeBytes: 9e9, freeBytes: 3e9 } };
    expect(about(estimate({ ...known, disks: enough }).phases.restore)).not.toContain('room-short');
  });

  it('knows the documented totals of legacy and current images, and both where the version is unknown', () => {
    const total = (versions?: 'dotted' | 'dated') => estimate({ versions }).documentedTotal.minutes;
    expect(total('dotted')).toEqual({ low: 240, high: 480 });
    expect(total('dated')).toEqual({ low: 180, high: 360 });
    expect(total()).toEqual({ low: 180, high: 480 });
  });

  it('advises a window of twice the total and leaves the 24 h of stabilisation out of it', () => {
    const { total, window, stabilisation } = estimate(known);
    expect(window.minutes).toBe(2 * total.high);
    expect(stabilisation.minutes).toBe(24 * 60);
    expect(total.high).toBeLessThan(24 * 60);
  });

  it('is finite, above zero, ordered and without false precision whatever was measured', () => {
    for (const first of extremeNumbers) {
      for (const second of extremeNumbers) {
        for (const third of extremeNumbers) {
          const made = estimate({
            databaseBytes: first,
            fileBytes: second,
            bytesPerSecond: { source: third, target: first },
            disks: { source: { sizeBytes: second ?? 0, freeBytes: third ?? 0 } },
          });
          for (const { minutes, grounds } of Object.values(made.phases)) {
            const { low, high } = minutes;
            expect(low >= 1 && low <= high && high <= 30 * 24 * 60, `${low} to ${high}`).toBe(true);
            expect(high % (high <= 10 ? 1 : high <= 60 ? 5 : 15)).toBe(0);
            const said = grounds.map(describeGround).join(' ');
            expect(said).not.toMatch(/NaN|Infinity|undefined|-\d/);
          }
          expect(made.total.high).toBeGreaterThanOrEqual(made.total.low);
        }
      }
    }
  });

  it('says that what would take more than a month is beyond reckoning', () => {
    const { phases } = estimate({ ...known, bytesPerSecond: { source: 1, target: 1 } });
    expect(about(phases.transfer)).toContain('beyond-reckoning');
  });
});

describe('a range of minutes', () => {
  it('is widened to whole steps', () => {
    expect(roundOut({ low: 3.9, high: 4.1 })).toEqual({ low: 3, high: 5 });
    expect(roundOut({ low: 24, high: 41 })).toEqual({ low: 20, high: 45 });
    expect(roundOut({ low: 74, high: 91 })).toEqual({ low: 60, high: 105 });
    expect(roundOut({ low: 0, high: 0.01 })).toEqual({ low: 1, high: 1 });
  });

  it('is said in minutes, and in hours from one hour on', () => {
    expect(formatMinutes({ low: 5, high: 30 })).toBe('5 to 30 min');
    expect(formatMinutes({ low: 45, high: 90 })).toBe('45 min to 1 h 30 min');
    expect(formatMinutes({ low: 60, high: 60 })).toBe('1 h');
  });
});
