import { act, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openMigration } from '../../../renderer/store';
import type { Finding } from '../../../shared/finding';
import { enterText } from './enter-text';
import { answers, button, choose, heading, later, row, the, titleOf } from './open-review';
import { openWindow, refuse } from './open-window';
import { blockingFinding, findings, reviewed } from './script-facts';
import { progressing, reviewing, runningAt, stateOf } from './states';

/** The checks run again, without a question meanwhile. */
const lookingAgain = (found: readonly Finding[]) => {
  const made = runningAt('check-readiness');
  made.play({ type: 'findings-made', findings: found });
  return stateOf(made);
};

describe('looking again', () => {
  it('is asked for all or for one, and what was entered stays', async () => {
    const { user, asked, push } = await openWindow(reviewing(reviewed));
    await user.type(screen.getByLabelText('Your name'), 'Ada');
    await user.click(choose('EPP-141', 'It is so'));
    await enterText(user, row('EPP-141').getByLabelText(/^Note/), 'in the vault');
    await user.click(row('EPP-124').getByRole('button', { name: 'Go on in spite of it' }));
    await user.type(row('EPP-124').getByLabelText(/^Why you go on/), 'a');
    await user.click(button('Look again at EPP-111, New server'));
    expect(answers(asked)).toEqual([
      {
        kind: 'review-findings',
        action: 'look-again',
        only: ['EPP-111'],
        statements: [{ id: 'EPP-141', on: 'workstation', holds: true, note: 'in the vault' }],
        waivers: [],
        by: 'Ada',
      },
    ]);

    await push(later(lookingAgain(reviewed), 1));
    expect(button('Looking again')).toBeDisabled();
    expect(row('EPP-141').getByLabelText(/^Note/)).toHaveValue('in the vault');

    const room = findings.filter(({ id }) => id === 'EPP-111');
    const after = [...reviewed.filter(({ id }) => id !== 'EPP-111'), ...room];
    await push(later(reviewing(after, 'q-2'), 2));
    expect(heading()).toHaveTextContent('2 things need you');
    expect(row('EPP-111').getByText('Fine')).toBeVisible();
    expect(screen.getByRole('heading', { name: titleOf('EPP-111') })).toHaveFocus();
    expect(row('EPP-141').getByLabelText(/^Note/)).toHaveValue('in the vault');
    expect(row('EPP-124').getByLabelText(/^Why you go on/)).toHaveValue('a');
    expect(screen.getByLabelText('Your name')).toHaveValue('Ada');
    const spoken = screen.getAllByRole('status').map((status) => status.textContent);
    expect(spoken).toContain('Looked again. 3 blocking, 3 to be said, 1 warning, 4 fine.');

    await user.click(button('Look again'));
    expect(asked('answer-question')[1]?.input).toMatchObject({ questionId: 'q-2' });
    expect(answers(asked)[1]).not.toHaveProperty('only');
    await push(later(reviewing(after, 'q-3'), 3));
    expect(heading()).toHaveFocus();
    expect(button('Look again')).toBeEnabled();
  });

  it('keeps what was entered through another page in between', async () => {
    const { user, push } = await openWindow(reviewing(reviewed));
    await user.click(choose('EPP-141', 'It is so'));
    await enterText(user, row('EPP-141').getByLabelText(/^Note/), 'in the vault');
    await push(later(progressing('create-backup', { unit: 'percent', done: 1, total: 9 }), 1));
    expect(screen.queryByLabelText(/^Note/)).toBeNull();
    await push(later(reviewing(reviewed, 'q-2'), 2));
    expect(row('EPP-141').getByLabelText(/^Note/)).toHaveValue('in the vault');
    expect(heading()).toHaveFocus();
  });

  it('leaves the focus where somebody goes on typing meanwhile', async () => {
    const { user, push } = await openWindow(reviewing(reviewed));
    await user.click(button('Look again'));
    await push(later(lookingAgain(reviewed), 1));
    await user.type(screen.getByLabelText('Your name'), 'A');
    await push(later(reviewing(reviewed, 'q-2'), 2));
    await user.keyboard('da');
    expect(screen.getByLabelText('Your name')).toHaveValue('Ada');
  });

  it('gives way to the run when nothing has to be asked any more', async () => {
    const { user, push } = await openWindow(reviewing(reviewed));
    await user.click(button('Look again'));
    await push(later(stateOf(runningAt('take-baseline')), 1));
    expect(heading()).not.toHaveTextContent(/things need you/);
    expect(screen.queryByRole('button', { name: /^Look/ })).toBeNull();
  });

  it('that was refused says so in its place, and can be tried again', async () => {
    const { user } = await openWindow(reviewing(reviewed), {
      'answer-question': refuse('migration.not-found', { id: 'm-1' }),
    });
    await user.click(button('Look again'));
    expect(await screen.findByRole('alert')).toHaveTextContent('There is no such migration');
    expect(button('Look again')).toBeEnabled();
  });
});

describe('what is written down already', () => {
  const at = '2026-11-24T01:00:00Z';
  const known: readonly Finding[] = [
    { ...the('EPP-141'), statement: { holds: true, note: 'in the vault', by: 'Ada', at } },
    { ...the('EPP-124'), waiver: { reason: 'bought already', by: 'Bob', at } },
    blockingFinding,
  ];

  it('stays visible with who and when, and is not sent again in another name', async () => {
    const { user, asked } = await openWindow(reviewing(known));
    expect(row('EPP-141').getByText('Confirmed')).toBeVisible();
    expect(row('EPP-141').getByText(/said by Ada on 2026-11-24/)).toHaveTextContent('in the vault');
    expect(row('EPP-124').getByText('Let pass')).toBeVisible();
    expect(row('EPP-124').getByText(/^Bob goes on in spite of it/)).toHaveTextContent(
      'bought already',
    );
    await user.click(button('Look again'));
    expect(answers(asked)[0]).not.toHaveProperty('takenBack');
    expect(answers(asked)).toMatchObject([{ statements: [], waivers: [] }]);
  });

  it('is read back into its fields', async () => {
    const note = 'before EPP, second try, 2026-11-24 00:30';
    await openWindow(
      reviewing([{ ...the('EPP-140'), statement: { holds: true, note, by: 'Ada', at } }]),
    );
    expect(choose('EPP-140', 'It is so')).toBeChecked();
    expect(row('EPP-140').getByLabelText(/^Name/)).toHaveValue('before EPP, second try');
    expect(row('EPP-140').getByLabelText(/^When/)).toHaveValue('2026-11-24 00:30');
    expect(row('EPP-140').queryByText(/Not written down yet/)).toBeNull();
  });

  it('is named in the answer once it is taken back', async () => {
    const { user, asked } = await openWindow(reviewing(known));
    await user.click(row('EPP-124').getByRole('button', { name: 'Take it back' }));
    await user.click(row('EPP-141').getByRole('button', { name: 'Take it back' }));
    expect(row('EPP-124').getByText('Blocks')).toBeVisible();
    expect(row('EPP-124').getByText(/Not written down yet/)).toBeVisible();
    await user.click(button('Look again'));
    expect(answers(asked)).toMatchObject([
      {
        statements: [],
        waivers: [],
        takenBack: [
          { id: 'EPP-141', on: 'workstation' },
          { id: 'EPP-124', on: 'target' },
        ],
      },
    ]);
  });
});

describe('a name that was entered', () => {
  it('is there in the next migration while the program runs', async () => {
    const { user, push } = await openWindow(reviewing([the('EPP-124')]));
    expect(screen.getByLabelText('Your name')).toHaveValue('');
    await user.type(screen.getByLabelText('Your name'), 'Ada');
    await push({ ...reviewing([the('EPP-124')]), id: 'm-2' });
    await act(async () => openMigration('m-2'));
    expect(row('EPP-124').queryByRole('button', { name: 'Take it back' })).toBeNull();
    expect(screen.getByLabelText('Your name')).toHaveValue('Ada');
  });
});
