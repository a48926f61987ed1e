import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { MigrationState } from '../../../shared/migration';
import { openWindow, refuse } from './open-window';
import { hostKeys } from './script-facts';
import { progressing, questions } from './states';

const key = 'N07K1IAC0W00C4S4';
const button = (name: string | RegExp) => screen.getByRole('button', { name });
const answered = (answer: unknown) => ({ id: 'm-1', questionId: 'q-1', answer });

const again = (state: MigrationState): MigrationState => ({
  ...state,
  question: { ...state.question, again: true } as NonNullable<MigrationState['question']>,
});

describe('the gate of the key', () => {
  const open = (state: MigrationState = questions['save-key']) =>
    openWindow(state, { 'reveal-key': { key } });
  const shown = () => screen.getByTestId('key').textContent?.includes('N07K');
  const goOn = () => button('Create backup on OLD-EPP');

  it('shows the key only while the button is held, by mouse or by keyboard', async () => {
    const { user } = await open();
    const hold = button('Hold to show');
    await waitFor(() => expect(hold).toBeEnabled());
    expect(shown()).toBe(false);
    await user.pointer({ keys: '[MouseLeft>]', target: hold });
    expect(shown()).toBe(true);
    await user.pointer({ keys: '[/MouseLeft]', target: hold });
    expect(shown()).toBe(false);
    hold.focus();
    await user.keyboard('{ >}');
    expect(shown()).toBe(true);
    await user.keyboard('{/ }');
    expect(shown()).toBe(false);
  });

  it('has no other way on than typing the key back', async () => {
    const { user, asked } = await open();
    expect(screen.queryByRole('checkbox')).toBeNull();
    expect(goOn()).toBeDisabled();
    await user.type(screen.getByLabelText('Type the key back'), '   ');
    expect(goOn()).toBeDisabled();
    await user.type(screen.getByLabelText('Type the key back'), 'N07K 1IAC 0W00 C4S4');
    await user.click(goOn());
    expect(asked('answer-question').map(({ input }) => input)).toEqual([
      answered({ kind: 'save-key', secret: key }),
    ]);
  });

  it('hides the key and its copy while it is typed back', async () => {
    const { user } = await open();
    await waitFor(() => expect(button('Copy the key')).toBeEnabled());
    await user.type(screen.getByLabelText('Type the key back'), 'N');
    expect(button('Hold to show')).toBeDisabled();
    expect(button('Copy the key')).toBeDisabled();
    expect(screen.getByText(/hidden while you type/)).toBeVisible();
    await user.clear(screen.getByLabelText('Type the key back'));
    expect(button('Hold to show')).toBeEnabled();
  });

  it('saves a kit where the person chose, and copies through the shell', async () => {
    const { user, asked } = await openWindow(questions['save-key'], {
      'reveal-key': { key },
      'choose-place': { ticket: 't-1', name: 'kit.txt' },
      'save-kit': { path: 'kit.txt' },
    });
    await waitFor(() => expect(button('Copy the key')).toBeEnabled());
    await user.click(button('Save recovery kit…'));
    expect(await screen.findByText(/recovery kit is saved/)).toBeVisible();
    expect(asked('save-kit')[0]?.input).toEqual({ id: 'm-1', file: { ticket: 't-1' } });
    await user.click(button('Copy the key'));
    expect(asked('copy-text')[0]?.input).toEqual({ text: key });
    expect(await screen.findByText(/clipboard is cleared after 60 seconds/)).toBeVisible();
  });

  it('claims no kit where the dialog was closed, or the file could not be written', async () => {
    const { user, asked } = await open();
    await waitFor(() => expect(button('Save recovery kit…')).toBeEnabled());
    await user.click(button('Save recovery kit…'));
    expect(asked('save-kit')).toEqual([]);
    expect(screen.queryByText(/recovery kit is saved/)).toBeNull();
  });

  it('says when what was typed was not the key, and asks anew', async () => {
    await open(again(questions['save-key']));
    expect(screen.getByText(/That was not the key/)).toBeVisible();
    expect(goOn()).toBeDisabled();
  });

  it('forgets the typed key when the question is asked again', async () => {
    const { user, push } = await open();
    await user.type(screen.getByLabelText('Type the key back'), 'WRONG');
    const next = again(questions['save-key']);
    await push({
      ...next,
      question: { ...next.question, id: 'q-2' } as MigrationState['question'],
    });
    expect(screen.getByLabelText('Type the key back')).toHaveValue('');
  });
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
      answered({ kind, typedName: name.toLowerCase() }),
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
      answered({ kind: 'move-address', accept: true }),
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

  it('is asked for again as the key after a restart, blanks aside', async () => {
    const { user, asked } = await openWindow(questions['enter-key']);
    await user.type(screen.getByLabelText('System Backup Key'), 'N07K 1IAC 0W00 C4S4');
    await user.click(button('Go on with this key'));
    expect(asked('answer-question')[0]?.input).toEqual(
      answered({ kind: 'enter-key', secret: key }),
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
