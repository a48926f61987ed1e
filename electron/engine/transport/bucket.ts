/** A token bucket that what passes is taken from; the limit may change at any time. */
export type Bucket = {
  /** Takes so many bytes and answers 0, or answers how many milliseconds to wait before asking again. */
  readonly wait: (bytes: number) => number;
};

/** A changed limit is noticed after so long, in milliseconds. */
const patience = 100;

/** Timers are late; so much of it is made up for, in seconds. A longer rest gives no right to a rush. */
const madeUp = 0.02;

/** `limit` is in bytes a second; undefined: none. */
export function bucketOf(limit: () => number | undefined): Bucket {
  let owed = 0;
  let last = performance.now();
  return {
    wait: (bytes) => {
      const now = performance.now();
      const rate = limit();
      if (rate === undefined) {
        owed = 0;
        last = now;
        return 0;
      }
      owed = Math.max(-rate * madeUp, owed - ((now - last) / 1000) * rate);
      last = now;
      if (owed > 0) return Math.min(patience, Math.max(1, (owed / rate) * 1000));
      owed += bytes;
      return 0;
    },
  };
}
