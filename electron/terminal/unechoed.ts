const ctrlC = 0x03;

/** Takes the window back to what it was, at the end of the program. */
export type Unechoed = { readonly end: () => void };

/**
 * From the first prompt on, a window itself echoes nothing until the end: what is typed between two prompts may be a secret, and is neither
 * drawn nor taken as an answer. Ctrl+C, which a terminal in this mode does not turn into a signal, interrupts there.
 */
export function withoutEcho(stdin: NodeJS.ReadStream, interrupt: () => void): Unechoed {
  if (stdin.isTTY !== true) return { end: () => undefined };
  const setRawMode = stdin.setRawMode.bind(stdin);
  let between = false;
  const hear = (chunk: Buffer | string): void => {
    for (const key of Buffer.from(chunk)) if (key === ctrlC) interrupt();
  };
  const rest = (): void => {
    if (!between) return;
    between = false;
    stdin.off('data', hear);
  };
  stdin.setRawMode = (raw) => {
    if (raw) {
      rest();
      return setRawMode(true);
    }
    if (between || !stdin.isRaw) return stdin;
    between = true;
    stdin.on('data', hear);
    stdin.resume();
    return stdin;
  };
  return {
    end: () => {
      rest();
      stdin.setRawMode = setRawMode;
      if (stdin.isRaw) setRawMode(false);
      stdin.pause();
    },
  };
}
