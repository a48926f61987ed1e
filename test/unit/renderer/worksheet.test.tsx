import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../shared/finding';
import type { WorksheetEntry } from '../../../shared/worksheet';
import { enterText } from './enter-text';
import { row as findingRow, later } from './open-review';
import { openWindow, refuse } from './open-window';
import { blockingFinding } from './script-facts';
import { failedAt, finished, reviewing, runningAt, stateOf } from './states';

const at = '2026-11-24T01:30:00.000Z';
const noted = (entry: Partial<WorksheetEntry> = {}): WorksheetEntry => ({
  ...{ item: 'smtp', state: 'to-do', where: 'mail:587', note: '', by: 'Ada', at },
  ...entry,
});

/** A run that is under way, with this in its worksheet. */
function running(...entries: readonly Partial<WorksheetEntry>[]) {
  const made = runningAt('create-backup');
  for (const entry of entries) made.play({ type: 'worksheet-noted', ...noted(entry) });
  return stateOf(made);
}
const list = () => screen.getByRole('list', { name: 'Integrations and settings' });
const item = (name: string) => within(within(list()).getByRole('listitem', { name }));
const button = (name: string | RegExp) => screen.getByRole('button', { name });
const unfold = async (user: Awaited<ReturnType<typeof openWindow>>['user']) =>
  await user.click(screen.getByText('Integrations and settings'));

describe('the worksheet', () => {
  it('is one line until it is opened, and says what is open', async () => {
    const { user } = await openWindow(running({}, { item: 'sso', state: 'not-used' }));
    expect(screen.getByText('1 to do, 14 not known')).toBeVisible();
    expect(screen.queryByText('E-mail (SMTP)')).toBeNull();
    await unfold(user);
    expect(item('E-mail (SMTP)').getByText('To do')).toBeVisible();
    expect(item('E-mail (SMTP)').getByText('mail:587')).toBeVisible();
    expect(item('E-mail (SMTP)').getByText(/^Ada, 2026-11-24/)).toBeVisible();
    expect(item('Single sign-on (SAML)').getByText('Not used')).toBeVisible();
  });

  it('writes down what has changed, says so, and gives the focus back', async () => {
    const { user, asked } = await openWindow(running({}));
    await unfold(user);
    await user.click(button('Write down: E-mail (SMTP)'));
    expect(screen.getByLabelText('How it stands')).toHaveFocus();
    expect(screen.getByText(/Enter the password again and send a test/)).toBeVisible();
    await user.selectOptions(screen.getByLabelText('How it stands'), 'Tested');
    await enterText(user, screen.getByLabelText('Note'), 'arrived');
    await user.click(button('Save: E-mail (SMTP)'));
    expect(asked('note-worksheet')).toMatchObject([
      { input: { id: 'm-1', item: 'smtp', state: 'tested', note: 'arrived' } },
    ]);
    expect(asked('note-worksheet')[0]?.input).not.toHaveProperty('where');
    expect(await screen.findByText('E-mail (SMTP) is written down.')).toBeVisible();
    await expect.poll(() => document.activeElement?.id).toBe('worksheet-smtp');
  });

  it('keeps what is being entered while the run goes to its next step', async () => {
    const { user, push, asked } = await openWindow(running());
    await unfold(user);
    await user.click(button('Write down: SIEM (syslog-ng)'));
    await enterText(user, screen.getByLabelText('Host, port, protocol'), 'siem:514, udp');
    await push(stateOf(runningAt('upload-backup')));
    expect(screen.getByLabelText('Host, port, protocol')).toHaveValue('siem:514, udp');
    await user.click(button('Save: SIEM (syslog-ng)'));
    expect(asked('note-worksheet')[0]?.input).toEqual({
      ...{ id: 'm-1', item: 'siem', where: 'siem:514, udp' },
    });
  });

  it('takes nothing that looks like a secret', async () => {
    const { user, asked } = await openWindow(running());
    await unfold(user);
    await user.click(button('Write down: E-mail (SMTP)'));
    await enterText(user, screen.getByLabelText('Note'), 'password: hunter2');
    expect(screen.getByText('This looks like a password or a token.')).toBeVisible();
    expect(button('Save: E-mail (SMTP)')).toBeDisabled();
    await user.type(screen.getByLabelText('Note'), '{Enter}');
    expect(asked('note-worksheet')).toEqual([]);
    await user.click(button('Do not save'));
    await user.click(button('Write down: E-mail (SMTP)'));
    expect(screen.getByLabelText('Note')).toHaveValue('');
  });

  it('says why it could not be written down, and keeps what was entered', async () => {
    const { user } = await openWindow(running(), {
      'note-worksheet': refuse('migration.locked', { pid: 1, host: 'desk', since: at }),
    });
    await unfold(user);
    await user.click(button('Write down: E-mail (SMTP)'));
    await enterText(user, screen.getByLabelText('Host, port, account'), 'mail:25');
    await user.click(button('Save: E-mail (SMTP)'));
    expect(await screen.findByRole('alert')).toHaveTextContent(/That did not work/);
    expect(screen.getByLabelText('Host, port, account')).toHaveValue('mail:25');
  });

  it.each(['html', 'csv'] as const)('is saved as %s where the person says', async (format) => {
    const { user, asked } = await openWindow(running(), {
      'choose-place': { ticket: 't-1', name: `i.${format}` },
      'export-worksheet': { path: `/home/me/i.${format}` },
    });
    await unfold(user);
    await user.click(
      button(format === 'html' ? 'Save the worksheet to print…' : 'Save the worksheet as CSV…'),
    );
    expect(asked('choose-place')[0]?.input).toEqual({
      ...{ purpose: 'worksheet', suggestedName: `integrations OLD-EPP.${format}` },
    });
    expect(asked('export-worksheet')[0]?.input).toEqual({
      ...{ id: 'm-1', format, file: { ticket: 't-1' } },
    });
    expect(await screen.findByText(`Saved as i.${format}.`)).toBeVisible();
  });

  it('stays as it is on the page of a failure while something is written down', async () => {
    const state = failedAt('restore-backup', { code: 'restore.failed', facts: {} });
    const { user, push } = await openWindow(state);
    await unfold(user);
    await user.click(button('Write down: E-mail (SMTP)'));
    await user.type(screen.getByLabelText('Note'), 'half');
    await push({ ...later(state, 5), worksheet: { sso: { ...noted(), item: 'sso' } } });
    expect(screen.getByLabelText('Note')).toHaveValue('half');
    expect(screen.getByLabelText('Note')).toHaveFocus();
  });

  it('stands open at the end, with what is left', async () => {
    await openWindow({ ...finished(), worksheet: { smtp: noted({ state: 're-entered' }) } });
    expect(item('E-mail (SMTP)').getByText('Entered, not tested')).toBeVisible();
    expect(screen.getByText(/^Enter again and test what the list/)).toBeVisible();
  });
});

describe('the finding about integrations', () => {
  const finding: Finding = {
    ...{ id: 'EPP-142', on: 'source', level: 'unknown' },
    ...{ measured: 'nothing is written into the worksheet', required: 'each' },
  };

  it('follows the worksheet while it is filled in on its page', async () => {
    const state = reviewing([finding, blockingFinding]);
    const { push } = await openWindow(state);
    expect(findingRow('EPP-142').getByText('To be said')).toBeVisible();
    const ids = [
      ...(['smtp', 'directory', 'entra', 'sso', 'scim', 'siem', 'shadow-repository'] as const),
      ...(['time', 'licence', 'server-certificate', 'dpi-certificate'] as const),
      ...(['client-packages', 'enforced-encryption', 'audit-log-backup'] as const),
    ];
    const all = ids.map((id) => [id, { ...noted(), item: id, state: 'not-used' }] as const);
    await push({ ...later(state, 5), worksheet: Object.fromEntries(all.slice(1)) });
    expect(findingRow('EPP-142').getByText(/13 of 14 .*not yet: E-mail/)).toBeVisible();
    await push({ ...later(state, 9), worksheet: Object.fromEntries(all) });
    expect(findingRow('EPP-142').getByText('Fine')).toBeVisible();
  });
});
