import { describe, expect, it } from 'vitest';
import { watchRuns } from '../../../electron/shell/run-watch';
import { callWords, closingWords } from '../../../electron/shell/words';
import { fold } from '../../../shared/fold';
import type { MigrationEvent, MigrationState, Question } from '../../../shared/migration';
import { type StepId, stepIds } from '../../../shared/steps';

const time = '2026-01-01T00:00:00.000Z';
const created: MigrationEvent = {
  at: time,
  type: 'migration-created',
  id: 'm-1',
  plan: {
    source: { host: '10.0.0.1', port: 22, user: 'root' },
    target: { host: '10.0.0.2', port: 22, user: 'root' },
    until: 'done',
  },
};
const question: Question = { id: 'q-1', kind: 'save-key', backupName: 'b', again: false };

function stateOf(...events: readonly MigrationEvent[]): MigrationState {
  let state = fold(undefined, created);
  for (const event of events) state = fold(state, event);
  return state;
}
const started: MigrationEvent = { at: time, type: 'run-started', program: 'test' };
const doneUntil = (last: StepId): MigrationEvent[] =>
  stepIds
    .slice(0, stepIds.indexOf(last) + 1)
    .map((step) => ({ at: time, type: 'step-done', step, learned: {}, found: false }));

describe('the frame around the page', () => {
  it('calls a person once for each question', () => {
    const watch = watchRuns();
    const asked = stateOf(started, { at: time, type: 'question-asked', question });
    expect(watch.see(stateOf(started))).toBeUndefined();
    expect(watch.see(asked)).toMatchObject({ reason: 'question' });
    expect(watch.see(asked)).toBeUndefined();
    const again: MigrationEvent = {
      ...{ at: time, type: 'question-asked' },
      question: { ...question, id: 'q-2', again: true },
    };
    expect(watch.see(stateOf(started, again))).toMatchObject({ reason: 'question' });
  });

  it('calls a person when a run fails, pauses or is finished, and not for old ones', () => {
    const failed: MigrationEvent[] = [
      {
        ...{ at: time, type: 'step-failed', step: 'connect-source' },
        failure: { code: 'ssh.refused', facts: {} },
      },
      { at: time, type: 'run-ended', outcome: 'stopped' },
    ];
    const finished: MigrationEvent = { at: time, type: 'run-ended', outcome: 'finished' };
    const watch = watchRuns();
    expect(watch.see(stateOf(started, ...failed))).toBeUndefined();
    watch.see(stateOf(started));
    const call = watch.see(stateOf(started, ...failed));
    expect(call?.reason).toBe('failed');
    expect(call && callWords(call).body).toContain('The server does not accept SSH connections');
    watch.see(stateOf(started));
    expect(watch.see(stateOf(started, finished))).toMatchObject({ reason: 'finished' });
    watch.see(stateOf(started));
    const stopped: MigrationEvent = { at: time, type: 'run-ended', outcome: 'stopped' };
    expect(watch.see(stateOf(started, stopped))).toMatchObject({ reason: 'paused' });
  });

  it('knows what runs and how far it is', () => {
    const watch = watchRuns();
    expect(watch.view()).toEqual({ running: [], waits: false });
    watch.see(
      stateOf(started, ...doneUntil('create-backup'), {
        ...{ at: time, type: 'progress', step: 'download-backup' },
        progress: { unit: 'bytes', done: 50, total: 100 },
      }),
    );
    expect(watch.view().fraction).toBeCloseTo(8.5 / stepIds.length);
    watch.see(stateOf(started, { at: time, type: 'run-ended', outcome: 'cancelled' }));
    expect(watch.view()).toEqual({ running: [], waits: false });
  });

  it('knows that a person is waited for: by a question, or by a paused transfer', () => {
    const watch = watchRuns();
    const paused: MigrationEvent = { at: time, type: 'pace-set', pace: { paused: true } };
    const moving: MigrationEvent = { at: time, type: 'step-started', step: 'upload-backup' };
    const waits = (...events: MigrationEvent[]): boolean => {
      watch.see(stateOf(started, ...events));
      return watch.view().waits;
    };
    expect(waits()).toBe(false);
    expect(waits({ at: time, type: 'question-asked', question })).toBe(true);
    expect(waits(moving)).toBe(false);
    expect(waits(moving, paused)).toBe(true);
    // Nothing moves yet, so that nothing is held.
    expect(waits(paused)).toBe(false);
  });

  it('says at closing what is left behind in each phase', () => {
    expect(closingWords(stateOf(started)).detail).toContain('Nothing was changed on either server');
    expect(closingWords(stateOf(started, ...doneUntil('upload-backup'))).detail).toContain(
      'goes on by itself on the new server',
    );
    expect(closingWords(stateOf(started, ...doneUntil('secure-target'))).detail).toContain(
      'no client is served',
    );
  });
});
