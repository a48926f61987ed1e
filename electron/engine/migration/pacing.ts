import type { Pace } from '../../../shared/pace';

/** What holds back a transfer, as its options have it. */
export type Pacing = {
  /** Waited for between pieces. */
  readonly gate: () => Promise<void>;
  /** The limit as it is now. */
  readonly bytesPerSecond: () => number | undefined;
};

/** What a person wants of the pace; what is left out stays as it is, null takes the limit away. */
export type PaceWish = {
  readonly paused?: boolean | undefined;
  readonly bytesPerSecond?: number | null | undefined;
};

/** The pace of a run's transfers, which may be changed while they are under way. */
export type PaceKeeper = {
  readonly set: (wish: PaceWish) => void;
  /** For the options of a transfer. */
  readonly pacing: Pacing;
};

/** `tell` writes a new pace down; `pace` is what is written down. */
export function keepPace(pace: () => Pace, tell: (pace: Pace) => void): PaceKeeper {
  let letGo: (() => void)[] = [];
  return {
    set: ({ paused = pace().paused, bytesPerSecond = pace().bytesPerSecond }) => {
      tell({ paused, ...(bytesPerSecond != null && { bytesPerSecond }) });
      if (paused) return;
      for (const go of letGo) go();
      letGo = [];
    },
    pacing: {
      bytesPerSecond: () => pace().bytesPerSecond,
      gate: async () => {
        while (pace().paused) await new Promise<void>((go) => letGo.push(go));
      },
    },
  };
}
