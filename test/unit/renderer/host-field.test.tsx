import { act, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { card } from './open-connect';
import { openWindow } from './open-window';

const host = 'Address or host name';

describe('the field of an address', () => {
  it('keeps the focus when hosts are told late', async () => {
    let tell = (_answer: unknown): void => {};
    const late = new Promise((resolve) => {
      tell = resolve;
    });
    const { user } = await openWindow(undefined, { 'list-ssh-hosts': () => late });
    await user.click(screen.getByRole('button', { name: /^Start a migration/ }));
    const field = card('Old server').getByRole('textbox', { name: host });
    await user.type(field, '10.0');
    await act(async () => tell({ hosts: ['oldepp'], notes: [] }));
    await user.keyboard('.0.1');
    expect(field).toHaveFocus();
    expect(field).toHaveValue('10.0.0.1');
    await user.tab();
    expect(await card('Old server').findByRole('combobox', { name: host })).toHaveValue('10.0.0.1');
  });
});
