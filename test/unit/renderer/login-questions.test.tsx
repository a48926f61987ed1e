import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { ConnectingQuestion } from '../../../shared/connecting-question';
import type { MigrationState, Question } from '../../../shared/migration';
import { enterText } from './enter-text';
import { openWindow } from './open-window';
import { hostKeys } from './script-facts';
import type { connectingQuestions } from './script-questions';
import { questions } from './states';

const button = (name: string | RegExp) => screen.getByRole('button', { name });
const heading = () => screen.getByRole('heading', { level: 1 });
const answered = (answer: unknown) => ({ id: 'm-1', questionId: 'q-1', answer });

/** A question of connecting with changes, within a migration. */
function asking<Kind extends ConnectingQuestion['kind']>(
  kind: Kind,
  changes: Partial<(typeof connectingQuestions)[Kind]> = {},
): MigrationState {
  const state: MigrationState = questions[kind];
  const question: unknown = Object.assign({}, state.question as object, changes as object);
  return { ...state, question: question as Question };
}

describe('the server that a question is about', () => {
  it('is named with the jump host and its address', async () => {
    await openWindow(asking('enter-password', { hop: 2, host: 'bastion', port: 2222 }));
    expect(heading()).toHaveTextContent(
      'Password of epproot on jump host 2 (bastion:2222) on the way to the old server',
    );
    expect(button('Log in to jump host 2')).toBeDisabled();
  });

  it('is just the server where no side is known', async () => {
    await openWindow(asking('trust-host', { side: undefined }));
    expect(heading()).toHaveTextContent('Is this really the server?');
  });
});

describe('a host key that is seen first', () => {
  it('tells of a certificate authority that cannot be checked', async () => {
    await openWindow(asking('trust-host', { authority: { file: '~/.ssh/known_hosts', line: 3 } }));
    expect(screen.getByText(/known_hosts trusts a certificate authority/)).toBeVisible();
  });
});

describe('a host key that has changed', () => {
  const { source, target } = hostKeys;
  const go = 'Accept the new key of 10.0.0.10';
  const field = () => screen.getByLabelText('Type 10.0.0.10 to accept the new key');

  it('is shown beside the old one, with where that came from and what it may mean', async () => {
    await openWindow(questions['replace-host-key']);
    const before = within(
      screen.getByRole('heading', { name: 'Accepted before' }).parentElement as HTMLElement,
    );
    expect(before.getByText(source.sha256)).toBeVisible();
    expect(before.getByText(source.md5)).toBeVisible();
    const origin = before.getByText('/home/me/.ssh/known_hosts, line 14');
    expect(origin).toBeVisible();
    expect(before.getByText(/^2026-03-02 /)).toBeVisible();
    const now = within(
      screen.getByRole('heading', { name: 'Shown now' }).parentElement as HTMLElement,
    );
    expect(now.getByText(target.sha256)).toBeVisible();
    expect(now.getByText(target.md5)).toBeVisible();
    expect(screen.getByText(/Somebody is in between/)).toBeVisible();
    expect(screen.getByText(/written into the report/)).toBeVisible();
  });

  it.each([
    ['ssh-rsa', 1],
    ['ssh-ed25519', 0],
  ])('may be of another kind, which has a third meaning: %s', async (type, meanings) => {
    await openWindow(asking('replace-host-key', { hostKey: { ...target, type } }));
    const kind = screen.queryAllByText(/^It shows a key of another kind \(rsa, not ed25519\)/);
    expect(kind).toHaveLength(meanings);
  });

  it('is accepted by typing the name of the server only', async () => {
    const { user, asked } = await openWindow(questions['replace-host-key']);
    expect(button(go)).toBeDisabled();
    await user.type(field(), '10.0.0.1{Enter}');
    expect(button(go)).toBeDisabled();
    expect(asked('answer-question')).toEqual([]);
    await user.type(field(), '0');
    await user.click(button(go));
    expect(asked('answer-question')[0]?.input).toEqual(
      answered({ kind: 'replace-host-key', typedName: '10.0.0.10' }),
    );
  });

  it('cannot be accepted while the console shows another one', async () => {
    const { user } = await openWindow(questions['replace-host-key']);
    await enterText(user, field(), '10.0.0.10');
    await user.click(screen.getByLabelText(/Paste or type/));
    await user.paste(source.sha256);
    expect(button(go)).toBeDisabled();
    await user.clear(screen.getByLabelText(/Paste or type/));
    await user.paste(target.md5);
    expect(button(go)).toBeEnabled();
  });
});

describe('a secret that was not accepted', () => {
  it.each([
    ['enter-password', 'Password'],
    ['enter-passphrase', 'Passphrase'],
  ] as const)('is asked for again in its field: %s', async (kind, label) => {
    const { push } = await openWindow(asking(kind));
    expect(screen.getByLabelText(label)).not.toHaveFocus();
    const { question, ...state } = asking(kind, { again: true });
    await push({ ...state, question: question && { ...question, id: 'q-2' } });
    expect(screen.getByLabelText(label)).toHaveFocus();
  });

  it('may have been the password or the code', async () => {
    await openWindow(asking('enter-password', { again: true }));
    expect(
      screen.getByText(/did not accept the password or, where it asked for one, the code/),
    ).toBeVisible();
  });
});

describe('a secret that may be remembered', () => {
  it.each(['enter-password', 'enter-passphrase'] as const)(
    'is remembered only when asked to: %s',
    async (kind) => {
      const { user, asked } = await openWindow(asking(kind, { mayRemember: true }));
      const field = screen.getByLabelText(/^(Password|Passphrase)$/);
      await enterText(user, field, 'secret');
      await user.click(screen.getByRole('checkbox', { name: 'Remember on this computer' }));
      await user.type(field, '{Enter}');
      expect(asked('answer-question')[0]?.input).toEqual(
        answered({ kind, secret: 'secret', remember: true }),
      );
    },
  );

  it('is not offered where this computer cannot keep it', async () => {
    const { user, asked } = await openWindow(asking('enter-passphrase', { again: true }));
    expect(screen.queryByRole('checkbox')).toBeNull();
    expect(screen.getByText(/did not open the key file/)).toBeVisible();
    await user.type(screen.getByLabelText('Passphrase'), 'secret{Enter}');
    expect(asked('answer-question')[0]?.input).toEqual(
      answered({ kind: 'enter-passphrase', secret: 'secret' }),
    );
  });

  it('names the key file without its folder', async () => {
    await openWindow(asking('enter-passphrase', { file: 'C:\\Users\\me\\keys\\epp.ppk' }));
    expect(heading()).toHaveTextContent('Passphrase of the key file epp.ppk');
    expect(document.body).not.toHaveTextContent('Users');
  });
});

describe('what a server asks in its own words', () => {
  it('is shown as text and answered as one form, hidden unless the server says otherwise', async () => {
    const { user, asked } = await openWindow(
      asking('answer-prompts', { instructions: 'Call <b>555</b>' }),
    );
    expect(screen.getByText('Call <b>555</b>')).toBeVisible();
    expect(screen.getByText(/comes from the server, not from this program/)).toBeVisible();
    const shown = screen.getByLabelText('Account for the audit:');
    const hidden = screen.getByLabelText('One-time code:');
    expect(shown).not.toHaveAttribute('type', 'password');
    expect(hidden).toHaveAttribute('type', 'password');
    await user.type(shown, 'me');
    await enterText(user, hidden, '123456');
    await user.click(button('Send to the old server'));
    expect(asked('answer-question')[0]?.input).toEqual(
      answered({ kind: 'answer-prompts', secrets: ['me', '123456'] }),
    );
  });

  it('has a field, too, where the server gave it no name, and may be answered with nothing', async () => {
    const { user, asked } = await openWindow(
      asking('answer-prompts', {
        title: '',
        instructions: '',
        prompts: [{ text: ' ', echo: true }],
      }),
    );
    expect(screen.getByLabelText('Answer 1')).toBeVisible();
    expect(screen.queryByText('10.0.0.10:22 says')).toBeNull();
    await user.click(button('Send to the old server'));
    expect(asked('answer-question')[0]?.input).toEqual(
      answered({ kind: 'answer-prompts', secrets: [''] }),
    );
  });
});

describe('weak algorithms', () => {
  it('are named with the gap and with what both sides know', async () => {
    await openWindow(questions['allow-legacy']);
    expect(screen.getByText('Nothing in common: key exchange, host key, integrity')).toBeVisible();
    const encryption = screen.getByRole('row', { name: /^Encryption/ });
    expect(within(encryption).getAllByText('both')).toHaveLength(2);
    expect(screen.getByRole('row', { name: /^Key exchange/ })).not.toHaveTextContent('both');
    expect(screen.getByText(/written into the report/)).toBeVisible();
  });

  it.each([
    ['Allow for this server', true],
    ['Cancel', false],
  ])('are answered by “%s”', async (name, accept) => {
    const { user, asked } = await openWindow(questions['allow-legacy']);
    await user.click(button(name));
    expect(asked('answer-question')[0]?.input).toEqual(answered({ kind: 'allow-legacy', accept }));
  });
});

describe('a version that a person reads', () => {
  it.each([
    ['source', 'the old server'],
    [undefined, 'this server'],
  ] as const)('is asked of a side, or of this server: %s', async (side, server) => {
    await openWindow(asking('enter-version', { side }));
    expect(heading()).toHaveTextContent(`Which version does ${server} run?`);
  });

  it('is checked before it is sent, and says where it stands', async () => {
    const { user, asked } = await openWindow(questions['enter-version']);
    expect(screen.getByText(/“unknown \(build 7\)”/)).toBeVisible();
    expect(screen.getByText(/lower right corner/)).toBeVisible();
    const field = screen.getByLabelText('Version');
    await user.type(field, '5.2');
    expect(screen.getByText(/This is no version/)).toBeVisible();
    expect(button('Go on')).toBeDisabled();
    await user.type(field, '.0.6{Enter}');
    expect(asked('answer-question')[0]?.input).toEqual(
      answered({ kind: 'enter-version', version: '5.2.0.6' }),
    );
    expect(button('Go on with version 5.2.0.6')).toBeDisabled();
  });
});
