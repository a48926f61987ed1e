import { describe, expect, test } from 'vitest';
import type { Failure } from '../../../shared/failure';
import { foldAll } from '../../../shared/fold';
import type { MigrationEvent, MigrationState, QuestionKind } from '../../../shared/migration';
import { parsePlan } from '../../../shared/plan';
import { type StepId, stepIds } from '../../../shared/steps';
import { leavesBehind } from '../../../shared/words/leaves';

const at = '2026-11-24T02:00:00.000Z';
const plan = parsePlan({ source: { host: 'a', user: 'u' }, target: { host: 'b', user: 'u' } });

/** Stopped at a step; everything before it is done. */
const stoppedAt = (step: StepId, ...events: readonly MigrationEvent[]): MigrationState => {
  const before = stepIds
    .slice(0, stepIds.indexOf(step))
    .map(
      (done): MigrationEvent => ({ at, type: 'step-done', step: done, learned: {}, found: false }),
    );
  const created: MigrationEvent = { at, type: 'migration-created', id: 'm1', plan };
  return foldAll([created, ...before, ...events]) as MigrationState;
};
const yes = (kind: QuestionKind): MigrationEvent => ({
  ...{ at, type: 'question-answered', questionId: 'q', kind, accepted: true },
});

describe('what a run leaves behind', () => {
  test('before the power-off was confirmed is two servers as they were', () => {
    expect(leavesBehind(stoppedAt('power-off-source'))).toMatch(/Both servers stay as they are/);
    expect(leavesBehind(stoppedAt('power-off-source', yes('power-off')))).toMatch(
      /may already be off/,
    );
  });

  test('before the restore was confirmed is no restore', () => {
    expect(leavesBehind(stoppedAt('restore-backup'))).toMatch(/^Nothing is restored/);
    expect(leavesBehind(stoppedAt('restore-backup', yes('confirm-restore')))).toMatch(
      /If the restore/,
    );
  });

  test('while a person imports is no half restore, and where it lies here it is not on the new server', () => {
    const file = { size: 1, sha256: '0'.repeat(64) };
    const facts = (path: string): MigrationEvent => ({
      ...{ at, type: 'step-done', step: 'upload-backup', found: false },
      learned: { targetFile: { ...file, path } },
    });
    const asked = { kind: 'do-by-hand', operation: 'importBackup', side: 'target' };
    const asking = {
      ...{ at, type: 'question-asked', question: { id: 'q2', ...asked } },
    } as unknown as MigrationEvent;
    expect(leavesBehind(stoppedAt('restore-backup', yes('confirm-restore'), asking))).toMatch(
      /If the restore has begun/,
    );
    const here = facts('/home/a/migrations/m1/by-hand/target/epp.eppb');
    expect(leavesBehind(stoppedAt('hold-clients', here))).toContain(
      'on the old server and on this',
    );
    expect(leavesBehind(stoppedAt('hold-clients', facts('/var/tmp/epp.eppb')))).toContain(
      'on both servers',
    );
  });

  test('after a failed restore is not called a restore that goes on', () => {
    const failure = { code: 'restore.failed', facts: {} } as const;
    const failed: MigrationEvent = { at, type: 'step-failed', step: 'restore-backup', failure };
    expect(leavesBehind(stoppedAt('restore-backup', yes('confirm-restore'), failed))).toMatch(
      /half of a restore/,
    );
  });

  test('after a key that no server has seen is no restore', () => {
    const wrong = (facts: Failure['facts'], ...before: readonly MigrationEvent[]): string => {
      const failure = { code: 'key.wrong', facts } as const;
      const failed: MigrationEvent = { at, type: 'step-failed', step: 'restore-backup', failure };
      return leavesBehind(stoppedAt('restore-backup', ...before, failed));
    };
    expect(wrong({ backup: 'epp' })).toMatch(/^Nothing is restored/);
    expect(wrong({ by: 'target' })).toMatch(/half of a restore/);
    expect(wrong({ backup: 'epp' }, yes('confirm-restore'))).toMatch(/half of a restore/);
  });

  test.each([
    [true, /NAME was deleted on the old server/],
    [false, /going on deletes it/],
  ])('of a backup that was given up says whether it was deleted: %s', (deleted, words) => {
    const backup = { backupId: 'b-1', name: 'NAME', reason: 'cancelled', deleted } as const;
    const request: MigrationEvent = {
      ...{ at, type: 'step-done', step: 'request-backup', found: false },
      learned: { request: { backupId: 'b-1', name: 'NAME' } },
    };
    const state = stoppedAt('save-key', request, { at, type: 'backup-given-up', ...backup });
    expect(leavesBehind(state)).toMatch(words);
    expect(leavesBehind(state)).toMatch(/key and its kit are worthless/);
  });

  test('before the address was confirmed is an address that nobody has', () => {
    expect(leavesBehind(stoppedAt('move-address'))).toMatch(/clients reach nobody/);
  });

  test.each(stepIds)('at %s is said', (step) => {
    expect(leavesBehind(stoppedAt(step)).length).toBeGreaterThan(10);
  });
});
