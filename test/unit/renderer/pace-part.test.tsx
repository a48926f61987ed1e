import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openWindow } from './open-window';
import { progressing } from './states';

const button = (name: string) => screen.getByRole('button', { name });

describe('a running transfer', () => {
  it('can be paused and limited, and other steps cannot', async () => {
    const moving = progressing('upload-backup', { unit: 'bytes', done: 1e6, total: 9e6 });
    const { user, asked, push } = await openWindow(moving, { 'set-pace': null });
    await user.click(button('Pause'));
    await user.selectOptions(screen.getByLabelText('Take at most'), '5.0 MB/s');
    expect(asked('set-pace').map(({ input }) => input)).toEqual([
      { id: moving.id, paused: true },
      { id: moving.id, bytesPerSecond: 5e6 },
    ]);
    await push({ ...moving, pace: { paused: true, bytesPerSecond: 123_456 } });
    expect(screen.getByText(/^Paused\. What was under way has arrived/)).toBeVisible();
    expect(screen.getByLabelText('Take at most')).toHaveValue('123456');
    await user.click(button('Go on'));
    await user.selectOptions(screen.getByLabelText('Take at most'), 'No limit');
    expect(
      asked('set-pace')
        .slice(2)
        .map(({ input }) => input),
    ).toEqual([
      { id: moving.id, paused: false },
      { id: moving.id, bytesPerSecond: null },
    ]);
    await push(progressing('restore-backup', { unit: 'percent', done: 1, total: 100 }));
    expect(screen.queryByRole('button', { name: 'Pause' })).toBeNull();
  });
});
