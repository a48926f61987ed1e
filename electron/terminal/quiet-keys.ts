/** Keys that are pressed while nobody asked: neither drawn into the window nor taken as an answer later. */
export type QuietKeys = { readonly hold: () => void; readonly release: () => void };

const ctrlC = 0x03;

/** Swallows keys between `hold` and `release`, except Ctrl+C, which a terminal in this mode does not turn into a signal. */
export function quietKeys(stdin: NodeJS.ReadStream, interrupt: () => void): QuietKeys {
  if (stdin.isTTY !== true) return { hold: () => undefined, release: () => undefined };
  let held = false;
  const hear = (keys: Buffer | string): void => {
    for (const key of Buffer.from(keys)) if (key === ctrlC) interrupt();
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
      stdin.setRawMode(false);
      stdin.pause();
    },
  };
}
