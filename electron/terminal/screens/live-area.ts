import { createLogUpdate } from 'log-update';
import type { QuietKeys } from '../quiet-keys';
import type { Terminal } from '../terminal';

const frameInterval = 100;

/** Lines at the bottom of a window that are drawn again and again, below those that stay. */
export type LiveArea = {
  /** Draws ten times a second from now on, and swallows keys. */
  readonly begin: () => void;
  readonly draw: () => void;
  /** Prints lines that stay. */
  readonly keep: (text: string) => void;
  /** Takes the lines away and draws no more. */
  readonly rest: () => void;
  /** Gives the window to a prompt until the returned function is called. */
  readonly stepAside: () => () => void;
};

/** `lines` are asked for at each drawing; undefined while there are none. */
export function liveArea(
  terminal: Terminal,
  keys: QuietKeys,
  lines: () => readonly string[] | undefined,
): LiveArea {
  const log = createLogUpdate(terminal.stdout);
  let aside = false;
  let timer: NodeJS.Timeout | undefined;
  const draw = (): void => {
    const shown = aside ? undefined : lines();
    if (shown) log(shown.join('\n'));
  };
  const wipe = (): void => {
    log.clear();
    log.done();
  };
  return {
    begin: () => {
      keys.hold();
      timer ??= setInterval(draw, frameInterval);
    },
    draw,
    keep: (text) => {
      wipe();
      terminal.print(text);
      draw();
    },
    rest: () => {
      clearInterval(timer);
      timer = undefined;
      keys.release();
      wipe();
    },
    stepAside: () => {
      aside = true;
      wipe();
      keys.release();
      return () => {
        aside = false;
        if (timer) keys.hold();
        draw();
      };
    },
  };
}
