import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { MigrationState, Question } from '../../../shared/migration';
import { chooseRoute } from '../../../shared/route';
import { enterText } from './enter-text';
import { openWindow } from './open-window';
import { endedAt, progressing, questions } from './states';

const button = (name: string | RegExp) => screen.getByRole('button', { name });
const heading = () => screen.getByRole('heading', { level: 1 });
const field = (name: string | RegExp) => screen.getByLabelText(name);

const changed = (state: MigrationState, changes: object): MigrationState => ({
  ...state,
  question: { ...state.question, ...changes } as Question,
});

describe('a backup that a person moves', () => {
  it('is brought by choosing its file, and a wrong one is named', async () => {
    const fault = { code: 'transfer.other-file', facts: { seen: '2 B', expected: '3 B' } };
    const { user, asked, push } = await openWindow(questions['bring-file'], {
      'choose-file': { ticket: 't-1', name: 'mine.eppb' },
    });
    expect(heading()).toHaveTextContent('Bring the backup to this computer');
    expect(button('Check the file and go on')).toBeDisabled();
    await user.click(button('Choose the file'));
    expect(asked('choose-file').map(({ input }) => input)).toEqual([{ purpose: 'backup' }]);
    expect(screen.getByText('Chosen: mine.eppb')).toBeVisible();
    await user.click(button('Check the file and go on'));
    expect(asked('answer-question').at(-1)?.input).toMatchObject({
      answer: { kind: 'bring-file', file: { ticket: 't-1' } },
    });
    await push(changed(questions['bring-file'], { id: 'q-2', fault }));
    expect(screen.getByRole('alert')).toHaveTextContent('The file has 2 B; the backup has 3 B.');
    expect(button('Check the file and go on')).toBeDisabled();
  });

  it('is put on the new server with what the web page takes said in numbers', async () => {
    const { user, asked } = await openWindow(questions['put-file']);
    expect(screen.getByText('/incoming/epp.eppb')).toBeVisible();
    expect(screen.getByText(/up to 200 MB; this one is larger/)).toBeVisible();
    await user.click(button('The file is there: have it checked'));
    expect(asked('answer-question').at(-1)?.input).toMatchObject({ answer: { kind: 'put-file' } });
  });
});

describe('the FTP server for a console', () => {
  it('is opened at the likeliest address, on a port that is one', async () => {
    const { user, asked } = await openWindow(questions['open-ftp']);
    expect(field('Address of this computer')).toHaveDisplayValue(
      '10.0.0.5 (eth0, in the network of the server)',
    );
    await user.clear(field('Port'));
    expect(button('Open the FTP server')).toBeDisabled();
    await user.type(field('Port'), '2121');
    await user.click(field('The console asks for no name and password'));
    await user.click(button('Open the FTP server'));
    expect(asked('answer-question').at(-1)?.input).toMatchObject({
      answer: {
        kind: 'open-ftp',
        server: { by: 'own', address: '10.0.0.5', port: 2121, anonymous: true },
      },
    });
  });

  it('may be another one; what was typed stays when its login is refused', async () => {
    const { user, asked, push } = await openWindow(questions['open-ftp']);
    await user.click(field('One that is there already'));
    await enterText(user, field('Address of the FTP server'), 'ftp.example.org');
    await enterText(user, field('Name'), 'backup');
    await enterText(user, field('Password'), 'secret');
    await user.click(button('Use this FTP server'));
    expect(asked('answer-question').at(-1)?.input).toMatchObject({
      answer: {
        server: {
          ...{ by: 'other', host: 'ftp.example.org', port: 21, user: 'backup' },
          ...{ secret: 'secret', secure: 'explicit', folder: '/' },
        },
      },
    });
    const fault = {
      code: 'ftp.login',
      facts: { host: 'ftp.example.org', port: 21, user: 'backup' },
    };
    await push(changed(questions['open-ftp'], { id: 'q-2', fault }));
    expect(screen.getByRole('alert')).toHaveTextContent('does not accept the login');
    expect(field('Address of the FTP server')).toHaveValue('ftp.example.org');
    // It is kept nowhere, also not in the page.
    expect(field('Password')).toHaveValue('');
  });

  it('with TLS from the start has another port', async () => {
    const { user } = await openWindow(questions['open-ftp']);
    await user.click(field('One that is there already'));
    await user.selectOptions(field('Encryption'), 'implicit');
    expect(field('Port')).toHaveValue('990');
    await user.selectOptions(field('Encryption'), 'explicit');
    expect(field('Port')).toHaveValue('21');
  });

  it('is shown with what to type, which is asked for at that moment and is in no state', async () => {
    const { user, asked } = await openWindow(questions['use-console'], {
      'console-fields': { address: '10.0.0.5', port: 21, path: '/bcdf/e.eppb', user: 'eppb' },
    });
    expect(await screen.findByText('/bcdf/e.eppb')).toBeVisible();
    expect(asked('console-fields')).toHaveLength(1);
    expect(screen.queryByText('Port, if it asks')).toBeNull();
    await user.click(button('Use another FTP server'));
    expect(asked('answer-question').at(-1)?.input).toMatchObject({
      answer: { kind: 'use-console', action: 'again' },
    });
  });
});

describe('a question about moving the backup', () => {
  it.each(['bring-file', 'put-file', 'open-ftp', 'use-console'] as const)(
    '(%s) leaves another way open',
    async (kind) => {
      const { user, asked } = await openWindow(questions[kind]);
      await user.click(screen.getByText('How the backup travels'));
      await user.selectOptions(field('To the new server'), 'sftp');
      await user.click(button('Take this way from now on'));
      expect(asked('set-route').map(({ input }) => input)).toEqual([
        { id: questions[kind].id, route: { target: 'sftp' } },
      ]);
      expect(asked('answer-question')).toEqual([]);
    },
  );
});

describe('the way of the backup', () => {
  const grounds = { hasSftp: { source: true, target: false }, size: 1, freeHere: 9e12 };
  const chosen = chooseRoute({}, grounds);
  const moving = progressing('download-backup', { unit: 'bytes', done: 1e6, total: 9e6 });
  const state = { ...moving, route: { wish: {}, chosen } };

  it('is shown with its reasons, and another one can be wished while it runs', async () => {
    const { user, asked } = await openWindow(state);
    await user.click(screen.getByText('How the backup travels'));
    const list = within(screen.getByText(/^To the new server: /).closest('ul') as HTMLElement);
    expect(list.getByText(/imports it over FTP \(it has no SFTP\)/)).toBeVisible();
    expect(button('Take this way from now on')).toBeDisabled();
    await user.selectOptions(field('To the new server'), 'I put the file on the server myself');
    await user.click(button('Take this way from now on'));
    expect(asked('set-route').map(({ input }) => input)).toEqual([
      { id: state.id, route: { target: 'hand' } },
    ]);
  });

  it('is not said to be decided by rule where somebody has chosen it', async () => {
    const { push } = await openWindow({ ...moving, route: { wish: {} } });
    expect(screen.getByText('by rule')).toBeVisible();
    await push({ ...moving, route: { wish: { source: 'hand' } } });
    expect(screen.queryByText('by rule')).toBeNull();
    expect(screen.getByText('as you chose')).toBeVisible();
  });

  it('is taken when a stopped migration goes on', async () => {
    const stopped = { ...endedAt('download-backup', 'cancelled'), route: { wish: {}, chosen } };
    const { user, asked } = await openWindow(stopped);
    await user.click(screen.getByText('How the backup travels'));
    await user.selectOptions(field('Copy on this computer'), 'none');
    await user.click(button('Go on by this way'));
    expect(asked('resume-migration').map(({ input }) => input)).toEqual([
      { id: stopped.id, route: { copy: 'none' } },
    ]);
  });
});
