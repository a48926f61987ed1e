/** How files are moved; a person may hold them back while they are on their way. */
export type Pace = {
  /** What is under way arrives, and no more is asked for until a person says so. */
  readonly paused: boolean;
  /** No more than this over the network; absent: as fast as it goes. */
  readonly bytesPerSecond?: number | undefined;
};
