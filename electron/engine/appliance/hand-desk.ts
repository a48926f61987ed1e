import type {
  HandAnswer,
  HandOperation,
  HandQuestion,
  HandWork,
  Way,
} from '../../../shared/hand-work';
import type { MigrationState } from '../../../shared/migration';

/** A question for what a person does, without what the desk knows. */
export type HandAsk = Omit<HandQuestion, 'kind' | 'side'>;

/** Where an appliance whose other end is a person puts its questions, and what it remembers by. */
export type HandDesk = {
  /** The folder of the migration on this computer; files that people bring and take lie in it. */
  readonly folder: string;
  readonly state: () => MigrationState;
  /** Whether the front end can show the appliance's web console. */
  readonly hasConsole: boolean;
  /** Puts the question; rejects with the reason of `until` where that takes it back. */
  readonly ask: (question: HandAsk, until: AbortSignal) => Promise<HandAnswer>;
  /** Writes down what was done. */
  readonly did: (work: Omit<HandWork, 'side'>) => void;
  /** Writes down that an operation goes another way from now on. */
  readonly switchTo: (operation: HandOperation, way: Way) => void;
  /** Aborted when somebody switches this operation of this side. */
  readonly switching: (operation: HandOperation) => AbortSignal;
  /** What was said before this instant has to be said anew; undefined: all of it counts. */
  readonly notBefore: () => string | undefined;
  readonly anew: () => void;
  /** Holds the key that is typed at the appliance while that is asked, for `hand-key`; undefined forgets it. */
  readonly holdKey: (key: string | undefined) => void;
};
