import { PassThrough } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { quietKeys } from '../../../electron/terminal/quiet-keys';

/** Keys of a terminal that remembers its mode. */
function sitDown({ isTTY = true } = {}) {
  const modes: boolean[] = [];
  const stdin = Object.assign(new PassThrough(), {
    isTTY,
    setRawMode: (raw: boolean) => modes.push(raw),
  });
  const interrupt = vi.fn();
  const pressed = vi.fn();
  let now = 0;
  const keys = quietKeys(stdin as unknown as NodeJS.ReadStream, interrupt, () => now);
  keys.listen('p', pressed);
  return {
    ...{ keys, interrupt, pressed, stdin },
    modes: () => modes,
    type: async (text: string, later = 1000): Promise<void> => {
      now += later;
      stdin.write(text);
      await new Promise(setImmediate);
    },
  };
}

describe('keys while nobody asks', () => {
  it('are swallowed, but for Ctrl+C and the letter that is listened to', async () => {
    const { keys, type, pressed, interrupt, modes } = sitDown();
    keys.hold();
    await type('p');
    await type('P');
    expect(pressed).toHaveBeenCalledTimes(2);
    await type('xyz');
    await type('\u0003');
    expect(interrupt).toHaveBeenCalledTimes(1);
    expect(pressed).toHaveBeenCalledTimes(2);
    keys.release();
    expect(modes()).toEqual([true, false]);
  });

  it('that are held down, pasted or part of a sequence do not count each time', async () => {
    const { keys, type, pressed } = sitDown();
    keys.hold();
    await type('pppp');
    for (let times = 0; times < 20; times++) await type('p', 30);
    expect(pressed).toHaveBeenCalledTimes(1);
    await type('\u001bOp');
    await type('a pasted text with p');
    expect(pressed).toHaveBeenCalledTimes(1);
    await type('p');
    expect(pressed).toHaveBeenCalledTimes(2);
  });

  it('belong to a prompt once they are let go', async () => {
    const { keys, type, pressed, stdin } = sitDown();
    keys.hold();
    keys.release();
    const read = vi.fn();
    stdin.on('data', read);
    stdin.resume();
    await type('p');
    expect(pressed).not.toHaveBeenCalled();
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('of no terminal are left alone', async () => {
    const { keys, type, pressed, modes } = sitDown({ isTTY: false });
    keys.hold();
    await type('p');
    keys.release();
    expect(pressed).not.toHaveBeenCalled();
    expect(modes()).toEqual([]);
  });
});
