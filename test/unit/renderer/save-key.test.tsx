import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { failure } from './key-faults';
import { openWindow, refuse } from './open-window';
import { questions } from './states';

const key = 'N07K1IAC0W00C4S4';
const button = (name: string | RegExp) => screen.getByRole('button', { name });

/** The groups of the key that are drawn now. */
const drawn = (): string =>
  Array.from(screen.getByTestId('key').querySelectorAll('li'), (group) =>
    group.getAttribute('data-characters'),
  ).join('');

describe('saving the key', () => {
  const open = (answers: Readonly<Record<string, unknown>> = {}) =>
    openWindow(questions['save-key'], { 'reveal-key': { key }, ...answers });

  it('shows it only while the button is held, by mouse or by keyboard', async () => {
    const { user } = await open();
    const hold = button('Hold to show');
    expect(drawn()).toBe('');
    await user.pointer({ keys: '[MouseLeft>]', target: hold });
    await waitFor(() => expect(drawn()).toBe(key));
    await user.pointer({ keys: '[/MouseLeft]', target: hold });
    expect(drawn()).toBe('');
    hold.focus();
    await user.keyboard('{ >}');
    await waitFor(() => expect(drawn()).toBe(key));
    await user.keyboard('{/ }');
    expect(drawn()).toBe('');
  });

  it('asks for it at each hold and does not fetch it before', async () => {
    const { user, asked } = await open();
    expect(asked('reveal-key')).toEqual([]);
    const hold = button('Hold to show');
    for (const times of [1, 2]) {
      await user.pointer({ keys: '[MouseLeft>]', target: hold });
      await waitFor(() => expect(drawn()).toBe(key));
      await user.pointer({ keys: '[/MouseLeft]', target: hold });
      expect(asked('reveal-key')).toHaveLength(times);
    }
  });

  it('does not show it where it comes after the button was let go', async () => {
    let come: (answer: unknown) => void = () => undefined;
    const late = new Promise((resolve) => {
      come = resolve;
    });
    const { user } = await open({ 'reveal-key': () => late });
    await user.pointer({ keys: '[MouseLeft>]', target: button('Hold to show') });
    await user.pointer({ keys: '[/MouseLeft]', target: button('Hold to show') });
    await act(async () => {
      come({ key });
      await late;
    });
    expect(drawn()).toBe('');
  });

  it('shows groups with their check characters and names what is easily mistaken', async () => {
    const { user } = await open();
    await user.pointer({ keys: '[MouseLeft>]', target: button('Hold to show') });
    await waitFor(() => expect(drawn()).toBe(key));
    const [first, second] = screen.getByTestId('key').querySelectorAll('li');
    expect(first).toHaveTextContent(/^1 N07K check [2-9A-Y] 0 zero$/);
    expect(second).toHaveTextContent(/^2 1IAC check [2-9A-Y] 1 one I letter I$/);
  });

  it('gives its length away neither in the mask nor in what is spoken', async () => {
    const { unmount } = await open();
    const masked = screen.getByTestId('key').textContent;
    unmount();
    await openWindow(questions['save-key'], { 'reveal-key': { key: `${key}${key}` } });
    expect(screen.getByTestId('key').textContent).toBe(masked);
  });

  it('copies it without seeing it, and says that the copy is cleared', async () => {
    const { user, asked } = await open();
    await user.click(button('Copy the key'));
    expect(asked('copy-key').map(({ input }) => input)).toEqual([{ id: 'm-1' }]);
    expect(asked('reveal-key')).toEqual([]);
    expect(screen.getByText(/cleared after 60 seconds/)).toBeVisible();
  });

  it('says in place that the clipboard did not take it', async () => {
    const { user } = await open({ 'copy-key': refuse('clipboard.refused') });
    await user.click(button('Copy the key'));
    expect(await screen.findByRole('alert')).toHaveTextContent('The clipboard did not take it');
    expect(screen.queryByText(/cleared after 60 seconds/)).toBeNull();
  });

  it('saves a kit in the language and on the paper that was chosen', async () => {
    const { user, asked } = await open({
      'choose-place': { ticket: 't-1', name: 'kit.pdf' },
      'save-kit': { path: '/safe/kit.pdf', warnings: [] },
    });
    await user.selectOptions(screen.getByLabelText('Language of the kit'), 'Deutsch');
    await user.selectOptions(screen.getByLabelText('Paper of the kit'), 'A4');
    await user.click(button('Save recovery kit…'));
    expect(await screen.findByText('/safe/kit.pdf')).toBeVisible();
    const look = { language: 'de', paper: 'A4' };
    expect(asked('save-kit')[0]?.input).toEqual({ id: 'm-1', file: { ticket: 't-1' }, ...look });
    expect(asked('choose-place')[0]?.input).toEqual({
      purpose: 'kit',
      suggestedName: expect.stringMatching(/\.pdf$/),
    });
    expect(screen.queryByText(/better places/)).toBeNull();
  });

  it('says what speaks against the place of the kit, each in a sentence', async () => {
    const { user } = await open({
      'choose-place': { ticket: 't-1', name: 'kit.txt' },
      'save-kit': {
        path: '/cloud/kit.txt',
        warnings: ['beside-backup', 'same-drive', 'sync-folder', 'temporary-folder'],
      },
    });
    await user.click(button('Save recovery kit…'));
    expect(await screen.findByText('There are better places for this kit')).toBeVisible();
    for (const said of [/in the folder of the backup/, /on the drive/, /internet/, /empties/]) {
      expect(screen.getByText(said)).toBeVisible();
    }
  });

  it('claims no kit where the dialog was closed, or nothing was printed', async () => {
    const { user, asked } = await open({ 'print-kit': { printed: false } });
    await user.click(button('Save recovery kit…'));
    expect(asked('save-kit')).toEqual([]);
    expect(screen.queryByText(/kit is saved/)).toBeNull();
    // Until the dialog is gone, nothing else can be pressed.
    await waitFor(() => expect(button('Print recovery kit…')).not.toHaveAttribute('data-disabled'));
    await user.click(button('Print recovery kit…'));
    expect(await screen.findByText('Nothing was printed.')).toBeVisible();
  });

  it('still says where the kit lies when the page comes back', async () => {
    const kit = {
      path: '/safe/kit.pdf',
      language: 'en',
      paper: 'A4',
      warnings: ['sync-folder'],
      complete: false,
    } as const;
    await openWindow({ ...questions['save-key'], kit });
    expect(screen.getByText('/safe/kit.pdf')).toBeVisible();
    expect(screen.getByText(/internet/)).toBeVisible();
  });

  it('answers nothing by saying that it is saved, and leads back to the key', async () => {
    const { user, asked } = await open();
    await user.click(button('I have saved the key'));
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Is the key really saved?');
    expect(screen.getByRole('heading', { level: 1 })).toHaveFocus();
    expect(asked('answer-question')).toEqual([]);
    expect(screen.queryByRole('button', { name: 'Hold to show' })).toBeNull();
    await user.click(button('Show the key again'));
    expect(button('Hold to show')).toBeVisible();
  });

  it('begins with the proof where an answer was wrong', async () => {
    const state = questions['save-key'];
    const question = { ...state.question, again: true, fault: failure('kit.not-one') };
    await openWindow({ ...state, question: question as NonNullable<typeof state.question> });
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Is the key really saved?');
  });
});
