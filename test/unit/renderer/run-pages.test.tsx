import { act, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { FindingId, FindingLevel } from '../../../shared/finding';
import { openWindow } from './open-window';
import { blockingFinding, counts, findings, hostKeys, plan } from './script-facts';
import { weak } from './script-questions';
import { endedAt, failedAt, finished, progressing, questions, runningAt, stateOf } from './states';

const button = (name: string | RegExp) => screen.getByRole('button', { name });
const heading = () => screen.getByRole('heading', { level: 1 });

describe('a running migration', () => {
  it('says what it does, how far it is and how long it may take', async () => {
    const rate = 11_400_000;
    const average = 9e6;
    await openWindow(
      progressing('download-backup', { unit: 'bytes', done: 612e6, total: 1432e6, rate, average }),
    );
    expect(heading()).toHaveTextContent('Moving the backup from the old server');
    expect(screen.getByText('612 MB of 1.4 GB')).toBeVisible();
    expect(screen.getByText(/11\.4 MB\/s/)).toBeVisible();
    expect(screen.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '42');
    // Not in the first three seconds.
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

  it('says while it connects over which servers it goes', async () => {
    const via = [{ host: 'bastion', port: 22, user: 'jump' }];
    await openWindow(stateOf(runningAt('connect-source', { source: { ...plan.source, via } })));
    expect(screen.getByText('jump@bastion:22')).toBeVisible();
    expect(screen.getByText('epproot@10.0.0.10:22')).toBeVisible();
  });

  it('shows the version and the beginning of the fingerprint of a server that is known', async () => {
    await openWindow(stateOf(runningAt('create-backup')));
    const old = within(screen.getByRole('article', { name: 'Old server' }));
    expect(old.getByText('Version 5.2.0.6')).toBeVisible();
    expect(old.getByText('SHA256:uNiVztks…')).toBeInTheDocument();
  });

  it('lists what the checks found, with words for the level', async () => {
    const made = runningAt('check-readiness');
    made.play({ type: 'findings-made', findings });
    await openWindow(stateOf(made));
    const [worst] = within(screen.getByRole('main')).getAllByText(/^(Fine|Warning|Blocks)$/);
    expect(worst).toHaveTextContent('Warning');
    expect(screen.getByText(/52\.4 GB of 320 GB free/)).toBeVisible();
  });

  it('lists every level and what people said of it', async () => {
    const at = '2026-11-24T01:00:00Z';
    const [statement, waiver] = [
      { holds: true, note: 'done', by: 'Ada', at },
      { reason: 'a lab', by: 'Bob', at },
    ];
    const made = runningAt('check-readiness');
    const found = (id: FindingId, level: FindingLevel) =>
      ({ id, level, on: 'source', measured: 'seen', required: 'needed' }) as const;
    made.play({
      type: 'findings-made',
      findings: [
        found('EPP-105', 'ok'),
        found('EPP-143', 'info'),
        { ...found('EPP-124', 'error'), waiver },
        { ...found('EPP-140', 'unknown'), statement },
        found('EPP-142', 'unknown'),
        found('EPP-110', 'warning'),
        found('EPP-111', 'error'),
      ],
    });
    await openWindow(stateOf(made));
    const words = /^(Blocks|To be said|Warning|Let pass|Confirmed|To know|Fine)$/;
    const shown = within(screen.getByRole('main')).getAllByText(words);
    expect(shown.map(({ textContent }) => textContent)).toEqual([
      'Blocks',
      'To be said',
      'Warning',
      'Let pass',
      'Confirmed',
      'To know',
      'Fine',
    ]);
    expect(screen.getByText(/said by Ada on 2026-11-24/)).toHaveTextContent('Note: done');
    expect(screen.getByText(/^Bob goes on in spite of it/)).toHaveTextContent('Reason: a lab');
    expect(screen.queryByRole('radio', { name: 'It is so' })).toBeNull();
  });

  it('names servers and phase in the title of the window, and speaks milestones', async () => {
    const { push } = await openWindow(stateOf(runningAt('create-backup')));
    expect(document.title).toBe('OLD-EPP → NEW-EPP · Back up · EPP Migration Assistant');
    await push(stateOf(runningAt('download-backup')));
    expect(document.title).toMatch(/Transfer/);
    const spoken = screen.getAllByRole('status').map((status) => status.textContent);
    expect(spoken).toContain('Moving the backup from the old server');
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
    expect(button('Try again')).toHaveAccessibleDescription(/Deliver the backup/);
    await user.click(button('Try again'));
    expect(asked('resume-migration')[0]?.input).toEqual({ id: 'm-1' });
    await user.click(button('Back home'));
    expect(heading()).toHaveTextContent('Move an Endpoint Protector server');
  });

  it('shows a changed host key beside the old one and says that the name is typed on another try', async () => {
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
    expect(screen.getByText(/type the server’s name when asked/)).toBeVisible();
    expect(button('Try again')).toBeEnabled();
  });

  it('offers a new migration with the addresses filled in where another try cannot help', async () => {
    const { user, asked } = await openWindow(
      failedAt('connect-target', { code: 'appliance.same-machine', facts: { by: 'machine-id' } }),
    );
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
    await user.click(button('Start a new migration'));
    expect(heading()).toHaveTextContent('Which two servers?');
    const addresses = screen.getAllByLabelText('Address or host name');
    expect(addresses.map((field) => (field as HTMLInputElement).value)).toEqual([
      '10.0.0.10',
      '10.0.0.20',
    ]);
    expect(asked('resume-migration')).toEqual([]);
  });

  it('lists what blocks', async () => {
    const failure = { code: 'preflight.blocked', facts: { errors: 1 } } as const;
    await openWindow(failedAt('check-readiness', failure, [blockingFinding]));
    expect(screen.getByText('Blocks')).toBeVisible();
    expect(screen.getByText(/412 MB free/)).toBeVisible();
  });

  it('goes on after a stop, and after a planned wait', async () => {
    const { user, asked } = await openWindow(
      endedAt('recheck-plan', 'stopped', { until: 'verify' }),
    );
    expect(heading()).toHaveTextContent('The pause before the cutover');
    expect(screen.getByText(/The pause may last days/)).toBeVisible();
    expect(screen.getByRole('region', { name: 'What was compared' })).toBeVisible();
    await user.click(button('Continue: Look again before the cutover'));
    expect(asked('resume-migration')[0]?.input).toEqual({ id: 'm-1' });
  });

  it('tells what was proven, what was counted, and what remains', async () => {
    const { user, asked } = await openWindow(finished());
    expect(heading()).toHaveTextContent('NEW-EPP has taken the place of OLD-EPP');
    expect(screen.getByText(/is the new server, by its host key/)).toBeVisible();
    expect(screen.getAllByText('same')).toHaveLength(Object.keys(counts).length);
    expect(screen.getByText(/do not delete it until/)).toBeVisible();
    expect(screen.getByText(/proven saved: it was typed back/)).toBeVisible();
    expect(screen.getByText(/key of the restore was read from the recovery kit/)).toBeVisible();
    await user.click(button('Open as text'));
    expect(asked('open-report')[0]?.input).toEqual({ id: 'm-1', format: 'text' });
  });

  it('tells at the end what was let pass on the way', async () => {
    const at = '2026-11-24T01:10:00Z';
    await openWindow({
      ...finished(),
      replacedKeys: [
        {
          type: 'host-key-pinned',
          side: 'source',
          hostKey: hostKeys.source,
          replaced: hostKeys.target,
          at,
        },
      ],
      legacy: [
        { type: 'legacy-allowed', side: 'source', address: '10.0.0.10:22', would: weak, at },
      ],
    });
    expect(screen.getByText(/SHA256:uNiVztks… took the place.*old server/)).toBeVisible();
    expect(screen.getByText(/10\.0\.0\.10:22: diffie-hellman-group14-sha1, ssh-rsa/)).toBeVisible();
  });
});
