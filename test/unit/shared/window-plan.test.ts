import { describe, expect, it } from 'vitest';
import { estimate } from '../../../shared/estimate';
import { gateIds, type WindowOptions, windowPlan } from '../../../shared/window-plan';
import { describeConflict } from '../../../shared/words/window-plan';
import { extremeNumbers } from './extreme-numbers';

/** Key 2 to 15 min, backup 5 to 30, transfer 1 to 4, restore 15 to 45, verify 5 to 15, cut-over 10 to 30. */
const usual = estimate({
  databaseBytes: 4e9,
  fileBytes: 300e6,
  bytesPerSecond: { source: 10e6, target: 10e6 },
});
const clocks = { source: { aheadSeconds: 120, timeZoneOffsetMinutes: 60 } };
const options: WindowOptions = {
  start: '2026-11-24T10:00:00Z',
  clocks,
  lastPatchAt: '2026-11-01T10:00:00Z',
};
const conflictsOf = (more: Partial<WindowOptions>): string[] =>
  windowPlan(usual, { ...options, ...more }).conflicts.map(({ about }) => about);

describe('the window plan', () => {
  it('puts phases one after the other and decisions where they have to be taken', () => {
    const { lines } = windowPlan(usual, options);
    expect(lines.map((line) => (line.kind === 'phase' ? line.phase : `? ${line.gate}`))).toEqual([
      'save-key',
      '? before-back-up',
      'back-up',
      '? after-back-up',
      'transfer',
      '? before-restore',
      'restore',
      'verify',
      '? after-restore',
      '? before-power-off',
      'cut-over',
    ]);
    expect(lines.filter(({ kind }) => kind === 'gate')).toHaveLength(gateIds.length);
  });

  it('has an earliest and a latest time for everything, in UTC and by the clock of the old server', () => {
    const { start, pointOfNoReturn, finished } = windowPlan(usual, options);
    expect(start).toEqual({ utc: '2026-11-24T10:00:00.000Z', shown: '2026-11-24T11:02:00+01:00' });
    expect(pointOfNoReturn.earliest.utc).toBe('2026-11-24T10:28:00.000Z');
    expect(pointOfNoReturn.latest.utc).toBe('2026-11-24T11:49:00.000Z');
    expect(finished.latest.utc).toBe('2026-11-24T12:19:00.000Z');
  });

  it('keeps the new server from patches for 24 h after the latest end', () => {
    expect(windowPlan(usual, options).stable.utc).toBe('2026-11-25T12:19:00.000Z');
  });

  it('names the latest power-off and the latest turn back for a wished end', () => {
    const { wished } = windowPlan(usual, { ...options, end: '2026-11-24T16:00:00Z' });
    expect(wished?.powerOffBefore.utc).toBe('2026-11-24T15:00:00.000Z');
    expect(wished?.turnBackBefore.utc).toBe('2026-11-24T15:30:00.000Z');
    expect(windowPlan(usual, options).wished).toBeUndefined();
  });

  it('says that a window is too short to turn back, and by how much', () => {
    const plan = windowPlan(usual, { ...options, end: '2026-11-24T12:30:00Z' });
    expect(plan.conflicts).toContainEqual({ about: 'window-short', missingMinutes: 19 });
    expect(conflictsOf({ end: '2026-11-24T12:49:00Z' })).toEqual(['advised-window']);
    expect(conflictsOf({ end: '2026-11-24T15:00:00Z' })).toEqual([]);
  });

  it('names a start that runs into 21:00, and the next one that does not', () => {
    const plan = windowPlan(usual, { ...options, start: '2026-11-24T18:00:00Z' });
    expect(plan.conflicts.map(describeConflict).join(' ')).toContain(
      'Restore may run into the nightly job at 21:00. It is kept clear from 2026-11-24 20:00 to 2026-11-24 23:00',
    );
    expect(plan.safeStart).toEqual({
      utc: '2026-11-24T22:00:00.000Z',
      shown: '2026-11-24T23:02:00+01:00',
    });
    expect(windowPlan(usual, options).safeStart).toBe('this');
  });

  it('names a patch of three hours ago', () => {
    const plan = windowPlan(usual, { ...options, lastPatchAt: '2026-11-24T07:00:00Z' });
    expect(plan.conflicts.map(({ about }) => about)).toEqual(['patch']);
    expect(describeConflict(plan.conflicts[0] ?? expect.fail())).toContain('2026-11-25 08:00');
  });

  it('says what it did not know', () => {
    const blind = windowPlan(usual, { start: options.start, clocks: { source: {} } });
    expect(blind.notKnown).toEqual(['patch', 'clock', 'zone']);
    expect(windowPlan(usual, { ...options, lastPatchAt: 'last week' }).notKnown).toEqual(['patch']);
    expect(windowPlan(usual, options).notKnown).toEqual([]);
  });

  it('finds no safe start for phases that are too long, and says so', () => {
    const huge = estimate({ databaseBytes: 2e12, fileBytes: 1e9 });
    expect(windowPlan(huge, options).safeStart).toBe('none');
  });

  it('is made of dates in order whatever was measured and said', () => {
    for (const first of extremeNumbers) {
      for (const second of extremeNumbers) {
        const made = estimate({
          databaseBytes: first,
          fileBytes: second,
          bytesPerSecond: { source: second, target: first },
        });
        const plan = windowPlan(made, {
          ...options,
          clocks: { source: { aheadSeconds: first, timeZoneOffsetMinutes: second } },
          end: '2026-11-24T09:00:00Z',
        });
        const times = plan.lines.flatMap((line) => {
          const { earliest, latest } = line.kind === 'phase' ? line.begins : line.due;
          expect(Date.parse(latest.utc)).toBeGreaterThanOrEqual(Date.parse(earliest.utc));
          return [Date.parse(latest.utc)];
        });
        expect(times).toEqual([...times].sort((a, b) => a - b));
        const said = JSON.stringify(plan) + plan.conflicts.map(describeConflict).join();
        expect(said.replace(/"clock":\{[^}]*\}/, '')).not.toMatch(/NaN|Infinity|null/);
      }
    }
  });

  it('is not made from what is no date', () => {
    expect(() => windowPlan(usual, { ...options, start: 'noon' })).toThrow(RangeError);
    expect(() => windowPlan(usual, { ...options, end: '' })).toThrow(RangeError);
  });
});
