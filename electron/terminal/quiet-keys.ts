/** Keys that are pressed while nobody asked: neither drawn into the window nor taken as an answer later. */
export type QuietKeys = {
  readonly hold: () => void;
  readonly release: () => void;
  /** Tells of one key, a lower-case letter, pressed between `hold` and `release`; pressed for long it counts once. */
  readonly listen: (letter: string, pressed: () => void) => void;
};

const ctrlC = 0x03;

/** A key that is held down comes again and again, closer than this in milliseconds. */
const repeats = 400;

/** Swallows keys between `hold` and `release`, except Ctrl+C, which a terminal in this mode does not turn into a signal. */
export function quietKeys(
  stdin: NodeJS.ReadStream,
  interrupt: () => void,
  now: () => number = Date.now,
): QuietKeys {
  const nothing = (): void => undefined;
  if (stdin.isTTY !== true) return { hold: nothing, release: nothing, listen: nothing };
  let held = false;
  let wanted: { readonly letter: string; readonly pressed: () => void } | undefined;
  let pressedAt = Number.NEGATIVE_INFINITY;
  const hear = (chunk: Buffer | string): void => {
    const keys = Buffer.from(chunk);
    for (const key of keys) if (key === ctrlC) interrupt();
    // Nothing but this letter: other keys and pasted texts hold letters too.
    const text = keys.toString('latin1').toLowerCase();
    if (wanted === undefined || text.replaceAll(wanted.letter, '') !== '') return;
    const again = now() - pressedAt < repeats;
    pressedAt = now();
    if (!again) wanted.pressed();
  };
  return {
    hold: () => {
      if (held) return;
      held = true;
      stdin.setRawMode(true);
      stdin.on('data', hear);
      stdin.resume();
    },
    release: () => {
      if (!held) return;
      held = false;
      stdin.off('data', hear);
      stdin.pause();
      // Last, for whoever goes on reading then.
      stdin.setRawMode(false);
    },
    listen: (letter, pressed) => {
      wanted = { letter, pressed };
    },
  };
}
