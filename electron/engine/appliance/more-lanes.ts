import type { Lane, MakeLanes } from './lanes';

export type MoreLanes = {
  /** Opens the file over one more connection; rejects where there is to be none. */
  readonly open: (signal: AbortSignal) => Promise<Lane>;
  /** Milliseconds that the first connection takes there and back. */
  readonly roundTrip: () => Promise<number>;
  /** How many are to be moved. */
  readonly bytes: number;
  readonly now?: (() => number) | undefined;
};

/** What is less is there before more connections are, in bytes. */
export const worthBytes = 8 * 1_048_576;

/** Over a shorter way one connection is as fast as the computers are, in milliseconds there and back. */
export const nearMilliseconds = 5;
const farMilliseconds = 50;

/** By how much two more connections have to have made the transfer faster before the next two are made. */
const growth = 1.15;
const soFar = 4;
const inAll = 8;

/**
 * Makes connections to a server that is far away, one after the other: two in all from 5 ms there and back on, four from 50 ms on, and up
 * to eight while the last two made the transfer faster by more than 15 %. The first that is refused is the last that is tried, and
 * none is made for less than 8 MiB.
 */
export const moreLanes =
  ({ open, roundTrip, bytes, now = () => performance.now() }: MoreLanes): MakeLanes =>
  async ({ join, carried }, signal) => {
    const milliseconds = await roundTrip();
    if (milliseconds < nearMilliseconds) return;
    const most = milliseconds < farMilliseconds ? 2 : inAll;
    /** Bytes a millisecond with one connection, with two, and so on, each while the next was made. */
    const rates: number[] = [];
    for (let count = 1; count < most; count++) {
      if (signal.aborted || bytes - carried() < worthBytes) return;
      const [before, began] = [carried(), now()];
      const lane = await open(signal);
      rates.push((carried() - before) / Math.max(1, now() - began));
      await join(lane);
      const [fewer = 0, more = 0] = [rates.at(-3), rates.at(-1)];
      const pays = fewer > 0 && more > growth * fewer;
      if (count + 1 >= soFar && count % 2 === 1 && !pays) return;
    }
  };
