/** The person's wish to stop: Ctrl+C, or the system asking the program to end. */
export type Interruption = {
  /** The first time, everyone who listens is told; the second time the program ends at once. */
  readonly trigger: () => void;
  /** Tells of the first time; at once where it has happened. Returns how to stop listening. */
  readonly onStop: (hear: () => void) => () => void;
  readonly happened: () => boolean;
};

export function openInterruption(endAtOnce: () => void): Interruption {
  const hearers = new Set<() => void>();
  let happened = false;
  return {
    trigger: () => {
      if (happened) {
        endAtOnce();
        return;
      }
      happened = true;
      for (const hear of hearers) hear();
    },
    onStop: (hear) => {
      if (happened) hear();
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
    happened: () => happened,
  };
}
