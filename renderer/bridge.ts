import type { ChosenFile, Reply } from '../shared/contract';
import { connect } from '../shared/wire';

/** What a dropped file is for. */
type DropPurpose = 'inspect' | 'backup' | 'library' | 'profile';

/** The one global that the preload script gives to the page. */
export type Epp = {
  readonly call: (command: string, input: unknown) => Promise<Reply<unknown>>;
  readonly listen: (push: string, hear: (value: unknown) => void) => () => void;
  /** Swaps a dropped file for a ticket, so that the page never sees a path. */
  readonly pathTicket: (file: File, purpose?: DropPurpose) => Promise<ChosenFile>;
};

declare global {
  interface Window {
    readonly epp: Epp;
  }
}

/** The engine and the shell, typed; failures are thrown as FailureError. */
export const client = connect(
  (command, input) => window.epp.call(command, input),
  (push, hear) => window.epp.listen(push, hear),
);

/** A ticket for a file that was dropped on the page. */
export const ticketOf = (file: File, purpose: DropPurpose = 'inspect'): Promise<ChosenFile> =>
  window.epp.pathTicket(file, purpose);
