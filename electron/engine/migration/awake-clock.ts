/** Ticks that come later than this were held up by a computer that slept. */
const longestTick = 30_000;
const tick = 5000;

/** Counts the time in which this computer was awake: a limit must not run out while its lid is closed. */
export type AwakeClock = {
  /** Milliseconds awake since the clock was made. */
  readonly elapsed: () => number;
  readonly stop: () => void;
};

/** Starts such a clock; the system's own time may jump forwards (sleep, a corrected clock) and backwards. */
export function awakeClock(now: () => number = Date.now): AwakeClock {
  let last = now();
  let total = 0;
  const elapsed = (): number => {
    const at = now();
    const passed = Math.max(0, at - last);
    total += passed > longestTick ? 0 : passed;
    last = at;
    return total;
  };
  const timer = setInterval(elapsed, tick);
  timer.unref();
  return { elapsed, stop: () => clearInterval(timer) };
}
