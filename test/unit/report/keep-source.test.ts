import { describe, expect, test } from 'vitest';
import { oldServerCalendar } from '../../../electron/engine/report/old-server-calendar';
import { wayBackFile } from '../../../electron/engine/report/way-back-file';
import { daysLeft, keptSource } from '../../../shared/keep-source';
import type { MigrationState } from '../../../shared/migration';
import {
  givenUpSentence,
  isDue,
  keepReminder,
  keepSourceLines,
} from '../../../shared/words/keep-source';
import { endedAt, finished } from '../renderer/states';

const now = new Date('2026-11-24T12:00:00Z');
const withDays = (keepSourceDays: number): MigrationState => {
  const state = finished();
  return { ...state, plan: { ...state.plan, keepSourceDays } };
};

describe('keeping the old server', () => {
  test('is for 90 days after the proof, unless the plan says otherwise', () => {
    expect(keptSource(finished())).toMatchObject({ until: '2027-02-22', days: 90 });
    expect(keptSource(withDays(7))).toMatchObject({ until: '2026-12-01', days: 7 });
    expect(keptSource(endedAt('write-report', 'stopped'))).toBeUndefined();
  });

  test('is said with the day, then with since when it is due, and no more once it is given up', () => {
    expect(keepReminder(withDays(7), now)).toBe(
      'Keep the old server until 2026-12-01, 7 more days.',
    );
    expect(keepReminder(withDays(7), new Date('2026-12-01T00:01:00Z'))).toMatch(/\(today\)/);
    expect(keepReminder(withDays(7), new Date('2026-12-11T23:00:00Z'))).toMatch(/\(10 days ago\)/);
    expect(isDue(withDays(7), now)).toBe(false);
    expect(isDue(withDays(7), new Date('2026-12-01T00:01:00Z'))).toBe(true);
    const gone = {
      ...finished(),
      sourceGivenUp: { at: '2027-03-01T08:00:00Z', note: 'tape 0815' },
    };
    expect(keepReminder(gone, now)).toBeUndefined();
    expect(givenUpSentence(gone)).toBe('The old server was given up on 2027-03-01: tape 0815');
  });

  test('counts days, not hours', () => {
    const kept = keptSource(withDays(1));
    expect(kept && daysLeft(kept, new Date('2026-11-24T23:59:59Z'))).toBe(1);
    expect(kept && daysLeft(kept, new Date('2026-11-25T00:00:00Z'))).toBe(0);
  });

  test('says what is still only there, as the checks counted it', () => {
    const state = finished();
    const measured = 'on the old server: 12 files of logs, audits and backups';
    const finding = {
      id: 'EPP-141',
      on: 'both',
      level: 'unknown',
      measured,
      required: 'x',
    } as const;
    expect(keepSourceLines({ ...state, findings: [finding] }).join()).toContain(measured);
    expect(keepSourceLines({ ...state, findings: [] }).join()).toContain('Audit logs, logs');
  });
});

describe('the reminder for a calendar', () => {
  const text = oldServerCalendar(withDays(7), now) ?? '';

  test('is an event of one day with an alarm, as RFC 5545 has it', () => {
    const unfolded = text.replaceAll('\r\n ', '');
    expect(unfolded).toContain('\r\nDTSTART;VALUE=DATE:20261201\r\nDTEND;VALUE=DATE:20261202\r\n');
    expect(unfolded).toContain('\r\nDTSTAMP:20261124T120000Z\r\n');
    expect(unfolded).toMatch(/\r\nUID:m-1-\d{8}T\d{6}Z-old-server@epp-migration-assistant\r\n/);
    expect(unfolded).toContain('BEGIN:VALARM\r\nACTION:DISPLAY\r\n');
    expect(text.startsWith('BEGIN:VCALENDAR\r\nVERSION:2.0\r\n')).toBe(true);
    expect(text.endsWith('END:VEVENT\r\nEND:VCALENDAR\r\n')).toBe(true);
    expect(unfolded).toContain('OLD-EPP');
    // What a text must not hold as it is.
    expect(unfolded).toContain('\\n');
    expect(unfolded).toContain('Device Control > Computers\\, sorted');
  });

  test('has lines of at most 75 octets, whole characters and CRLF alone', () => {
    const named = finished();
    const source = named.facts.source;
    const hostname = `${'Ü'.repeat(60)};,\\\n`;
    const odd = {
      ...named,
      facts: { ...named.facts, ...(source && { source: { ...source, hostname } }) },
    };
    const made = oldServerCalendar(odd, now) ?? '';
    expect(made.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of made.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(made).not.toContain('�');
    expect(made.replaceAll('\r\n ', '')).toContain(`${'Ü'.repeat(60)}\\;\\,\\\\\\n`);
  });

  test('is not made before the end', () => {
    expect(oldServerCalendar(endedAt('write-report', 'stopped'), now)).toBeUndefined();
  });
});

describe('the way back as a file', () => {
  test('is text that fits a page, with boxes to tick', () => {
    const text = wayBackFile(endedAt('move-address', 'stopped'), 'text', now);
    for (const line of text.split('\n')) {
      expect(line.length <= 78 || !line.trimStart().includes(' '), line).toBe(true);
    }
    expect(text).toContain('[ ] 1. This program (epp-migrate roll-back m-1)');
    expect(text).toMatch(/Point of no return\n-+\nNot reached\./);
    expect(text).toContain('10.0.0.10');
  });

  test('is a page in which nothing of a server is markup', () => {
    const state = finished();
    const source = state.facts.source;
    if (!source) throw new Error('no source');
    const facts = { ...state.facts, source: { ...source, hostname: '<img src=x>' } };
    const html = wayBackFile({ ...state, facts }, 'html', now);
    expect(html).not.toContain('<img');
    expect(html).toContain("default-src 'none'");
    expect(html).toContain('Point of no return');
  });
});
