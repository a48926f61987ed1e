import type { Failure } from './failure';

/** What became of one field of an answer, for people who write profiles. */
export type FieldRead = {
  readonly field: string;
  /** As the appliance said it; absent where it said nothing. */
  readonly raw?: string | undefined;
  readonly value?: unknown;
  /** Why it cannot be used. */
  readonly fault?: string | undefined;
};

/** What the parser makes of an answer. */
export type TrialReading = {
  /** Entry by entry; of a long list the first. */
  readonly entries: readonly (readonly FieldRead[])[];
  /** How many there were. */
  readonly count: number;
  /** Lines of a list that no pattern fits, and the first of them. */
  readonly skipped?: { readonly lines: number; readonly first: string } | undefined;
  /** Why nothing was read, or why what was read cannot be used. */
  readonly fault?: string | undefined;
};

/** What a trial of a profile tells, in order. No text holds a secret. */
export type TrialNews =
  /** Told before the command runs. */
  | {
      readonly type: 'trial-begins';
      readonly operation: string;
      readonly command: string;
    }
  | {
      readonly type: 'trial-left-out';
      readonly operation: string;
      readonly command: string;
      /** It changes something; there is no value for it; the profile has no command. */
      readonly why: 'changes' | 'no-value' | 'absent';
      readonly value?: string | undefined;
    }
  | {
      readonly type: 'trial-answered';
      readonly operation: string;
      readonly command: string;
      readonly exitCode: number;
      readonly milliseconds: number;
      /** Bytes that came. */
      readonly bytes: number;
      /** The beginning of what came, line by line. */
      readonly stdout: string;
      readonly stderr: string;
      readonly reading?: TrialReading | undefined;
    }
  | {
      readonly type: 'trial-failed';
      readonly operation: string;
      readonly command: string;
      readonly failure: Failure;
    };

/** What a trial shall do. */
export type TrialWish = {
  /** Absent: every operation that changes nothing. */
  readonly operations?: readonly string[] | undefined;
  /** By their names, for operations that need some. */
  readonly values: Readonly<Record<string, string>>;
};
