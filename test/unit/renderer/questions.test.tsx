import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { MigrationState } from '../../../shared/migration';
import { openWindow, refuse } from './open-window';
import { hostKeys } from './script-facts';
import { progressing, questions } from './states';

const button = (name: string | RegExp) => screen.getByRole('button', { name });
const answered = (answer: unknown) => ({ id: 'm-1', questionId: 'q-1', answer });

const again = (state: MigrationState): MigrationState => ({
  ...state,
  question: { ...state.question, again: true } as NonNullable<MigrationState['question']>,
});

describe('a host key', () => {
  const { source, target } = hostKeys;

  it('is shown in both forms, with the command for the console', async () => {
    await openWindow(questions['trust-host']);
    expect(screen.getByText(source.sha256)).toBeVisible();
    expect(screen.getByText(source.md5)).toBeVisible();
    expect(screen.getByText('ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub')).toBeVisible();
  });

  it.each([
    ['Accept and remember', { accept: true, remember: true }],
    ['Accept once', { accept: true, remember: false }],
    ['Cancel', { accept: false }],
  ])('is answered by “%s”', async (name, answer) => {
    const { user, asked } = await openWindow(questions['trust-host']);
    await user.click(button(name));
    expect(asked('answer-question')[0]?.input).toEqual(answered({ kind: 'trust-host', ...answer }));
    expect(button(name)).toBeDisabled();
  });

  it('cannot be accepted while the pasted fingerprint is another one', async () => {
    const { user } = await openWindow(questions['trust-host']);
    const field = screen.getByLabelText(/Paste or type/);
    await user.click(field);
    await user.paste(`256 ${target.sha256} root@NEW-EPP (ED25519)`);
    expect(screen.getByText(/^Not the same/)).toBeVisible();
    expect(button('Accept and remember')).toBeDisabled();
    await user.clear(field);
    await user.paste(source.md5);
    expect(screen.getByText(/^The same/)).toBeVisible();
    expect(button('Accept and remember')).toBeEnabled();
  });
});

describe('what cannot be undone', () => {
  const typed = [
    { kind: 'confirm-restore', name: 'NEW-EPP', wrong: 'OLD-EPP', go: 'Restore on NEW-EPP' },
    { kind: 'power-off', name: 'OLD-EPP', wrong: 'NEW-EPP', go: 'Power off OLD-EPP' },
  ] as const;

  it.each(typed)('is typed, not clicked: $kind', async ({ kind, name, wrong, go }) => {
    const { user, asked } = await openWindow(questions[kind]);
    const field = screen.getByLabelText(`Type ${name} to go on`);
    expect(button(go)).toBeDisabled();
    await user.type(field, wrong);
    expect(button(go)).toBeDisabled();
    expect(screen.getByText(/The other one is meant/)).toBeVisible();
    await user.type(field, '{Enter}');
    expect(asked('answer-question')).toEqual([]);
    await user.clear(field);
    await user.type(field, `${name.toLowerCase()} `);
    await user.click(button(go));
    expect(asked('answer-question')[0]?.input).toEqual(
      answered({
        ...{ kind, typedName: name.toLowerCase() },
        ...(kind === 'power-off' && { by: 'command' }),
      }),
    );
  });

  it('announces what is lost and whose login holds after a restore', async () => {
    await openWindow(questions['confirm-restore']);
    expect(screen.getByText('Its own backups: earlier')).toBeVisible();
    expect(screen.getByText(/Its accounts: those of the old server/)).toBeVisible();
    expect(
      screen.getByText(
        /log in as “epproot” with its password.*proven on OLD-EPP at 2026-11-24 01:35/,
      ),
    ).toBeVisible();
    expect(screen.getByText('291 GB free; needed 3.4 GB')).toBeVisible();
  });

  it('shows what has changed before the cutover, and takes a no', async () => {
    const { user, asked } = await openWindow(questions['accept-drift']);
    const table = screen.getByRole('region', { name: 'Something has changed since the backup' });
    expect(
      within(table).getByRole('rowheader', { name: 'Computers on the old server' }),
    ).toBeVisible();
    expect(table).toHaveTextContent(/430433.*What came since is not on it/);
    expect(table).toHaveTextContent(/Another backup on the old server.*by-hand/);
    await user.click(button('Do not cut over'));
    expect(asked('answer-question')[0]?.input).toEqual(
      answered({ kind: 'accept-drift', action: 'stop' }),
    );
  });

  it('goes on in spite of what has changed where a person says so', async () => {
    const { user, asked } = await openWindow(questions['accept-drift']);
    await user.click(button('Cut over all the same'));
    expect(asked('answer-question')[0]?.input).toEqual(
      answered({ kind: 'accept-drift', action: 'go-on' }),
    );
  });

  it('names the point of no return', async () => {
    await openWindow(questions['power-off']);
    expect(within(screen.getByRole('main')).getByText('Point of no return')).toBeVisible();
  });

  it('shows what the address changes from and to', async () => {
    const { user, asked } = await openWindow(questions['move-address']);
    const row = screen.getByRole('row', { name: /DNS servers/ });
    expect(row).toHaveTextContent('10.0.0.2');
    expect(row).toHaveTextContent('10.0.0.2, 10.0.0.3');
    await user.click(button('Give 10.0.0.10 to NEW-EPP'));
    expect(asked('answer-question')[0]?.input).toEqual(
      answered({ kind: 'move-address', accept: true, by: 'command' }),
    );
  });
});

describe('a secret', () => {
  it('is sent with Enter and says when the last one was not accepted', async () => {
    const { user, asked } = await openWindow(again(questions['enter-password']));
    expect(screen.getByText(/did not accept the password/)).toBeVisible();
    await user.type(screen.getByLabelText('Password'), 'secret{Enter}');
    expect(asked('answer-question')[0]?.input).toEqual(
      answered({ kind: 'enter-password', secret: 'secret' }),
    );
  });

  it('stays typed when the answer could not be given', async () => {
    const { user } = await openWindow(questions['enter-password'], {
      'answer-question': refuse('migration.not-found', { id: 'm-1' }),
    });
    await user.type(screen.getByLabelText('Password'), 'secret{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('There is no such migration');
    expect(screen.getByLabelText('Password')).toHaveValue('secret');
    expect(button('Log in to the old server')).toBeEnabled();
  });
});

describe('a page', () => {
  it('gives its heading the focus when it comes', async () => {
    const { push } = await openWindow(questions['enter-password']);
    await push(progressing('create-backup', { unit: 'percent', done: 1, total: 100 }));
    expect(screen.getByRole('heading', { level: 1 })).toHaveFocus();
  });

  it('stops the run and says what that leaves behind', async () => {
    const { user, asked } = await openWindow(questions['power-off']);
    expect(button('Stop for now')).toHaveAccessibleDescription(/Both servers stay as they are/);
    await user.click(button('Stop for now'));
    expect(asked('cancel-migration')[0]?.input).toEqual({ id: 'm-1' });
  });
});
