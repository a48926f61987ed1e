import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { verdictWords } from '../../../shared/words/inspection';
import { enterText } from './enter-text';
import { doneRun, opaqueFound } from './inspections';
import { openWindow, refuse } from './open-window';
import { plan } from './script-facts';
import { endedAt, finished, questions } from './states';

const button = (name: string | RegExp) => screen.getByRole('button', { name });
const heading = () => screen.getByRole('heading', { level: 1 });

describe('home', () => {
  it('teaches while there is nothing', async () => {
    await openWindow();
    expect(await screen.findByText('How a migration goes')).toBeVisible();
    expect(button(/^Start a migration/)).toBeVisible();
    expect(button(/^Practise first/)).toBeVisible();
    expect(button(/^Inspect a backup file/)).toBeVisible();
  });

  it('continues what is unfinished and opens the report of what is finished', async () => {
    const stopped = { ...endedAt('restore-backup', 'cancelled'), id: 'm-2' };
    const { user, asked } = await openWindow(undefined, {
      'list-migrations': [finished(), stopped],
    });
    await user.click(await screen.findByRole('button', { name: /^Report of/ }));
    expect(asked('open-report')[0]?.input).toEqual({ id: 'm-1', format: 'html' });
    expect(screen.getByText('Reached: Restore')).toBeVisible();
    await user.click(button('Continue OLD-EPP → NEW-EPP'));
    expect(heading()).toHaveTextContent('You stopped the migration');
  });

  it('forgets a migration only when asked twice', async () => {
    const stopped = endedAt('restore-backup', 'cancelled');
    const { user, asked } = await openWindow(undefined, { 'list-migrations': [stopped] });
    await user.click(await screen.findByRole('button', { name: /^Forget OLD-EPP/ }));
    expect(asked('forget-migration')).toEqual([]);
    await user.click(await screen.findByRole('button', { name: 'Forget this migration' }));
    expect(asked('forget-migration')[0]?.input).toEqual({ id: 'm-1' });
    await waitFor(() => expect(screen.queryByText('Not finished yet')).toBeNull());
  });

  it('does not hide what cannot be read, and says where it lies and what to do', async () => {
    const folder = '/home/me/.local/share/epp-migrate/m-7';
    const { user, asked } = await openWindow(undefined, {
      'list-damaged': [{ id: 'm-7', folder }],
    });
    expect(await screen.findByRole('heading', { name: 'Cannot be read' })).toBeVisible();
    expect(screen.getByText('The journal of this migration is damaged')).toBeVisible();
    expect(screen.getByText(/The folder was not changed/)).toBeVisible();
    expect(screen.getByText(/Restore the file from a backup/)).toBeVisible();
    expect(screen.queryByText('How a migration goes')).toBeNull();
    await user.click(button(`Copy the folder ${folder}`));
    expect(asked('copy-text')[0]?.input).toEqual({ text: folder });
  });

  it('says why the list could not be read', async () => {
    await openWindow(undefined, { 'list-migrations': refuse('migration.storage') });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'A file of this program cannot be written',
    );
  });
});

describe('the ways to begin', () => {
  it('start a migration with two servers', async () => {
    const { user, asked } = await openWindow(undefined, { 'start-migration': { id: 'm-9' } });
    await user.click(button(/^Start a migration/));
    await user.click(button('Connect to both servers'));
    expect(screen.getAllByText('Enter a host name or an IP address.')).toHaveLength(2);
    expect(asked('start-migration')).toEqual([]);
    const [old, fresh] = screen.getAllByLabelText('Address or host name');
    if (old) await enterText(user, old, '10.0.0.10');
    if (fresh) await enterText(user, fresh, '10.0.0.20');
    await user.click(button('Connect to both servers'));
    expect(asked('start-migration')[0]?.input).toEqual({
      plan: { ...plan, firstBackup: 'before-cutover' },
    });
    expect(heading()).toHaveTextContent('Opening the migration');
  });

  it('can be told to wait before the old server is powered off', async () => {
    const { user, asked } = await openWindow(undefined, { 'start-migration': { id: 'm-9' } });
    await user.click(button(/^Start a migration/));
    const [old, fresh] = screen.getAllByLabelText('Address or host name');
    if (old) await enterText(user, old, '10.0.0.10');
    if (fresh) await enterText(user, fresh, '10.0.0.20');
    await user.click(screen.getByLabelText(/^Pause before the cutover/));
    await user.click(button('Connect to both servers'));
    expect(asked('start-migration')[0]?.input).toMatchObject({ plan: { until: 'verify' } });
  });

  it('can be told only to prove that the restore can work', async () => {
    const { user, asked } = await openWindow(undefined, { 'start-migration': { id: 'm-9' } });
    await user.click(button(/^Start a migration/));
    const [old, fresh] = screen.getAllByLabelText('Address or host name');
    if (old) await enterText(user, old, '10.0.0.10');
    if (fresh) await enterText(user, fresh, '10.0.0.20');
    await user.click(screen.getByLabelText(/^Only prove that the restore can work/));
    await user.click(button('Connect to both servers'));
    expect(asked('start-migration')[0]?.input).toMatchObject({
      plan: { until: 'validate-restore' },
    });
  });

  it('practise with a password that is filled in', async () => {
    const practice = { ...plan, practice: 'pair-1' };
    const { user, asked, push } = await openWindow(undefined, {
      'start-practice': { plan: practice, password: 'from-the-shell' },
      'start-migration': { id: 'm-1' },
    });
    await user.click(button(/^Practise first/));
    await user.click(screen.getByLabelText(/Disk nearly full/));
    const computers = screen.getByLabelText(/Number of computers/);
    await user.clear(computers);
    expect(button('Start the practice servers')).toBeDisabled();
    await user.type(computers, '60');
    await user.click(button('Start the practice servers'));
    expect(asked('start-practice')[0]?.input).toEqual({ preset: 'nearly-full', computers: 60 });
    await push({ ...questions['enter-password'], plan: practice });
    expect(screen.getByLabelText(/Password/, { selector: 'input' })).toHaveValue('from-the-shell');
    expect(screen.getByText('Practice', { exact: true })).toBeVisible();
  });

  it('inspect a file that was chosen or dropped', async () => {
    const { user, asked, pushInspection } = await openWindow(undefined, {
      'choose-file': { ticket: 'chosen', name: 'old.eppb' },
      'start-inspection': { id: 'inspection-1' },
    });
    await user.click(button(/^Inspect a backup file/));
    await user.click(button('Choose a backup file…'));
    await pushInspection(doneRun(opaqueFound));
    expect(screen.getByText(verdictWords(opaqueFound))).toBeVisible();
    expect(screen.getByText('ab'.repeat(32))).toBeVisible();
    const zone = screen.getByText('Drop another file here');
    fireEvent.dragOver(zone);
    expect(zone).toHaveTextContent('Let go to inspect it');
    const leave = (relatedTarget: EventTarget | null) =>
      fireEvent(zone, new MouseEvent('dragleave', { bubbles: true, relatedTarget }));
    leave(zone.parentElement);
    expect(zone).toHaveTextContent('Let go to inspect it');
    leave(document.body);
    expect(zone).toHaveTextContent('Drop another file here');
    fireEvent.drop(zone, { dataTransfer: { files: [new File(['x'], 'dropped.eppb')] } });
    await waitFor(() => expect(asked('start-inspection')).toHaveLength(2));
    expect(asked('start-inspection').map(({ input }) => input)).toEqual([
      { file: { ticket: 'chosen' }, target: '' },
      { file: { ticket: 'dropped' }, target: '' },
    ]);
  });
});
