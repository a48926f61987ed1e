import { screen, within } from '@testing-library/react';
import type { ConnectionTest } from '../../../shared/connection-test';
import { enterText } from './enter-text';
import { openWindow } from './open-window';

const button = (name: string | RegExp) => screen.getByRole('button', { name });

/** The fields and the test of one server. */
export const card = (name: 'Old server' | 'New server') =>
  within(screen.getByRole('group', { name }));

/** The connect page with both addresses typed; `start` begins the test of a server and pushes its first state. */
export async function openConnect(answers: Readonly<Record<string, unknown>> = {}) {
  const ids = { source: 't-1', target: 't-2' };
  const opened = await openWindow(undefined, {
    'test-connection': ({ side }: { readonly side: keyof typeof ids }) => ({ id: ids[side] }),
    'start-migration': { id: 'm-9' },
    ...answers,
  });
  const { user, pushTest } = opened;
  await user.click(button(/^Start a migration/));
  for (const [name, address] of [
    ['Old server', '10.0.0.10'],
    ['New server', '10.0.0.20'],
  ] as const) {
    // Where hosts are offered, their list has the same name.
    const [field] = card(name).getAllByLabelText('Address or host name');
    await enterText(user, field as HTMLElement, address);
  }
  const start = async (first: ConnectionTest): Promise<void> => {
    const side = first.side === 'source' ? 'old server' : 'new server';
    await user.click(button(`Test connection to the ${side}`));
    await pushTest(first);
  };
  return { ...opened, start };
}
