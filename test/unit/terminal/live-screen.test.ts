import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { liveScreen } from '../../../electron/terminal/screens/live-screen';
import type { Terminal } from '../../../electron/terminal/terminal';
import type { MigrationEvent } from '../../../shared/migration';
import { plainPaint } from './page';
import { stateAfter } from './state';

const at = '2026-11-24T10:00:00.000Z';
const step = 'download-backup';
const started: MigrationEvent = { at, type: 'step-started', step };
const moved = (done: number): MigrationEvent => ({
  ...{ at, type: 'progress', step },
  progress: { unit: 'bytes', done, total: 10e6 },
});

/** A screen in a window, with one key that can be pressed. */
function openScreen({ canAsk = true } = {}) {
  const stdout = Object.assign(new PassThrough(), { columns: 80, rows: 40, isTTY: true });
  let shown = '';
  stdout.on('data', (chunk: Buffer) => {
    shown += stripVTControlCharacters(chunk.toString('utf8'));
  });
  const terminal = {
    ...{ stdout, live: true, canAsk, width: () => 79, paint: plainPaint },
    print: (text = '') => stdout.write(`${text}\n`),
  } as unknown as Terminal;
  let press = (): void => undefined;
  const nothing = (): void => undefined;
  const screen = liveScreen(terminal, {
    ...{ hold: nothing, release: nothing },
    listen: (letter, pressed) => {
      if (letter === 'p') press = pressed;
    },
  });
  const set = vi.fn();
  screen.offerPause(set);
  const events: MigrationEvent[] = [];
  return {
    set,
    press: () => press(),
    shown: () => shown,
    play: (...more: readonly MigrationEvent[]) => {
      for (const event of more) {
        events.push(event);
        screen.show('m1', event, stateAfter(...events));
      }
    },
    rest: () => screen.show('m1', { at, type: 'run-ended', outcome: 'stopped' }, stateAfter()),
  };
}

let close = (): void => undefined;
afterEach(() => close());
const open: typeof openScreen = (options) => {
  const opened = openScreen(options);
  close = opened.rest;
  return opened;
};

describe('a person at a window', () => {
  it('holds a transfer and lets it go, and nothing else', () => {
    const { play, press, set } = open();
    press();
    play({ at, type: 'step-started', step: 'create-backup' });
    press();
    expect(set).not.toHaveBeenCalled();
    play(started);
    press();
    expect(set.mock.calls).toEqual([[true]]);
    play({ at, type: 'pace-set', pace: { paused: true } });
    press();
    expect(set.mock.calls).toEqual([[true], [false]]);
    play({ at, type: 'step-done', step, learned: {}, found: false });
    press();
    expect(set).toHaveBeenCalledTimes(2);
  });

  it('is told of the key only where there are keys', () => {
    const { play, shown } = open({ canAsk: false });
    play(started);
    expect(shown()).toContain('Moving the backup');
    expect(shown()).not.toContain('p pauses');
  });

  it('reads what became of the file, with a bar that may go back then', () => {
    const { play, shown } = open();
    const note = { kind: 'starts-over', because: 'source-changed', seen: 'x' } as const;
    play(started, moved(8e6), { at, type: 'transfer-noted', step, note }, moved(1e6));
    const lines = shown().replaceAll(/\s+/g, ' ');
    expect(lines).toContain('The file on the old server has changed since the last try, so all');
    // Drawn with the next line that stays.
    play({ at, type: 'transfer-noted', step, note: { kind: 'goes-on', at: 0 } });
    expect(shown()).toContain('1.0 MB of 10.0 MB');
  });
});
