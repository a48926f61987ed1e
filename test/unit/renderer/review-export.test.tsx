import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { enterText } from './enter-text';
import { button, choose, row } from './open-review';
import { openWindow, refuse } from './open-window';
import { reviewed } from './script-facts';
import { reviewing } from './states';

describe('taking the findings elsewhere', () => {
  it('copies them as text, the worst first, with what is entered', async () => {
    const { user, asked } = await openWindow(reviewing(reviewed));
    await user.click(row('EPP-124').getByRole('button', { name: 'Go on in spite of it' }));
    await enterText(user, row('EPP-124').getByLabelText(/^Why you go on/), 'bought already');
    await user.click(button('Copy as text'));
    const [copied] = asked('copy-text');
    const { text } = (copied as { readonly input: { readonly text: string } }).input;
    expect(text).toMatch(/^3 things need you before anything is changed\n/);
    expect(text).toMatch(/Let pass · EPP-124 · New server/);
    expect(text).toMatch(/Blocks · EPP-111 · New server .*\nFound: 412 MB free\nNeeded: at least/);
    expect(text.indexOf('EPP-111')).toBeLessThan(text.indexOf('EPP-105'));
  });

  it.each([
    ['HTML', 'html'],
    ['CSV', 'csv'],
    ['JSON', 'json'],
  ] as const)('saves them as %s where the person says', async (name, format) => {
    const { user, asked } = await openWindow(reviewing(reviewed), {
      'choose-place': { ticket: 't-1', name: `f.${format}` },
      'export-findings': { path: `/home/me/f.${format}` },
    });
    await user.click(button(`Save as ${name}…`));
    expect(asked('choose-place')[0]?.input).toEqual({
      purpose: 'findings',
      suggestedName: `findings OLD-EPP.${format}`,
    });
    expect(asked('export-findings')[0]?.input).toEqual({
      id: 'm-1',
      format,
      file: { ticket: 't-1' },
    });
    expect(await screen.findByText(`Saved as f.${format}.`)).toBeVisible();
  });

  it('saves nothing when the dialog is cancelled', async () => {
    const { user, asked } = await openWindow(reviewing(reviewed));
    await user.click(button('Save as CSV…'));
    expect(asked('export-findings')).toEqual([]);
  });

  it('says why where it cannot be saved', async () => {
    const { user } = await openWindow(reviewing(reviewed), {
      'choose-place': { ticket: 't-1', name: 'f.csv' },
      'export-findings': refuse('file.unreadable', { file: 'f.csv', seen: 'EACCES' }),
    });
    await user.click(button('Save as CSV…'));
    expect(await screen.findByRole('alert')).toHaveTextContent(/That did not work/);
    expect(screen.queryByText(/^Saved as/)).toBeNull();
  });

  it('tells what is not in the file yet', async () => {
    const { user } = await openWindow(reviewing(reviewed), {
      'choose-place': { ticket: 't-1', name: 'f.csv' },
    });
    await user.click(choose('EPP-141', 'It is not so'));
    await user.click(button('Save as CSV…'));
    expect(await screen.findByText(/What you have entered since the last look/)).toBeVisible();
  });
});
