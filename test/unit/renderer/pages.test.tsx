import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { openWindow, refuse } from './open-window';
import { blockingFinding, counts, findings, hostKeys, plan } from './script-facts';
import { endedAt, failedAt, finished, progressing, questions, runningAt, stateOf } from './states';

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
    expect(await screen.findByRole('alert')).toHaveTextContent('The journal cannot be written');
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
    if (old) await user.type(old, '10.0.0.10');
    if (fresh) await user.type(fresh, '10.0.0.20');
    await user.click(button('Connect to both servers'));
    expect(asked('start-migration')[0]?.input).toEqual({ plan });
    expect(heading()).toHaveTextContent('Opening the migration');
  });

  it('can be told to wait before the old server is powered off', async () => {
    const { user, asked } = await openWindow(undefined, { 'start-migration': { id: 'm-9' } });
    await user.click(button(/^Start a migration/));
    const [old, fresh] = screen.getAllByLabelText('Address or host name');
    if (old) await user.type(old, '10.0.0.10');
    if (fresh) await user.type(fresh, '10.0.0.20');
    await user.click(screen.getByLabelText(/^Stop before the old server is powered off/));
    await user.click(button('Connect to both servers'));
    expect(asked('start-migration')[0]?.input).toMatchObject({ plan: { until: 'verify' } });
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
    const result = {
      name: 'old.eppb',
      size: 214_300_112,
      sha256: 'ab'.repeat(32),
      firstBytes: '3c68746d6c3e',
      kind: 'html',
      remarks: ['not-a-backup'],
    };
    const { user, asked } = await openWindow(undefined, {
      'choose-file': { ticket: 'chosen', name: 'old.eppb' },
      'inspect-file': result,
    });
    await user.click(button(/^Inspect a backup file/));
    await user.click(button('Choose a backup file…'));
    expect(await screen.findByText('A web page, not a backup')).toBeVisible();
    expect(screen.getByText('ab'.repeat(32))).toBeVisible();
    const zone = screen.getByText('Drop a backup file here');
    fireEvent.dragOver(zone);
    expect(zone).toHaveTextContent('Let go to inspect it');
    const leave = (relatedTarget: EventTarget | null) =>
      fireEvent(zone, new MouseEvent('dragleave', { bubbles: true, relatedTarget }));
    leave(zone.parentElement);
    expect(zone).toHaveTextContent('Let go to inspect it');
    leave(document.body);
    expect(zone).toHaveTextContent('Drop a backup file here');
    fireEvent.drop(zone, { dataTransfer: { files: [new File(['x'], 'dropped.eppb')] } });
    await waitFor(() => expect(asked('inspect-file')).toHaveLength(2));
    expect(asked('inspect-file').map(({ input }) => input)).toEqual([
      { file: { ticket: 'chosen' } },
      { file: { ticket: 'dropped' } },
    ]);
  });
});

describe('a running migration', () => {
  it('says what it does, how far it is and how long it may take', async () => {
    const rate = 11_400_000;
    await openWindow(
      progressing('download-backup', { unit: 'bytes', done: 612e6, total: 1432e6, rate }),
    );
    expect(heading()).toHaveTextContent('Downloading the backup from the old server');
    expect(screen.getByText('612 MB of 1.4 GB')).toBeVisible();
    expect(screen.getByText(/11\.4 MB\/s/)).toBeVisible();
    expect(screen.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '42');
    // Not before the rate is two seconds old.
    await screen.findByText(/about .+ left/, undefined, { timeout: 5000 });
  });

  it('guesses the time left from what was done since it was watched', async () => {
    vi.useFakeTimers();
    try {
      const at = (done: number) =>
        progressing('restore-backup', { unit: 'percent', done, total: 100 }, 40 + done);
      const { push } = await openWindow(at(50));
      await act(async () => vi.advanceTimersByTime(60_000));
      expect(screen.queryByText(/about .+ left/)).toBeNull();
      await push(at(60));
      expect(screen.getByText(/about 3 to 6 min left/)).toBeVisible();
    } finally {
      vi.useRealTimers();
    }
  });

  it('has no bar that jumps back', async () => {
    const at = (done: number) =>
      progressing('restore-backup', { unit: 'percent', done, total: 100 }, 40 + done);
    const { push } = await openWindow(at(50));
    const later = { ...at(30), updatedAt: at(50).updatedAt };
    await push(later);
    expect(screen.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '50');
  });

  it('says how long it usually takes where nothing is known', async () => {
    await openWindow(stateOf(runningAt('restore-backup')));
    expect(screen.queryByRole('progressbar')).toBeNull();
    expect(screen.getByText(/usually takes 15 to 45 minutes/)).toBeVisible();
  });

  it('lists what the checks found, with words for the level', async () => {
    const made = runningAt('check-readiness');
    made.play({ type: 'findings-made', findings });
    await openWindow(stateOf(made));
    const [worst] = within(screen.getByRole('main')).getAllByText(/^(Fine|Warning|Blocks)$/);
    expect(worst).toHaveTextContent('Warning');
    expect(screen.getByText(/52\.4 GB of 320 GB free/)).toBeVisible();
  });

  it('names servers and phase in the title of the window, and speaks milestones', async () => {
    const { push } = await openWindow(stateOf(runningAt('create-backup')));
    expect(document.title).toBe('OLD-EPP → NEW-EPP · Back up · EPP Migration Assistant');
    await push(stateOf(runningAt('download-backup')));
    expect(document.title).toMatch(/Transfer/);
    const spoken = screen.getAllByRole('status').map((status) => status.textContent);
    expect(spoken).toContain('Downloading the backup from the old server');
  });

  it('shows the commands with Ctrl+J, from a field, too', async () => {
    const { user, asked } = await openWindow(questions['confirm-restore']);
    await user.click(screen.getByLabelText(/^Type NEW-EPP/));
    await user.keyboard('{Control>}j{/Control}');
    const drawer = await screen.findByRole('dialog', { name: 'Commands run' });
    expect(within(drawer).getByText('eppctl backup start b-1')).toBeVisible();
    await user.click(within(drawer).getByRole('button', { name: 'Copy all' }));
    const line = /Old server\teppctl backup start b-1\t84 ms\texit 0/i;
    expect(asked('copy-text')[0]?.input).toEqual({ text: expect.stringMatching(line) });
  });
});

describe('the end of a run', () => {
  it('puts a failure in the place of the thing, with what is true and a way on', async () => {
    const { user, asked } = await openWindow(
      failedAt('upload-backup', { code: 'transfer.no-space', facts: { where: 'the new server' } }),
    );
    expect(heading()).toHaveTextContent('There is no room left');
    expect(screen.getByText(/Runs as before and serves its clients/)).toBeVisible();
    expect(button('Try again')).toHaveAccessibleDescription(/Upload the backup/);
    await user.click(button('Try again'));
    expect(asked('resume-migration')[0]?.input).toEqual({ id: 'm-1' });
    await user.click(button('Back home'));
    expect(heading()).toHaveTextContent('Move an Endpoint Protector server');
  });

  it('shows a changed host key beside the old one and offers no way to accept it', async () => {
    const seen = hostKeys.source.sha256;
    await openWindow(
      failedAt('connect-target', {
        code: 'ssh.host-key-changed',
        facts: { host: '10.0.0.20', port: 22, expected: hostKeys.target.sha256, seen },
      }),
    );
    const { target } = hostKeys;
    expect(screen.getByText('Accepted before').nextSibling).toHaveTextContent(target.sha256);
    expect(screen.getByText('Shown now').nextSibling).toHaveTextContent(seen);
    expect(screen.queryByRole('button', { name: /^accept/i })).toBeNull();
  });

  it('lists what blocks', async () => {
    const failure = { code: 'preflight.blocked', facts: { errors: 1 } } as const;
    await openWindow(failedAt('check-readiness', failure, [blockingFinding]));
    expect(screen.getByText('Blocks')).toBeVisible();
    expect(screen.getByText(/412 MB free/)).toBeVisible();
  });

  it('goes on after a stop, and after a planned wait', async () => {
    const { user, asked } = await openWindow(
      endedAt('power-off-source', 'stopped', { until: 'verify' }),
    );
    expect(heading()).toHaveTextContent('The migration waits here, as planned');
    await user.click(button('Continue: Power off the old server'));
    expect(asked('resume-migration')[0]?.input).toEqual({ id: 'm-1' });
  });

  it('tells what was proven, what was counted, and what remains', async () => {
    const { user, asked } = await openWindow(finished());
    expect(heading()).toHaveTextContent('NEW-EPP has taken the place of OLD-EPP');
    expect(screen.getByText(/is the new server, by its host key/)).toBeVisible();
    expect(screen.getAllByText('same')).toHaveLength(Object.keys(counts).length);
    expect(screen.getByText(/do not delete it until/)).toBeVisible();
    await user.click(button('Open as text'));
    expect(asked('open-report')[0]?.input).toEqual({ id: 'm-1', format: 'text' });
  });
});
