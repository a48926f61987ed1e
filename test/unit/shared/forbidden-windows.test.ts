import { describe, expect, it } from 'vitest';
import { momentAt, readInstant } from '../../../shared/appliance-time';
import { type Estimate, estimate } from '../../../shared/estimate';
import { type Calendar, collisions, nextSafeSlot } from '../../../shared/forbidden-windows';
import { extremeNumbers } from './extreme-numbers';

/** Key 2 to 15 min, backup 5 to 30, transfer 1 to 4, restore 15 to 45: together 94 min at most. */
const usual = estimate({
  databaseBytes: 4e9,
  fileBytes: 300e6,
  bytesPerSecond: { source: 10e6, target: 10e6 },
});
const utc = { source: { aheadSeconds: 0, timeZoneOffsetMinutes: 0 } };
const hits = (start: string, calendar: Calendar, of: Estimate = usual): string[] =>
  collisions(Date.parse(start), of, calendar).map((hit) => `${hit.phase} ${hit.with}`);

describe('the nightly job at 21:00', () => {
  it('is kept clear from 20:00 to 23:00 by backup and by restore', () => {
    expect(hits('2026-11-24T18:00:00Z', { clocks: utc })).toEqual([]);
    expect(hits('2026-11-24T19:00:00Z', { clocks: utc })).toEqual(['restore nightly-job']);
    expect(hits('2026-11-24T19:30:00Z', { clocks: utc })).toEqual([
      'back-up nightly-job',
      'restore nightly-job',
    ]);
    expect(hits('2026-11-24T22:57:00Z', { clocks: utc })).toEqual(['back-up nightly-job']);
    expect(hits('2026-11-24T22:58:00Z', { clocks: utc })).toEqual([]);
  });

  it('is at 21:00 where the appliance is, not where this computer is', () => {
    const east = { source: { aheadSeconds: 0, timeZoneOffsetMinutes: 330 } };
    expect(hits('2026-11-24T15:00:00Z', { clocks: east })).not.toEqual([]);
    expect(hits('2026-11-24T19:30:00Z', { clocks: east })).toEqual([]);
    const west = { source: { aheadSeconds: 0, timeZoneOffsetMinutes: -480 } };
    expect(hits('2026-11-25T05:00:00Z', { clocks: west })).not.toEqual([]);
  });

  it('comes earlier where the clock is ahead', () => {
    const ahead = { source: { aheadSeconds: 3600, timeZoneOffsetMinutes: 0 } };
    expect(hits('2026-11-24T18:00:00Z', { clocks: ahead })).toEqual(['restore nightly-job']);
    expect(nextSafeSlot('2026-11-24T20:00:00Z', usual, { clocks: ahead })).toBe(
      '2026-11-24T22:00:00.000Z',
    );
  });

  it('is looked up on the server that works: backup on the old one, restore on the new one', () => {
    const clocks = { ...utc, target: { timeZoneOffsetMinutes: 180 } };
    expect(hits('2026-11-24T16:30:00Z', { clocks })).toEqual(['restore nightly-job']);
  });

  it('may fall into a long transfer, which neither server has work with', () => {
    const slow = estimate({
      databaseBytes: 4e9,
      fileBytes: 40e9,
      bytesPerSecond: { source: 2e6, target: 2e6 },
    });
    expect(hits('2026-11-24T19:00:00Z', { clocks: utc }, slow)).toEqual([]);
  });
});

describe('the next safe start', () => {
  it('is now where nothing speaks against it, on the next five minutes', () => {
    const calendar = { clocks: utc };
    expect(nextSafeSlot('2026-11-24T10:00:00Z', usual, calendar)).toBe('2026-11-24T10:00:00.000Z');
    expect(nextSafeSlot('2026-11-24T10:01:20Z', usual, calendar)).toBe('2026-11-24T10:05:00.000Z');
  });

  it('is after the nightly job where backup or restore would run into it', () => {
    expect(nextSafeSlot('2026-11-24T19:00:00Z', usual, { clocks: utc })).toBe(
      '2026-11-24T23:00:00.000Z',
    );
  });

  it('goes over midnight, the end of a month, of a year, and the 29th of February', () => {
    const clocks = { source: { aheadSeconds: 0, timeZoneOffsetMinutes: -120 } };
    const next = (now: string) => nextSafeSlot(now, usual, { clocks });
    expect(next('2026-11-30T22:30:00Z')).toBe('2026-12-01T01:00:00.000Z');
    expect(next('2026-12-31T23:00:00Z')).toBe('2027-01-01T01:00:00.000Z');
    expect(next('2028-02-28T23:59:00Z')).toBe('2028-02-29T01:00:00.000Z');
  });

  it('does not move on the days on which Europe and America change their clocks', () => {
    for (const day of ['2026-03-29', '2026-10-25', '2026-03-08', '2026-11-01']) {
      const found = nextSafeSlot(`${day}T19:00:00Z`, usual, { clocks: utc });
      expect(found).toBe(`${day}T23:00:00.000Z`);
    }
  });

  it('is 24 h after a patch of three hours ago', () => {
    const calendar = { clocks: utc, lastPatchAt: '2026-11-24T09:00:00Z' };
    expect(hits('2026-11-24T12:00:00Z', calendar)).toEqual(['back-up patch']);
    expect(nextSafeSlot('2026-11-24T12:00:00Z', usual, calendar)).toBe('2026-11-25T09:00:00.000Z');
  });

  it('is after the nightly job too where the rest after a patch ends within it', () => {
    const calendar = { clocks: utc, lastPatchAt: '2026-11-24T20:15:00Z' };
    expect(nextSafeSlot('2026-11-24T22:00:00Z', usual, calendar)).toBe('2026-11-25T23:00:00.000Z');
  });

  it("reads a patch's time by the appliance's clock and in its zone", () => {
    const clocks = { source: { aheadSeconds: 1800, timeZoneOffsetMinutes: 60 } };
    const calendar = { clocks, lastPatchAt: '2026-11-24T10:30:00' };
    expect(nextSafeSlot('2026-11-24T12:00:00Z', usual, calendar)).toBe('2026-11-25T09:00:00.000Z');
  });

  it('does not exist where backup and restore need more than there is between two nights', () => {
    const huge = estimate({ databaseBytes: 2e12, fileBytes: 1e9 });
    expect(nextSafeSlot('2026-11-24T12:00:00Z', huge, { clocks: utc })).toBeUndefined();
  });

  it('is never before now, and never in a forbidden time, at any minute of two days', () => {
    const clocks = {
      source: { aheadSeconds: 77, timeZoneOffsetMinutes: 345 },
      target: { aheadSeconds: -400, timeZoneOffsetMinutes: 60 },
    };
    const calendar = { clocks, lastPatchAt: '2026-11-23T20:00' };
    const first = Date.parse('2026-11-24T00:00:00Z');
    for (let minute = 0; minute < 2 * 24 * 60; minute += 7) {
      const now = new Date(first + minute * 60_000).toISOString();
      const found = nextSafeSlot(now, usual, calendar);
      expect(found, now).toBeDefined();
      expect(Date.parse(found ?? '')).toBeGreaterThanOrEqual(Date.parse(now));
      expect(hits(found ?? '', calendar), now).toEqual([]);
    }
  });

  it('is a date or none whatever clocks are said to be', () => {
    for (const aheadSeconds of extremeNumbers) {
      for (const timeZoneOffsetMinutes of extremeNumbers) {
        const clocks = { source: { aheadSeconds, timeZoneOffsetMinutes } };
        const found = nextSafeSlot('2026-11-24T12:00:00Z', usual, { clocks });
        expect(found).toMatch(/^2026-11-2\dT\d\d:\d\d:00\.000Z$/);
      }
    }
  });

  it('is not searched from what is no date', () => {
    expect(() => nextSafeSlot('tomorrow', usual, { clocks: utc })).toThrow(RangeError);
  });
});

describe('a moment', () => {
  it('is shown as the appliance shows it, half hours and the west included', () => {
    const at = Date.parse('2026-11-24T23:45:00Z');
    const shown = (aheadSeconds: number, timeZoneOffsetMinutes: number) =>
      momentAt(at, { aheadSeconds, timeZoneOffsetMinutes }).shown;
    expect(shown(0, 330)).toBe('2026-11-25T05:15:00+05:30');
    expect(shown(0, -210)).toBe('2026-11-24T20:15:00-03:30');
    expect(shown(900, 0)).toBe('2026-11-25T00:00:00+00:00');
  });

  it("without a zone is in the appliance's", () => {
    const clock = { timeZoneOffsetMinutes: 120 };
    expect(readInstant('2026-11-24T22:00', clock)).toBe(Date.parse('2026-11-24T20:00:00Z'));
    expect(readInstant('2026-11-24T22:00Z', clock)).toBe(Date.parse('2026-11-24T22:00:00Z'));
    expect(readInstant('2026-11-24', clock)).toBeUndefined();
    expect(readInstant('2026-13-40T99:00', clock)).toBeUndefined();
  });
});
