import type { Side } from './appliance';
import type { StepId } from './steps';

/** Steps that move the backup over the network, and can be held back. */
export const movingSteps: ReadonlySet<StepId> = new Set(['download-backup', 'upload-backup']);

/** How files are moved; a person may hold them back while they are on their way. */
export type Pace = {
  /** What is under way arrives, and no more is asked for until a person says so. */
  readonly paused: boolean;
  /** No more than this over the network; absent: as fast as it goes. */
  readonly bytesPerSecond?: number | undefined;
};

/** What holds a transfer up: the side that gives or takes bytes slowly, this computer, or the limit that somebody set. */
export type SlowerPart = Side | 'here' | 'limit';
