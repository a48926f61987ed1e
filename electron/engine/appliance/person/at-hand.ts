import type { Side } from '../../../../shared/appliance';
import type { HandOperation, Way } from '../../../../shared/hand-work';
import type { Endpoint } from '../../../../shared/plan';
import type { HandDesk } from '../hand-desk';

/** Everything that asking a person about one appliance needs. */
export type AtHand = {
  readonly side: Side;
  readonly endpoint: Endpoint;
  readonly desk: HandDesk;
  readonly wayOf: (operation: HandOperation) => Way;
  /** Whether the operation could also go by command. */
  readonly mayBeCommand: (operation: HandOperation) => boolean;
  readonly signal: AbortSignal;
  /** Backups that were prepared by a person and started by a command. */
  readonly startedByCommand: Set<string>;
  /** What is being read just now: whoever wants the same waits for the same answer. */
  readonly reading: Map<HandOperation, Promise<unknown>>;
};
