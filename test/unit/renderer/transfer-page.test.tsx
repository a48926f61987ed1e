import { act, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Progress } from '../../../shared/progress';
import type { TransferNote } from '../../../shared/transfer-note';
import { openWindow } from './open-window';
import { progressing, runningAt, stateOf } from './states';

const moved = (seconds: number, more: Partial<Progress> = {}) =>
  progressing('download-backup', {
    ...{ unit: 'bytes', done: seconds * 1e6, total: 100e6, rate: 1e6, average: 1e6, ...more },
  });

/** Opens the page and moves a million bytes a second. */
async function watch(seconds: number, more: Partial<Progress> = {}) {
  const window = await openWindow(moved(0));
  await move(window, seconds, more);
  return window;
}

async function move(
  { push }: Awaited<ReturnType<typeof openWindow>>,
  seconds: number,
  more: Partial<Progress> = {},
): Promise<void> {
  for (let second = 0; second <= seconds; second++) {
    await push(moved(second, more));
    await pass(1);
  }
}
const pass = (seconds: number) => act(async () => vi.advanceTimersByTime(seconds * 1000));

describe('the page of a transfer', () => {
  beforeEach(() => vi.useFakeTimers({ now: Date.parse('2026-11-24T02:00:00Z') }));
  afterEach(() => vi.useRealTimers());

  it('draws how fast the file moved, and says so in words', async () => {
    const window = await openWindow(moved(0));
    const chart = () => screen.getByRole('img', { name: /^How fast the file moved?s?/ });
    expect(chart()).toHaveAccessibleName('How fast the file moves: not known yet');
    expect(chart().querySelectorAll('path')).toHaveLength(2);
    await move(window, 10);
    expect(chart()).toHaveAccessibleName(
      'How fast the file moved in the last 10 s: 1.0 MB/s now, between 1.0 MB/s and 1.0 MB/s, 1.0 MB/s on average',
    );
    // A flat line, with the last point at the right edge.
    const line = chart().querySelectorAll('path')[2]?.getAttribute('d') ?? '';
    expect(line).toMatch(/L600\.0,0\.0/);
    expect(screen.getByText('top line: 1.0 MB/s')).toBeInTheDocument();
  });

  it('says what is slower and how long it takes, and neither while it is paused', async () => {
    const { push } = await watch(10, { slower: 'source' });
    expect(screen.getByText('The old server is the slower side.')).toBeVisible();
    expect(screen.getByText(/^1\.0 MB\/s · 1\.0 MB\/s on average/)).toBeVisible();
    expect(screen.getByText(/about 1 to 2 min left/)).toBeVisible();
    await push({ ...moved(10, { slower: 'source' }), pace: { paused: true } });
    expect(screen.queryByText(/slower side/)).toBeNull();
    expect(screen.queryByText(/about .+ left/)).toBeNull();
  });

  it('claims no rate where nothing has come for a while', async () => {
    await watch(10);
    expect(screen.getByText(/about .+ left/)).toBeVisible();
    await pass(4);
    expect(screen.queryByText(/about .+ left/)).toBeNull();
    expect(screen.getByText(/^1\.0 MB\/s on average/)).toBeVisible();
  });

  it('tells what happened to the file in this try, and lets the bar go back where it begins anew', async () => {
    const noted = (...notes: readonly TransferNote[]) => {
      const made = runningAt('download-backup');
      made.play({
        ...{ type: 'transfer-noted', step: 'download-backup' },
        note: { kind: 'goes-on', at: 3e6 },
      });
      made.play({ type: 'step-started', step: 'download-backup' });
      for (const note of notes)
        made.play({ type: 'transfer-noted', step: 'download-backup', note });
      return made;
    };
    const at = (done: number, ...notes: readonly TransferNote[]) => {
      const made = noted(...notes);
      made.play({
        ...{ type: 'progress', step: 'download-backup' },
        progress: { unit: 'bytes', done, total: 10e6 },
      });
      return stateOf(made);
    };
    const { push } = await openWindow(at(5e6, { kind: 'goes-on', at: 4e6 }));
    expect(screen.getByText(/^Goes on at 4\.0 MB: what had arrived/)).toBeVisible();
    expect(screen.queryByText(/^Goes on at 3\.0 MB/)).toBeNull();
    await push(at(5e6, { kind: 'goes-on', at: 4e6 }));
    const bar = () => screen.getByRole('progressbar').getAttribute('aria-valuenow');
    expect(bar()).toBe('50');
    await push(at(1e6, { kind: 'starts-over', because: 'source-changed', seen: 'x' }));
    expect(screen.getByText(/^The file on the old server has changed since/)).toBeVisible();
    expect(bar()).toBe('10');
  });

  it('has neither chart nor notes for other steps', async () => {
    await openWindow(progressing('restore-backup', { unit: 'percent', done: 5, total: 100 }));
    expect(screen.queryByRole('img', { name: /How fast/ })).toBeNull();
  });
});
