import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { enterText } from './enter-text';
import { card, openConnect } from './open-connect';
import { openWindow, refuse } from './open-window';

const save = () => screen.getByRole('button', { name: 'Save as a plan…' });
const place = { 'choose-place': { ticket: 't-1', name: 'plan.json' } };
const field = (name: 'Old server' | 'New server') =>
  card(name).getAllByLabelText('Address or host name')[0] as HTMLElement;

describe('saving what is entered as a plan', () => {
  it('waits for both hosts, and says what is missing', async () => {
    const { user, asked } = await openWindow(undefined, place);
    await user.click(screen.getByRole('button', { name: /^Start a migration/ }));
    expect(save()).toHaveAttribute('aria-disabled', 'true');
    expect(save()).toHaveAccessibleDescription(
      /Not yet, old server: Enter a host name.*Not yet, new server: Enter a host name/,
    );
    await user.click(save());
    await enterText(user, field('Old server'), '10.0.0.10');
    expect(save()).toHaveAccessibleDescription(/^Not yet, new server: Enter a host name/);
    await enterText(user, field('New server'), '10.0.0.10');
    expect(save()).toHaveAccessibleDescription(/^Not yet, new server: This is the address of/);
    await user.click(save());
    expect(asked('choose-place')).toEqual([]);
    await user.clear(field('New server'));
    await enterText(user, field('New server'), '10.0.0.20');
    expect(save()).toHaveAttribute('aria-disabled', 'false');
    expect(save()).not.toHaveAttribute('aria-describedby');
  });

  it.each([
    ['/home/me/plan.json', '/home/me/plan.json'],
    ["/home/me/it's my plan.json", "'/home/me/it'\\''s my plan.json'"],
    ['C:\\Users\\me\\plan.json', '"C:\\Users\\me\\plan.json"'],
  ])('says that it is at %s and how to run it, until something is changed', async (path, word) => {
    const { user, asked } = await openConnect({ ...place, 'save-plan': { path } });
    await user.click(save());
    expect(asked('choose-place')[0]?.input).toEqual({
      purpose: 'plan',
      suggestedName: 'plan.json',
    });
    expect(asked('save-plan')[0]?.input).toEqual({
      plan: {
        source: { host: '10.0.0.10', port: 22, user: 'epproot' },
        target: { host: '10.0.0.20', port: 22, user: 'epproot' },
        until: 'done',
        firstBackup: 'before-cutover',
      },
      file: { ticket: 't-1' },
    });
    expect(await screen.findByText(`Saved as ${path}.`)).toBeVisible();
    const command = `epp-migrate run ${word} --preflight-only`;
    expect(screen.getByText(command)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Copy the command' }));
    expect(asked('copy-text')[0]?.input).toEqual({ text: command });
    expect(asked('start-migration')).toEqual([]);
    await user.type(field('New server'), '1');
    expect(screen.queryByText(/^Saved as/)).toBeNull();
  });

  it('writes nothing when the dialog is cancelled', async () => {
    const { user, asked } = await openConnect();
    await user.click(save());
    expect(asked('save-plan')).toEqual([]);
  });

  it('says why it could not be written', async () => {
    const failure = refuse('file.unwritable', { file: '/plan.json', seen: 'EACCES' });
    const { user } = await openConnect({ ...place, 'save-plan': failure });
    await user.click(save());
    expect(await screen.findByText(/EACCES/)).toBeVisible();
    expect(screen.queryByText(/^Saved as/)).toBeNull();
  });
});
