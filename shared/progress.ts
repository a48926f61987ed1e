import type { ClientsAwaited } from './clients';
import type { SlowerPart } from './pace';

/** How far a step is, as far as that is known. */
export type Progress = {
  /** Bytes of a file, percent of a job on an appliance, or computers whose clients are back. */
  readonly unit: 'bytes' | 'percent' | 'clients';
  readonly done: number;
  readonly total: number;
  /** Bytes per second over the last seconds; absent where it is not known. */
  readonly rate?: number | undefined;
  /** The same since the transfer began or went on, pauses counted. */
  readonly average?: number | undefined;
  /** What holds a transfer up; absent where it is not known or nothing does. */
  readonly slower?: SlowerPart | undefined;
  /** When the appliance answered last, ISO 8601, where it may fall silent. */
  readonly lastAnswer?: string | undefined;
  /** Until when its silence is borne, while it is silent. */
  readonly givesUp?: string | undefined;
  /** The appliance's own word for what it does: `generating`, `restarting`. */
  readonly doing?: string | undefined;
  /** What else is known of the clients. */
  readonly clients?: ClientsAwaited | undefined;
};
