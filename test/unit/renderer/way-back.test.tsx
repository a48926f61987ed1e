import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { foldAll } from '../../../shared/fold';
import type { MigrationEvent, MigrationState } from '../../../shared/migration';
import { enterText } from './enter-text';
import { openWindow } from './open-window';
import { endedAt, failedAt, finished, questions, runningAt } from './states';

const button = (name: string | RegExp) => screen.getByRole('button', { name });
const heading = () => screen.getByRole('heading', { level: 1 });
const at = '2026-11-24T03:00:00.000Z';
const failure = { code: 'cutover.address-silent', facts: { host: '10.0.0.10', port: 22 } } as const;

const rolling = (plan: object, ...events: readonly MigrationEvent[]): MigrationState =>
  foldAll([
    ...runningAt('write-report', plan).events,
    { at, type: 'run-ended', outcome: 'stopped' },
    { at, type: 'roll-back-begun', from: 'proven', backupWish: 'keep' },
    { at, type: 'run-started', program: '0.1.0' },
    {
      at,
      type: 'roll-back-step',
      step: 'find-servers',
      state: 'done',
      learned: { found: 'target' },
    },
    ...events,
  ]) as MigrationState;
const waiting: MigrationEvent = {
  ...{ at, type: 'roll-back-step', step: 'await-source', state: 'running', waits: 'source-on' },
};

/** Opens the fold of the way back and gives what is in it. */
async function unfold({ user }: Awaited<ReturnType<typeof openWindow>>) {
  const title = screen.getByText('The way back', { selector: 'summary span' });
  await user.click(title);
  return within(title.closest('details') ?? document.body);
}

describe('a failure in the cutover', () => {
  it('says what is true, who serves the clients and three next steps', async () => {
    await openWindow(failedAt('move-address', failure));
    const main = within(screen.getByRole('main'));
    expect(main.getByText(/Clients reach no server at 10\.0\.0\.10/)).toBeVisible();
    expect(main.getByText(/console of NEW-EPP: it should have 10\.0\.0\.10/)).toBeVisible();
    expect(main.getByText('epp-migrate resume m-1')).toBeVisible();
    expect(main.getByText('epp-migrate roll-back m-1')).toBeVisible();
    for (const part of ['Old server', 'New server', 'Backup file', 'System Backup Key'])
      expect(main.getByText(part)).toBeVisible();
  });

  it('goes back after the name of the new server was typed, and not before', async () => {
    const { user, asked } = await openWindow(failedAt('move-address', failure));
    await user.click(button('Go back to OLD-EPP…'));
    const dialog = within(screen.getByRole('dialog'));
    const yes = dialog.getByRole('button', { name: 'Go back to OLD-EPP' });
    expect(yes).toBeDisabled();
    await enterText(user, dialog.getByLabelText(/Type NEW-EPP/), 'OLD-EPP');
    expect(yes).toBeDisabled();
    expect(dialog.getByText(/OLD-EPP is the old server/)).toBeVisible();
    await user.clear(dialog.getByLabelText(/Type NEW-EPP/));
    await enterText(user, dialog.getByLabelText(/Type NEW-EPP/), 'new-epp');
    await user.click(dialog.getByLabelText('Delete it there'));
    await user.click(yes);
    expect(asked('roll-back').map(({ input }) => input)).toEqual([
      { id: 'm-1', typedName: 'new-epp', backup: 'delete' },
    ]);
  });

  it('before anything was changed offers no way back', async () => {
    await openWindow(failedAt('check-readiness', { code: 'ssh.timeout', facts: {} }));
    expect(screen.queryByText('The way back')).toBeNull();
    expect(screen.queryByRole('button', { name: /Go back/ })).toBeNull();
  });
});

describe('the way back', () => {
  it.each([
    ['stopped', endedAt('power-off-source', 'cancelled'), /Not reached/],
    ['power-off', questions['power-off'], /Not reached/],
    ['move-address', questions['move-address'], /Not reached/],
    ['done', finished(), /Behind\. Since/],
  ] as const)('is on the %s page, and printed and saved there', async (_page, state, words) => {
    const place = { ticket: 't-1', name: 'way-back.txt' };
    const opened = await openWindow(state, {
      'choose-place': place,
      'print-way-back': { printed: true },
    });
    const part = await unfold(opened);
    expect(part.getByText(words)).toBeVisible();
    await opened.user.click(part.getByRole('button', { name: 'Save as text…' }));
    expect(opened.asked('save-way-back').map(({ input }) => input)).toEqual([
      { id: 'm-1', format: 'text', file: { ticket: 't-1' } },
    ]);
    expect(await part.findByText('Saved as way-back.txt.')).toBeVisible();
    await opened.user.click(part.getByRole('button', { name: 'Print…' }));
    expect(await part.findByText('Handed to the printer.')).toBeVisible();
  });

  it('names the point of no return before each step that leads to it', async () => {
    const { unmount } = await openWindow(questions['power-off']);
    const main = () => within(screen.getByRole('main'));
    expect(main().getByText(/Not yet: it comes when NEW-EPP has 10\.0\.0\.10/)).toBeVisible();
    unmount();
    await openWindow(questions['move-address']);
    expect(
      main().getByText(/once NEW-EPP is proven at this address, clients are let in/),
    ).toBeVisible();
  });
});

describe('going back', () => {
  it('that is thought better of gives the focus back to its button', async () => {
    const failure = { code: 'cutover.still-answering', facts: {} } as const;
    const { user } = await openWindow(failedAt('power-off-source', failure));
    await user.click(button('Go back to OLD-EPP…'));
    await screen.findByRole('dialog', { name: 'Go back to OLD-EPP?' });
    await user.keyboard('{Escape}');
    expect(button('Go back to OLD-EPP…')).toHaveFocus();
  });

  it('shows what is true and what to do where it has stopped', async () => {
    await openWindow(rolling({}, waiting, { at, type: 'run-ended', outcome: 'cancelled' }));
    const main = within(screen.getByRole('main'));
    expect(main.getByRole('heading', { name: 'What is true now' })).toBeVisible();
    expect(main.getByText('epp-migrate roll-back m-1')).toBeVisible();
  });

  it('says what a person has to do, and switches a practice server on', async () => {
    const state = rolling({ practice: '/p' }, waiting);
    const { user, asked } = await openWindow(state);
    expect(heading()).toHaveTextContent('Going back to OLD-EPP');
    expect(screen.getByText(/then power on the virtual machine of OLD-EPP/)).toBeVisible();
    await user.click(button('Switch the practice server on'));
    expect(asked('power-on-practice')).toHaveLength(1);
    await user.click(button('Stop for now'));
    expect(asked('cancel-migration')).toHaveLength(1);
  });

  it('has no such button for real servers', async () => {
    await openWindow(rolling({}, waiting));
    expect(screen.queryByRole('button', { name: /Switch the practice/ })).toBeNull();
  });

  it('that was stopped goes on, and only back', async () => {
    const state = rolling({}, waiting, { at, type: 'run-ended', outcome: 'cancelled' });
    const { user, asked } = await openWindow(state);
    expect(heading()).toHaveTextContent('The way back to OLD-EPP is not at its end');
    await user.click(button('Go on with the way back'));
    expect(asked('roll-back').map(({ input }) => input)).toEqual([{ id: 'm-1' }]);
    expect(asked('resume-migration')).toEqual([]);
  });

  it('that failed says why', async () => {
    const state = rolling(
      {},
      { at, type: 'roll-back-failed', failure: { code: 'rollback.new-answers', facts: {} } },
      { at, type: 'run-ended', outcome: 'stopped' },
    );
    await openWindow(state);
    expect(heading()).toHaveTextContent('The new server still has the old address');
    expect(screen.getByText(/two servers at one address harm each other\.$/)).toBeVisible();
  });

  it('ends with what was proven and what remains', async () => {
    const counts = finished().facts.baseline;
    if (!counts) throw new Error('no counts');
    const state = rolling(
      {},
      {
        ...{ at, type: 'roll-back-step', step: 'prove-source', state: 'done' },
        learned: {
          sourceBack: { provenAt: at, hostKey: 'SHA256:abc', counts, fewer: ['computers 9 → 8'] },
          targetOff: 'command',
          backup: 'kept',
        },
      },
      { at, type: 'run-ended', outcome: 'rolled-back' },
    );
    await openWindow(state);
    expect(heading()).toHaveTextContent('OLD-EPP is back');
    expect(screen.getByText(/old server’s host key SHA256:abc/)).toBeVisible();
    expect(screen.getByText(/holds less than .* computers 9 → 8/)).toBeVisible();
    expect(screen.getByText(/set the virtual machine of NEW-EPP back/)).toBeVisible();
    expect(screen.queryByRole('button', { name: /Go back|Go on/ })).toBeNull();
  });
});

describe('the old server after the end', () => {
  it('is kept until a day, with a reminder, until somebody says what became of it', async () => {
    const { user, asked, push } = await openWindow(finished());
    expect(screen.getAllByText(/2027-02-22/).length).toBeGreaterThan(0);
    await user.click(button('Add to the calendar'));
    expect(asked('open-document').map(({ input }) => input)).toEqual([
      { id: 'm-1', document: 'reminder' },
    ]);
    await user.click(button('It was deleted or archived…'));
    const dialog = within(screen.getByRole('dialog'));
    const record = dialog.getByRole('button', { name: 'Write it down' });
    expect(record).toBeDisabled();
    await enterText(user, dialog.getByLabelText('What became of it'), 'tape 0815');
    await user.click(record);
    expect(asked('give-up-source').map(({ input }) => input)).toEqual([
      { id: 'm-1', note: 'tape 0815' },
    ]);
    await push({ ...finished(), sourceGivenUp: { at, note: 'tape 0815' } });
    expect(screen.getByText(/given up on 2026-11-24: tape 0815/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Add to the calendar' })).toBeNull();
  });

  it('is reminded of in the list at home', async () => {
    const state = finished();
    await openWindow(undefined, {
      'list-migrations': [{ ...state, plan: { ...state.plan, keepSourceDays: 1 } }],
    });
    expect(await screen.findByText(/to be kept until 2026-11-25|until 2026-11-25/)).toBeVisible();
  });
});
