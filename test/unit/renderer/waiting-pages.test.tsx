import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openWindow } from './open-window';
import { runningAt, stateOf } from './states';

const heading = () => screen.getByRole('heading', { level: 1 });

describe('a run that goes on by itself', () => {
  it('says what is true meanwhile, and what to do by hand while it waits for that', async () => {
    const by = (source: 'power-off' | 'isolate') => {
      const made = runningAt('power-off-source', { cutover: { source } });
      const progress = { unit: 'percent', done: 0, total: 100, doing: 'by-hand' } as const;
      made.play({ type: 'progress', step: 'power-off-source', progress });
      return stateOf(made);
    };
    const { push } = await openWindow(by('power-off'));
    expect(heading()).toHaveTextContent('Waiting until somebody has OLD-EPP off');
    expect(screen.getByRole('heading', { name: 'What is true now' })).toBeVisible();
    expect(screen.getByText(/choose “Shut down guest”/)).toBeVisible();
    await push(by('isolate'));
    expect(screen.getByText(/take away “Connected”/)).toBeVisible();
    expect(screen.queryByRole('progressbar')).toBeNull();
  });

  it('names a step by what the plan makes of it', async () => {
    const { push } = await openWindow(stateOf(runningAt('recheck-plan')));
    expect(screen.getByText('Power off the old server')).toBeVisible();
    expect(screen.getByText(/Nothing is cut over before you say so/)).toBeVisible();
    await push(stateOf(runningAt('move-address', { cutover: { source: 'keep' } })));
    expect(heading()).toHaveTextContent('Leaving the addresses as they are');
    expect(screen.getByText('Keep both servers on')).toBeVisible();
    expect(screen.queryByText('Power off the old server')).toBeNull();
  });
});
