import type { FailureFacts } from './failure';

/** What can be wrong with a profile; the sentences for it are in `words/profile.ts`. */
export type ProfileFaultKind =
  | 'text'
  | 'unknown-member'
  | 'missing'
  | 'type'
  | 'one-of'
  | 'other'
  | 'no-value'
  | 'secret-on-line'
  | 'unsafe'
  | 'pattern'
  | 'no-group'
  | 'no-field'
  | 'not-for'
  | 'needs'
  | 'secret-answer'
  | 'changes'
  | 'not-ours'
  | 'probe';

/** One fault: where it is, and what was seen, as data. */
export type ProfileFault = {
  /** By its members: `operations.backup.words.2`; empty for the whole. */
  readonly where: string;
  readonly kind: ProfileFaultKind;
  readonly facts: FailureFacts;
};

/** Which profile a run works with: as the plan names it, and what it held. */
export type ProfileNote = {
  /** A name, or the path of a file. */
  readonly profile: string;
  /** The profile's own name. */
  readonly name: string;
  /** Of all that it says; comments and line ends do not count. */
  readonly sha256: string;
};
