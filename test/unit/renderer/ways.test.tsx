import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { waysOfBoth } from '../../../shared/ways';
import { openWindow, refuse } from './open-window';
import { plan } from './script-facts';
import { failedAt, questions, runningAt, stateOf } from './states';

const button = (name: string | RegExp) => screen.getByRole('button', { name });
const known = waysOfBoth({ plan, switched: {} }, (_, operation) => operation !== 'counts', true);

/** Opens the folded part. */
async function openWays(state: Parameters<typeof openWindow>[0], answers = {}) {
  const opened = await openWindow(state, { 'ways-of': known, ...answers });
  const summary = screen.getByText('Which way each thing goes');
  await opened.user.click(summary);
  return opened;
}

describe('which way each thing goes', () => {
  it.each([
    ['the review', questions['review-findings']],
    ['a run', stateOf(runningAt('create-backup'))],
    ['a run that failed', failedAt('create-backup', { code: 'ssh.timeout', facts: {} })],
  ])('is shown and changed on the page of %s', async (_, state) => {
    const { user, asked } = await openWays(state);
    expect(screen.getByText(/by command, 2 in the web console/)).toBeVisible();
    const [old] = screen.getAllByRole('combobox', { name: 'Count what is there' });
    expect(old).toHaveValue('console');
    expect(within(old as HTMLElement).queryByRole('option', { name: 'by command' })).toBeNull();
    const backup = screen.getByRole('combobox', { name: /^Wait for the backup/ });
    expect(backup).toHaveValue('command');
    await user.selectOptions(backup, 'by hand');
    expect(asked('switch-way')).toEqual([
      {
        command: 'switch-way',
        input: { id: state.id, side: 'source', operation: 'backup', way: 'hand' },
      },
    ]);
  });

  it('is asked again once somebody has changed one', async () => {
    const made = runningAt('create-backup');
    const { asked, push } = await openWays(stateOf(made));
    made.play({ type: 'way-switched', side: 'source', operation: 'backup', way: 'hand' });
    await push(stateOf(made));
    expect(asked('ways-of')).toHaveLength(2);
  });

  it('says why it could not be changed', async () => {
    const { user } = await openWays(questions['review-findings'], {
      'switch-way': refuse('contract.bad-input', { where: 'way', seen: 'nobody logs in' }),
    });
    const backup = screen.getByRole('combobox', { name: /^Wait for the backup/ });
    await user.selectOptions(backup, 'by hand');
    expect(screen.getByRole('alert')).toBeVisible();
  });
});

describe('a command that failed', () => {
  const facts = { operation: 'counts', side: 'source', where: '10.0.0.10', exitCode: 1 };

  it('can be taken over by a person, and the run goes on', async () => {
    const state = failedAt('take-baseline', { code: 'appliance.command-failed', facts });
    const { user, asked } = await openWindow(state);
    await user.click(button('Do it by hand elsewhere'));
    expect(asked('switch-way')).toEqual([
      {
        command: 'switch-way',
        input: { id: state.id, side: 'source', operation: 'counts', way: 'hand' },
      },
    ]);
    expect(asked('resume-migration')).toEqual([
      { command: 'resume-migration', input: { id: state.id } },
    ]);
  });

  it('does not go on where the way could not be changed', async () => {
    const state = failedAt('take-baseline', { code: 'appliance.command-failed', facts });
    const { user, asked } = await openWindow(state, {
      'switch-way': refuse('migration.locked', { pid: 1, host: 'other', since: 'now' }),
    });
    await user.click(button('Do it in the web console here'));
    expect(asked('resume-migration')).toEqual([]);
  });

  it('is not offered where nobody else can do it', async () => {
    const { side: _, ...others } = facts;
    await openWindow(
      failedAt('take-baseline', { code: 'appliance.command-failed', facts: others }),
    );
    expect(screen.queryByRole('button', { name: 'Do it by hand elsewhere' })).toBeNull();
  });
});
