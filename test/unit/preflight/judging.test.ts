import { describe, expect, test } from 'vitest';
import { withReview } from '../../../electron/engine/preflight/judging';
import { updated } from '../../../electron/engine/preflight/look';
import type { Finding, FindingId } from '../../../shared/finding';
import { isBlocking, standingOf } from '../../../shared/finding-rules';
import type { Answer } from '../../../shared/migration';

const at = '2026-11-26T02:00:00.000Z';
const soon = new Date('2026-11-26T02:30:00.000Z');
const finding = (change: Partial<Finding> = {}): Finding => ({
  ...{ id: 'EPP-140', level: 'unknown', on: 'source', measured: '', required: '' },
  ...change,
});
type Review = Answer & { readonly kind: 'review-findings' };
const said = (change: Partial<Review>): Review => ({
  ...{ kind: 'review-findings', action: 'go-on', statements: [], waivers: [] },
  ...change,
});
const review = (one: Finding, change: Partial<Review>): Finding =>
  withReview([one], said(change), 'user', at)[0] as Finding;
const statement = (holds: boolean, note = 'before-migration, 02:00') => ({
  statements: [{ id: 'EPP-140', on: 'source', holds, note } as const],
});
const waiver = (id: Finding['id'], reason: string) => ({
  waivers: [{ id, on: 'source', reason } as const],
});

describe('what a person says of a finding', () => {
  test('counts with who said it and when, and ends what blocks', () => {
    const judged = review(finding(), { ...statement(true), by: ' Ada ' });
    expect(judged.statement).toEqual({
      holds: true,
      note: 'before-migration, 02:00',
      by: 'Ada',
      at,
    });
    expect([standingOf(judged), isBlocking(judged)]).toEqual(['stated', false]);
    expect(review(finding(), statement(true)).statement?.by).toBe('user');
  });

  test('that it does not hold is an error, which only a waiver lets pass', () => {
    const judged = review(finding(), statement(false));
    expect([standingOf(judged), isBlocking(judged)]).toEqual(['error', true]);
    const passed = review(judged, waiver('EPP-140', 'the customer has none'));
    expect([standingOf(passed), isBlocking(passed)]).toEqual(['waived', false]);
  });

  test('does not count without the note that belongs to it', () => {
    expect(isBlocking(review(finding(), statement(true, ' ')))).toBe(true);
  });

  test('of something that was measured does not count', () => {
    const measured = finding({ level: 'error' });
    expect(review(measured, statement(true)).statement).toBeUndefined();
  });

  test('lets nothing pass that may not be let pass, or without a reason', () => {
    const disk = finding({ id: 'EPP-110', level: 'error' });
    expect(isBlocking(review(disk, waiver('EPP-110', 'we know')))).toBe(true);
    const patch = finding({ id: 'EPP-103', level: 'error' });
    expect(isBlocking(review(patch, waiver('EPP-103', ' ')))).toBe(true);
    expect(isBlocking(review(patch, waiver('EPP-103', 'the job has run')))).toBe(false);
  });

  test('can be taken back', () => {
    const judged = review(finding(), statement(true));
    const back = review(judged, { takenBack: [{ id: 'EPP-140', on: 'source' }] });
    expect([back.statement, isBlocking(back)]).toEqual([undefined, true]);
  });
});

describe('looking again', () => {
  test('keeps what was said as long as there is reason for it', () => {
    const patch = finding({ id: 'EPP-103', level: 'error' });
    const waived = review(patch, waiver('EPP-103', 'the job has run'));
    expect(updated([waived], [patch], soon)[0]?.waiver?.reason).toBe('the job has run');
    expect(updated([waived], [{ ...patch, level: 'ok' }], soon)[0]?.waiver).toBeUndefined();
  });

  test('at one leaves the others as they are', () => {
    const [one, other] = [finding(), finding({ id: 'EPP-103', level: 'error' })];
    const after = updated([one, other], [{ ...other, level: 'ok' }], soon);
    expect(after.map(({ level }) => level)).toEqual(['unknown', 'ok']);
  });

  test('a statement does not hold against what is measured now', () => {
    const judged = review(finding({ id: 'EPP-106' }), {
      statements: [{ id: 'EPP-106', on: 'source', holds: true, note: '' }],
    });
    const fresh = finding({ id: 'EPP-106', level: 'error' });
    const [after] = updated([judged], [fresh], soon);
    expect(after && standingOf(after)).toBe('error');
  });

  test('a waiver is for what it was given for, not for another fault of the same check', () => {
    const down = finding({ id: 'EPP-106', level: 'error', about: 'awslogs' });
    const waived = review(down, waiver('EPP-106', 'not needed here'));
    expect(updated([waived], [down], soon)[0]?.waiver).toBeDefined();
    expect(updated([waived], [{ ...down, about: 'mysql' }], soon)[0]?.waiver).toBeUndefined();
    const on = finding({ id: 'EPP-123', level: 'error' });
    const untold = review(finding({ id: 'EPP-123' }), waiver('EPP-123', 'blocked by the firewall'));
    expect(updated([untold], [on], soon)[0]?.waiver).toBeUndefined();
  });

  test('what is said of a passing state counts for an hour, of anything else for good', () => {
    const said = (id: FindingId): Finding =>
      review(finding({ id }), { statements: [{ id, on: 'source', holds: true, note: 'seen' }] });
    const later = new Date(Date.parse(at) + 61 * 60_000);
    for (const [id, when, counts] of [
      ['EPP-105', soon, true],
      ['EPP-105', later, false],
      ['EPP-140', later, true],
    ] as const) {
      const [after] = updated([said(id)], [finding({ id })], when);
      expect(after?.statement !== undefined, `${id} ${when.toISOString()}`).toBe(counts);
    }
  });

  test('that something is not so needs no note to count', () => {
    const denied = review(finding(), {
      statements: [{ id: 'EPP-140', on: 'source', holds: false, note: '' }],
    });
    expect([denied.statement?.holds, standingOf(denied)]).toEqual([false, 'error']);
  });
});
