import { PassThrough } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { withoutEcho } from '../../../electron/terminal/unechoed';

/** A window's keys, with the mode that the system has them in. */
function sitDown() {
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    isRaw: false,
    setRawMode(raw: boolean) {
      stdin.isRaw = raw;
      return stdin;
    },
  });
  const interrupt = vi.fn();
  const unechoed = withoutEcho(stdin as unknown as NodeJS.ReadStream, interrupt);
  return {
    ...{ stdin, interrupt, unechoed },
    type: async (text: string): Promise<void> => {
      stdin.write(text);
      await new Promise(setImmediate);
    },
  };
}

describe('what is typed between two prompts', () => {
  it('is not echoed by the window, and is no answer', async () => {
    const { stdin, type } = sitDown();
    expect(stdin.isRaw).toBe(false);
    stdin.setRawMode(true);
    stdin.setRawMode(false);
    expect(stdin.isRaw).toBe(true);
    await type('a secret');
    const read = vi.fn();
    stdin.setRawMode(true);
    stdin.on('data', read);
    await type('an answer');
    expect(read.mock.calls.map(([chunk]) => String(chunk))).toEqual(['an answer']);
  });

  it('interrupts where it is Ctrl+C, and only there', async () => {
    const { stdin, type, interrupt } = sitDown();
    stdin.setRawMode(true);
    stdin.on('data', () => undefined);
    await type('\u0003');
    expect(interrupt).not.toHaveBeenCalled();
    stdin.setRawMode(false);
    await type('\u0003');
    expect(interrupt).toHaveBeenCalledTimes(1);
  });

  it('is echoed again once the program ends', () => {
    const { stdin, unechoed } = sitDown();
    stdin.setRawMode(true);
    stdin.setRawMode(false);
    unechoed.end();
    expect(stdin.isRaw).toBe(false);
    stdin.setRawMode(true);
    stdin.setRawMode(false);
    expect(stdin.isRaw).toBe(false);
  });
});
