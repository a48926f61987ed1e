import type { LanePace } from './lane-pace';

/** A watch over lanes, until it is ended. */
export type LaneWatch = { readonly end: () => void };

type Watched = Pick<LanePace, 'heard'> & {
  /** Set where it has a connection of its own. */
  readonly own?: { readonly lose: () => void } | undefined;
  /** In bytes. */
  readonly underWay: number;
};

/** A lane that says nothing for so long, while others do, is broken off, in milliseconds. */
const silenceMilliseconds = 5000;
const everyMilliseconds = 1000;
/** Others that were heard so much later have gone on without it. */
const laterMilliseconds = 1000;

/**
 * Breaks off lanes with connections of their own that answer nothing for five seconds while others have gone on or wait for them. Where
 * all are silent it is the way that is, and they are left alone. The lanes are looked at every second, as they are then.
 */
export function watchLanes(
  lanes: readonly Watched[],
  now: () => number = () => performance.now(),
): LaneWatch {
  const look = (): void => {
    for (const lane of [...lanes]) {
      const { own, underWay, heard } = lane;
      if (!own || underWay === 0 || now() - heard() < silenceMilliseconds) continue;
      const others = lanes.filter((other) => other !== lane);
      const goOn = others.some((other) => other.heard() - heard() > laterMilliseconds);
      if (goOn || others.every((other) => other.underWay === 0)) own.lose();
    }
  };
  const timer = setInterval(look, everyMilliseconds);
  timer.unref();
  return { end: () => clearInterval(timer) };
}
