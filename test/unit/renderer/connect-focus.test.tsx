import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { SavedConnection } from '../../../shared/contract';
import { card, openConnect } from './open-connect';
import { testPassed } from './test-states';

const old = () => card('Old server');
const button = (name: string | RegExp) => old().getByRole('button', { name });
const hop = (number: number) => within(old().getByRole('group', { name: `Jump host ${number}` }));

/** A button that the browser would take the focus from is no place for it. */
const expectFocus = (element: HTMLElement): void => {
  expect(element).toHaveFocus();
  expect(element).toBeEnabled();
};

async function openHops(count: number) {
  const opened = await openConnect();
  await opened.user.click(old().getByText('How to log in'));
  await old().findByRole('button', { name: 'Add a jump host' });
  for (let added = 0; added < count; added += 1) {
    await opened.user.click(button('Add a jump host'));
  }
  return opened;
}

const saved = (name: string): SavedConnection => ({
  name,
  endpoint: { host: '10.1.1.1', port: 22, user: 'root' },
  identityNames: [],
  savedAt: '2026-01-01T00:00:00Z',
  remembered: false,
});

/** The connect page with connections that are really forgotten. */
async function openSaved(...names: readonly string[]) {
  let left = names.map(saved);
  const opened = await openConnect({
    'list-connections': () => ({ connections: left, keeping: 'yes' }),
    'forget-connection': ({ name }: { readonly name: string }) => {
      left = left.filter((each) => each.name !== name);
      return null;
    },
  });
  await opened.user.click(old().getByText('Save this connection'));
  await old().findByLabelText('Name');
  return opened;
}

describe('the focus on the connect page', () => {
  it('stays where a key file was added', async () => {
    let choose: (file: unknown) => void = () => undefined;
    const { user } = await openConnect({
      'choose-file': () =>
        new Promise((resolve) => {
          choose = resolve;
        }),
    });
    await user.click(old().getByText('How to log in'));
    const add = await old().findByRole('button', { name: /^Add a key file/ });
    await user.click(add);
    expectFocus(add);
    expect(add).toHaveAttribute('aria-disabled', 'true');
    choose({ ticket: 't-key', name: 'id_epp' });
    await old().findByText('id_epp');
    expectFocus(add);
  });

  it('goes to a jump host that is added, also to the last one', async () => {
    const { user } = await openHops(4);
    expectFocus(hop(4).getByLabelText('Address or host name'));
    await user.click(button('Add a jump host'));
    expect(old().getAllByRole('group', { name: /^Jump host/ })).toHaveLength(4);
  });

  it('goes with a jump host that is moved', async () => {
    const { user } = await openHops(2);
    await user.type(hop(2).getByLabelText('Address or host name'), 'second');
    await user.click(button('Earlier: jump host 2'));
    expect(hop(1).getByLabelText('Address or host name')).toHaveValue('second');
    expectFocus(button('Earlier: jump host 1'));
    await user.click(button('Earlier: jump host 1'));
    expect(hop(1).getByLabelText('Address or host name')).toHaveValue('second');
    await user.click(button('Later: jump host 1'));
    expectFocus(button('Later: jump host 2'));
  });

  it('goes on when the last possible jump host is removed', async () => {
    const { user } = await openHops(4);
    await user.click(button('Remove jump host 4'));
    expectFocus(button('Add a jump host'));
  });

  it('stays where a connection was saved', async () => {
    const { user } = await openSaved();
    await user.type(old().getByLabelText('Name'), 'EPP');
    const save = button('Save: old server');
    await user.click(save);
    await old().findByText('Saved.');
    expectFocus(save);
  });

  it('goes to the next connection when one is forgotten, and at last to the name', async () => {
    const { user } = await openSaved('A', 'B', 'C');
    await user.click(button('Forget the connection B'));
    await waitFor(() => expectFocus(button('Forget the connection C')));
    await user.click(button('Forget the connection C'));
    await waitFor(() => expectFocus(button('Forget the connection A')));
    await user.click(button('Forget the connection A'));
    await waitFor(() => expectFocus(old().getByLabelText('Name')));
  });

  it('goes to the line of the part when weak algorithms are taken back', async () => {
    const { user, start } = await openConnect();
    await start(testPassed('source', { legacyAllowed: ['10.0.0.10:22'] }));
    await user.click(old().getByText('How to log in'));
    await user.click(await old().findByRole('button', { name: /^Take it back/ }));
    expect(screen.getAllByText('How to log in')[0]?.closest('summary')).toHaveFocus();
  });
});
