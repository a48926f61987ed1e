import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../shared/failure';
import { openWindow } from './open-window';
import { failedAt, progressing, runningAt, stateOf } from './states';

const button = (name: string | RegExp) => screen.getByRole('button', { name });
const none = (name: string) => expect(screen.queryByRole('button', { name })).toBeNull();

/** Failed at the restore, where the key was asked for. */
function failedRestore(failure: Failure) {
  const made = runningAt('restore-backup');
  made.play({ type: 'step-failed', step: 'restore-backup', failure });
  made.play({ type: 'run-ended', outcome: 'stopped' });
  return stateOf(made);
}

describe('a backup that is of no use any more', () => {
  const make = 'Make a new backup on OLD-EPP';

  it('leads to a new one where its key is lost, unless the key was found', async () => {
    const { user, asked } = await openWindow(failedRestore({ code: 'key.lost', facts: {} }));
    expect(button(make)).toHaveAccessibleDescription(/Keep the kit of migration/);
    await user.click(button(make));
    await waitFor(() => expect(button('I have found the key')).toBeEnabled());
    await user.click(button('I have found the key'));
    expect(asked('resume-migration').map(({ input }) => input)).toEqual([
      { id: 'm-1', newBackup: true },
      { id: 'm-1' },
    ]);
  });

  it('leads to another try, too, where a person gave a wrong key', async () => {
    await openWindow(failedRestore({ code: 'key.wrong', facts: { attempts: 10 } }));
    expect(button(make)).toBeEnabled();
    expect(button('Try again')).toBeEnabled();
  });

  it('leads to no other try where the new server rejects the right key', async () => {
    await openWindow(failedRestore({ code: 'key.wrong', facts: { by: 'target' } }));
    expect(button(make)).toBeEnabled();
    none('Try again');
    none('Start a new migration');
  });

  it('leads to a new one, not to a new migration, where it vanished', async () => {
    const vanished = { code: 'backup.vanished', facts: { id: 'b-1' } } as const;
    await openWindow(failedAt('download-backup', vanished));
    expect(button(make)).toBeEnabled();
    none('Try again');
    none('Start a new migration');
  });
});

describe('a backup that is being created', () => {
  const at = (doing: string, done = 0) =>
    progressing('create-backup', { unit: 'percent', done, total: 100, doing });

  it.each([
    ['busy', /busy with other work; the backup begins when that is done/],
    ['no-answer', /does not answer just now; it is asked again/],
    ['awaiting-key', /waits to be told to begin/],
  ])('says what it waits for, without a percent: %s', async (doing, words) => {
    await openWindow(at(doing));
    expect(screen.getByText(words)).toBeVisible();
    expect(screen.getByText(/usually takes 5 to 30 minutes/)).toBeVisible();
    expect(screen.queryByRole('progressbar')).toBeNull();
  });

  it('keeps its percent while the server does not answer', async () => {
    await openWindow(at('no-answer', 42));
    expect(screen.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '42');
  });

  it('is deleted only after asking once more', async () => {
    const { user, asked } = await openWindow(at('generating', 42));
    await user.click(button('Stop and delete this backup'));
    expect(await screen.findByText(/key and its kit are then worthless/)).toBeVisible();
    await user.click(button('Keep it'));
    expect(asked('cancel-migration')).toEqual([]);
    await user.click(button('Stop and delete this backup'));
    await user.click(await screen.findByRole('button', { name: 'Delete it' }));
    expect(asked('cancel-migration')[0]?.input).toEqual({ id: 'm-1', discardBackup: true });
  });

  it('is the only step whose backup can be deleted by stopping', async () => {
    await openWindow(stateOf(runningAt('download-backup')));
    none('Stop and delete this backup');
  });

  it('is said to be deleted once it was', async () => {
    const made = runningAt('create-backup');
    const backup = { backupId: 'b-1', name: 'first', reason: 'cancelled', deleted: true } as const;
    made.play({ type: 'backup-given-up', ...backup });
    made.play({ type: 'run-ended', outcome: 'cancelled' });
    await openWindow(stateOf(made));
    expect(screen.getByText(/^The backup first was deleted on the old server/)).toBeVisible();
    expect(screen.queryByText(/Nothing is lost/)).toBeNull();
  });
});
