import type { Quiet } from '../../../shared/silence';

/** What this computer's own system tells of a machine, without anybody logging in there. Nothing throws: what cannot be told is `not-measured`. */
export type NeighbourPort = {
  /** Whether a ping is answered within a second. */
  readonly pings: (host: string) => Promise<Quiet>;
  /**
   * What this system's table of neighbours says of the address, a moment after something was sent there: the network card of who
   * answers, or that nobody does. Tells something for addresses of a network of this computer alone.
   */
  readonly macAt: (host: string) => Promise<Quiet>;
};
