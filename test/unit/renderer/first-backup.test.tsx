import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openWindow } from './open-window';
import { finished, runningAt, stateOf } from './states';

const request = { backupId: 'b-9', name: 'epp-5.2.0.6-2026-11-24-first-m-1' };
const button = (name: string) => screen.getByRole('button', { name });

/** The new server has shown the key of its first backup. */
function asking() {
  const made = runningAt('secure-target');
  made.play({ type: 'first-backup-asked', request });
  made.play({
    type: 'question-asked',
    question: {
      ...{ id: 'q-9', kind: 'save-key', side: 'target' },
      ...{ backupName: request.name, again: false },
    },
  });
  return stateOf(made);
}

describe('the key of the new server’s first backup', () => {
  it('goes through the same gate, under the new server’s name', async () => {
    const { user, asked } = await openWindow(asking(), { 'choose-place': null });
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(/new server’s first/);
    await user.click(button('Save recovery kit…'));
    expect(asked('choose-place')[0]?.input).toMatchObject({
      suggestedName: 'recovery kit NEW-EPP m-1.pdf',
    });
    await expect.poll(() => button('I have saved the key')).toBeEnabled();
    await user.click(button('I have saved the key'));
    await user.type(screen.getByLabelText(/^Type or paste the key/), 'ABCD');
    await user.click(button('Create backup on NEW-EPP'));
    expect(asked('answer-question')[0]?.input).toMatchObject({
      ...{ id: 'm-1', questionId: 'q-9', answer: { kind: 'save-key', secret: 'ABCD' } },
    });
  });

  it('can be left for later', async () => {
    const { user, asked } = await openWindow(asking());
    await user.click(button('Make it later'));
    expect(asked('answer-question')[0]?.input).toMatchObject({
      answer: { kind: 'save-key', later: true },
    });
  });

  it('has no such way out for the backup of the old server', async () => {
    const made = runningAt('save-key');
    const question = { id: 'q-1', kind: 'save-key', backupName: 'b', again: false } as const;
    made.play({ type: 'question-asked', question });
    await openWindow(stateOf(made));
    expect(screen.queryByRole('button', { name: 'Make it later' })).toBeNull();
  });

  it('is no thing to do at the end where it was made', async () => {
    const state = finished();
    const todo = 'Make a System Backup on the new server.';
    const { push } = await openWindow(state);
    expect(screen.getByText(todo)).toBeVisible();
    const made = { file: '/backups/x.eppb', size: 1_432_000_000, sha256: 'a'.repeat(64) };
    const keyProof = { backupId: 'b-9', provenAt: '2026-11-24T02:00:00Z' };
    const firstBackup = { made: true, ...request, ...made, keyProof } as const;
    await push({ ...state, facts: { ...state.facts, firstBackup } });
    expect(screen.queryByText(todo)).toBeNull();
    expect(screen.getByText(/^The new server made its first backup of 1\.4 GB/)).toBeVisible();
  });
});
