import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { byHandWords, consoleWords, downloadWords } from '../../../renderer/words/en-by-hand';
import { awaitedBackup } from '../../../shared/awaited-backup';
import type { ConsoleView } from '../../../shared/console-view';
import type { HandField } from '../../../shared/hand-work';
import type { MigrationState } from '../../../shared/migration';
import { openWindow } from './open-window';
import { questions } from './states';

const states: HandField = {
  ...{ name: 'state', label: 'What the page says', form: 'choice' },
  choices: [
    { value: 'ready', words: 'Ready to download' },
    { value: 'failed', words: 'An error' },
  ],
};
const reason: HandField = { name: 'reason', label: 'Its words', form: 'text', optional: true };
const file: HandField = { name: 'file', label: 'The backup', form: 'file', optional: true };

/** The question of `states.ts` with something else in it. */
const askingFor = (more: object): MigrationState => {
  const state = questions['do-by-hand'];
  return { ...state, question: { ...state.question, ...more } } as MigrationState;
};

describe('the page for work by hand', () => {
  it('leads to what is still to be entered, also from the view of the console alone', async () => {
    await openWindow(questions['do-by-hand']);
    const key = screen.getByLabelText('System Backup Key');
    await userEvent.click(screen.getByText(byHandWords.views.console));
    expect(screen.getByRole('radio', { name: byHandWords.views.console })).toBeChecked();
    await userEvent.click(screen.getByText(byHandWords.missing(['System Backup Key'])));
    expect(screen.getByRole('radio', { name: byHandWords.views.guide })).toBeChecked();
    await expect.poll(() => document.activeElement).toBe(key);
  });

  it('asks for the words of an error only where there is one, and for the file of what is ready', async () => {
    await openWindow(askingFor({ operation: 'backup', fields: [states, file, reason] }));
    expect(screen.queryByLabelText(/Its words/)).toBeNull();
    await userEvent.click(screen.getByLabelText('Ready to download'));
    expect(screen.getByText(byHandWords.missing(['The backup']))).toBeVisible();
    await userEvent.click(screen.getByLabelText('An error'));
    expect(screen.getByLabelText(/Its words/)).toBeVisible();
    expect(screen.queryByText(/^Still to enter/)).toBeNull();
  });

  it('takes what the console gave for the backup that is awaited, and nothing that came before', async () => {
    const state = askingFor({ operation: 'backup', fields: [states, file] });
    const download = { name: 'epp.eppb', received: 9, size: 9, state: 'ready', ticket: 't' };
    const view = (awaited: string | undefined) =>
      ({
        ...{ id: state.id, side: 'source', address: '10.0.0.1:443', proxy: 'none', state: 'open' },
        ...{ path: '/', title: '', loading: false, canGoBack: false, meanings: [], refused: [] },
        download: { ...download, awaited },
      }) as unknown as ConsoleView;
    const { tell } = await openWindow(state);
    await tell('console-changed', view('an earlier one'));
    expect(screen.queryByText(byHandWords.caught('epp.eppb'))).toBeNull();
    expect(screen.queryByText(downloadWords.states.ready)).toBeNull();
    await tell('console-changed', view(awaitedBackup(state, 'source')));
    expect(screen.getByText(byHandWords.caught('epp.eppb'))).toBeVisible();
    expect(screen.getByLabelText('Ready to download')).toBeChecked();
  });

  it('lets the way to the console be chosen while it is being opened', async () => {
    const state = questions['do-by-hand'] as MigrationState;
    const { tell, asked } = await openWindow(state);
    const at = { id: state.id, side: 'source' } as const;
    await tell('console-changed', {
      ...{ ...at, address: '10.0.0.1:443', proxy: 'none', state: 'connecting', path: '' },
      ...{ title: '', loading: true, canGoBack: false, meanings: [], refused: [] },
    });
    const ways = screen.getByLabelText(consoleWords.proxy);
    await userEvent.selectOptions(ways, consoleWords.proxies.ssh);
    expect(asked('open-console').at(-1)?.input).toEqual({ ...at, proxy: 'ssh' });
  });

  it('tells beforehand what this program does of itself beside the console', async () => {
    const { push } = await openWindow(askingFor({ operation: 'backup', fields: [states, file] }));
    expect(screen.getByText(byHandWords.why.takes)).toBeVisible();
    await push(questions['do-by-hand']);
    expect(screen.getByText(byHandWords.why.console)).toBeVisible();
    await push(askingFor({ way: 'hand', fields: [states, file] }));
    expect(screen.getByText(byHandWords.why.hand)).toBeVisible();
    // Elsewhere nobody knows where the console is.
    const { host } = questions['do-by-hand'].plan.source;
    expect(screen.getByText(byHandWords.address(`https://${host}`))).toBeVisible();
  });

  it('does not call what only matters something that happens', async () => {
    const line = { text: 'At least 30 % free.', source: 'a made-up guide', confidence: 'high' };
    const { question } = questions['do-by-hand'] as MigrationState;
    const guide = { ...(question?.kind === 'do-by-hand' && question.guide), expects: [line] };
    const { push } = await openWindow(askingFor({ operation: 'disk', guide }));
    expect(screen.getByRole('heading', { name: 'What matters here' })).toBeVisible();
    await push(askingFor({ operation: 'startBackup', guide }));
    expect(screen.getByRole('heading', { name: 'What happens then' })).toBeVisible();
  });
});
