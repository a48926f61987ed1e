/** How fast one lane is, and so how much it may have under way. */
export type LanePace = {
  /** It has something to do again. */
  readonly begins: () => void;
  /** It has carried so many bytes. */
  readonly carries: (bytes: number) => void;
  /** Milliseconds (`performance.now()`) of the last sign of it: that it carried something, or began. */
  readonly heard: () => number;
  /** Bytes that it may have under way. */
  readonly most: () => number;
};

const spanMilliseconds = 500;

/** Two requests: while one is answered the next is there already. */
const bytesMin = 2 * 262_144;
/** As much as 1 Gbit/s carries within 30 ms. */
const bytesMax = 4 * 1_048_576;

/** A lane may have as much under way as it carried within half a second, from 512 KiB up to 4 MiB. */
export function lanePace(now: () => number = () => performance.now()): LanePace {
  let since = now();
  let heard = since;
  let current = 0;
  let before = 0;
  return {
    begins: () => {
      heard = now();
    },
    carries: (bytes) => {
      heard = now();
      const spans = (heard - since) / spanMilliseconds;
      if (spans >= 1) {
        before = spans < 2 ? current : 0;
        current = 0;
        since = heard;
      }
      current += bytes;
    },
    heard: () => heard,
    most: () => Math.min(bytesMax, Math.max(bytesMin, before, current)),
  };
}
