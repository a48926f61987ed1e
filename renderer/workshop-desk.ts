import type { TrialNews } from '../shared/profile-trial';
import type { ProfileFacts, ProfileLook } from '../shared/profile-workshop';

/** The profile that is being written. The text of its file is the truth; fields of the page change places in it. */
export type Workshop = {
  readonly facts: ProfileFacts;
  readonly text: string;
  /** The text that the file holds; of a new one it is empty. */
  readonly kept: string;
  /** Where it is saved again without being asked for a place. */
  readonly file?: { readonly ticket: string; readonly seal: string } | undefined;
  readonly fileName: string;
  /** An operation, `profile` for what is of all of them, `text` for the file. */
  readonly shown: string;
  /** Values in place of the made-up ones. */
  readonly values: Readonly<Record<string, string>>;
  /** Answers that were pasted, by operation. */
  readonly answers: Readonly<Record<string, PastedAnswer>>;
  /** What was found last, and of which text. */
  readonly look?: ProfileLook | undefined;
  /** What was said last of saving or exporting. */
  readonly said: string;
  /** The server that it is tried on, as it was typed. */
  readonly server: string;
  /** The last trial on a server: of one operation, or of all that change nothing. */
  readonly trial?: { readonly id: string; readonly operation?: string | undefined } | undefined;
  /** What the trials told, by the ids of their tests. */
  readonly news: Readonly<Record<string, readonly TrialNews[]>>;
};
export type PastedAnswer = { readonly text: string; readonly exitCode: string };
