const enter = '\u001b[?1049h\u001b[H\u001b[2J';
/** Cleared first: some terminals have no second screen. */
const leave = '\u001b[H\u001b[2J\u001b[?1049l';

/**
 * Runs `work` on the terminal's second screen, which has no history: what is shown there is gone afterwards, also when the
 * program ends in the middle.
 */
export async function otherScreen<Value>(
  stdout: NodeJS.WriteStream,
  work: () => Promise<Value>,
): Promise<Value> {
  const back = (): void => {
    stdout.write(leave);
  };
  process.once('exit', back);
  stdout.write(enter);
  try {
    return await work();
  } finally {
    process.off('exit', back);
    back();
  }
}
