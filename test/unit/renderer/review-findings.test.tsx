import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { describeFinding } from '../../../shared/words/findings';
import { enterText } from './enter-text';
import { answers, button, choose, goOn, heading, later, row, shownIds, the } from './open-review';
import { openWindow } from './open-window';
import { blockingFinding, findings, reviewed } from './script-facts';
import { reviewing } from './states';

describe('the findings that need a person', () => {
  it('are counted in the heading', async () => {
    await openWindow(reviewing(reviewed));
    expect(heading()).toHaveTextContent('4 things need you before anything is changed');
  });

  it('may be one, or none but warnings, or nothing', async () => {
    const { push } = await openWindow(reviewing([...findings, the('EPP-124')]));
    expect(heading()).toHaveTextContent('1 thing needs you before anything is changed');
    await push(later(reviewing([...findings, the('EPP-142')], 'q-2'), 1));
    expect(heading()).toHaveTextContent('Nothing stands in the way; 1 warning, 1 not measured');
    await push(
      later(
        reviewing(
          findings.filter(({ level }) => level === 'ok'),
          'q-3',
        ),
        2,
      ),
    );
    expect(heading()).toHaveTextContent(/^Nothing stands in the way$/);
  });

  it('come before the others, each with its word, number, server and what to do', async () => {
    await openWindow(reviewing(reviewed));
    expect(shownIds().slice(0, 6)).toEqual([
      'EPP-124',
      'EPP-111',
      'EPP-140',
      'EPP-141',
      'EPP-142',
      'EPP-110',
    ]);
    const room = row('EPP-111');
    expect(room.getByText('Blocks')).toBeVisible();
    expect(room.getByText('New server')).toBeVisible();
    expect(room.getByText('412 MB free')).toBeVisible();
    expect(room.getByText('at least 2.0 GB')).toBeVisible();
    expect(room.getByText(describeFinding(blockingFinding).fix)).toBeVisible();
    expect(room.getByText(/“Migration Procedure, Migrating to 2510”/)).toBeVisible();
    expect(row('EPP-110').getByText('Warning')).toBeVisible();
    expect(row('EPP-105').getByText('Fine')).toBeVisible();
    expect(row('EPP-140').getByText('To be said')).toBeVisible();
  });

  it('are shown by kind and by server, with how many there are', async () => {
    const { user } = await openWindow(reviewing(reviewed));
    await user.click(screen.getByRole('radio', { name: 'To be said (3)' }));
    expect(shownIds()).toEqual(['EPP-140', 'EPP-141', 'EPP-142']);
    await user.click(screen.getByRole('radio', { name: 'Blocking (4)' }));
    expect(shownIds()).toEqual(['EPP-124', 'EPP-111', 'EPP-140', 'EPP-141']);
    await user.selectOptions(screen.getByLabelText('Machine'), 'This computer');
    expect(shownIds()).toEqual(['EPP-141']);
    expect(screen.getByRole('radio', { name: 'Blocking (1)' })).toBeChecked();
    await user.click(screen.getByRole('radio', { name: 'Acknowledged (0)' }));
    expect(screen.getByText(/Nothing here/)).toBeVisible();
  });

  it('on both servers are shown with either', async () => {
    const { user } = await openWindow(reviewing(reviewed));
    await user.selectOptions(screen.getByLabelText('Machine'), 'Old server');
    expect(shownIds()).toEqual(expect.arrayContaining(['EPP-140', 'EPP-142', 'EPP-105']));
    expect(shownIds()).not.toContain('EPP-111');
  });
});

describe('what could not be measured', () => {
  it('is said with a name and a time where the rule wants both', async () => {
    const { user, asked } = await openWindow(reviewing([the('EPP-140')]));
    expect(goOn()).toBeDisabled();
    await user.click(choose('EPP-140', 'It is so'));
    expect(goOn()).toBeDisabled();
    expect(row('EPP-140').queryByText(/^Enter a name/)).toBeNull();
    await user.click(row('EPP-140').getByLabelText(/^Name/));
    await user.tab();
    expect(row('EPP-140').getByText(/^Enter a name/)).toBeVisible();
    await enterText(user, row('EPP-140').getByLabelText(/^Name/), 'before EPP');
    await user.click(button('Now, for EPP-140, Old server'));
    expect(row('EPP-140').getByLabelText<HTMLInputElement>(/^When/).value).toMatch(
      /^\d{4}-\d\d-\d\d \d\d:\d\d$/,
    );
    expect(row('EPP-140').getByText('Confirmed')).toBeVisible();
    expect(heading()).toHaveTextContent('Nothing stands in the way');
    await user.clear(row('EPP-140').getByLabelText(/^When/));
    await enterText(user, row('EPP-140').getByLabelText(/^When/), '2026-11-24 00:30');
    await enterText(user, screen.getByLabelText('Your name'), ' Ada ');
    await user.click(goOn());
    expect(answers(asked)).toEqual([
      {
        kind: 'review-findings',
        action: 'go-on',
        statements: [
          { id: 'EPP-140', on: 'source', holds: true, note: 'before EPP, 2026-11-24 00:30' },
        ],
        waivers: [],
        by: 'Ada',
      },
    ]);
  });

  it('needs its note where the rule wants one, and says that it is missing', async () => {
    const { user } = await openWindow(reviewing([the('EPP-141')]));
    await user.click(choose('EPP-141', 'It is so'));
    expect(goOn()).toHaveAccessibleDescription(/Cannot go on yet: EPP-141/);
    await enterText(user, row('EPP-141').getByLabelText(/^Note/), 'in the vault');
    expect(goOn()).toBeEnabled();
  });

  it('blocks when it is said not to be so, unless it is let pass', async () => {
    const { user, asked } = await openWindow(reviewing([the('EPP-141')]));
    await user.click(choose('EPP-141', 'It is not so'));
    await enterText(user, row('EPP-141').getByLabelText(/^Note/), 'nobody was asked');
    expect(row('EPP-141').getByText('Blocks')).toBeVisible();
    expect(goOn()).toBeDisabled();
    await user.click(row('EPP-141').getByRole('button', { name: 'Go on in spite of it' }));
    await enterText(user, row('EPP-141').getByLabelText(/^Why you go on/), 'a lab');
    await user.click(goOn());
    const about = { id: 'EPP-141', on: 'workstation' };
    expect(answers(asked)).toEqual([
      {
        kind: 'review-findings',
        action: 'go-on',
        statements: [{ ...about, holds: false, note: 'nobody was asked' }],
        waivers: [{ ...about, reason: 'a lab' }],
      },
    ]);
  });

  it('needs a note, not a name and a time, where it is not so', async () => {
    const { user, asked } = await openWindow(reviewing([the('EPP-140')]));
    await user.click(choose('EPP-140', 'It is not so'));
    expect(row('EPP-140').queryByLabelText(/^When/)).toBeNull();
    await enterText(user, row('EPP-140').getByLabelText(/^Note/), 'no room for one');
    await user.click(button('Look again'));
    expect(answers(asked)).toMatchObject([
      { statements: [{ id: 'EPP-140', holds: false, note: 'no room for one' }] },
    ]);
  });

  it('does not block where it could only be a warning, but is not left half said', async () => {
    const { user } = await openWindow(reviewing([the('EPP-142')]));
    expect(goOn()).toBeEnabled();
    await user.click(choose('EPP-142', 'It is so'));
    expect(goOn()).toBeDisabled();
    expect(goOn()).toHaveAccessibleDescription('Not complete yet: EPP-142.');
    await user.click(row('EPP-142').getByRole('button', { name: 'Take it back' }));
    expect(choose('EPP-142', 'It is so')).not.toBeChecked();
    expect(choose('EPP-142', 'It is so')).toHaveFocus();
    expect(goOn()).toBeEnabled();
  });

  it('stays in sight under its filter while it is being said', async () => {
    const { user } = await openWindow(reviewing(reviewed));
    await user.click(screen.getByRole('radio', { name: 'To be said (3)' }));
    await user.click(choose('EPP-141', 'It is so'));
    await enterText(user, row('EPP-141').getByLabelText(/^Note/), 'in the vault');
    expect(row('EPP-141').getByLabelText(/^Note/)).toHaveFocus();
    expect(screen.getByRole('radio', { name: 'To be said (2)' })).toBeChecked();
    expect(screen.getByRole('radio', { name: 'Acknowledged (1)' })).toBeVisible();
  });
});

describe('an error', () => {
  it('is let pass with a reason of three characters, and that can be taken back', async () => {
    const { user, asked } = await openWindow(reviewing([the('EPP-124')]));
    const licence = row('EPP-124');
    await user.click(licence.getByRole('button', { name: 'Go on in spite of it' }));
    const reason = licence.getByLabelText(/^Why you go on/);
    expect(reason).toHaveFocus();
    await user.type(reason, 'ok ');
    await user.tab();
    expect(licence.getByText(/Enter at least 3 characters/)).toBeVisible();
    expect(goOn()).toBeDisabled();
    await enterText(user, reason, 'by contract');
    expect(licence.getByText('Let pass')).toBeVisible();
    expect(goOn()).toBeEnabled();
    await user.click(licence.getByRole('button', { name: 'Take it back' }));
    expect(licence.getByRole('button', { name: 'Go on in spite of it' })).toHaveFocus();
    expect(goOn()).toBeDisabled();
    await user.click(licence.getByRole('button', { name: 'Go on in spite of it' }));
    await user.click(goOn());
    expect(answers(asked)).toMatchObject([
      { waivers: [{ id: 'EPP-124', on: 'target', reason: 'ok by contract' }] },
    ]);
  });

  it('that nobody may pass offers no way around it', async () => {
    await openWindow(reviewing([blockingFinding]));
    expect(row('EPP-111').queryByRole('button', { name: 'Go on in spite of it' })).toBeNull();
    expect(
      row('EPP-111').getByRole('button', { name: 'Look again at EPP-111, New server' }),
    ).toBeEnabled();
    expect(goOn()).toHaveAccessibleDescription('Cannot go on yet: EPP-111.');
    expect(screen.queryByLabelText('Your name')).toBeNull();
  });
});
