import * as z from 'zod';
import type { Failure } from './failure';
import { fileReferenceSchema } from './file-reference';
import { endpointSchema } from './plan';
import type { ProfileFault } from './profile-fault';
import type { TrialNews, TrialReading } from './profile-trial';

/** What a page of profiles asks the engine, and what it is told. A profile travels as the text of its file, comments and all. */

/** As many bytes as a profile may have. */
export const profileTextMax = 1_000_000;
/** As many characters of an answer may be tried at once. */
export const triedAnswerMax = 65_536;

const text = z.string().max(profileTextMax);
const operation = z.string().min(1).max(40);
/** Values in place of the made-up ones, by their names. */
const values = z.record(z.string().max(40), z.string().max(1000)).default({});

/** Commands of the engine about profiles: name → shape of the input. Answers: `ProfileAnswers`. */
export const profileCommands = {
  /** What can be asked of an appliance, and what each operation has to answer. */
  'profile-facts': z.strictObject({}),
  /** A profile to begin with. */
  'profile-template': z.strictObject({ name: z.string().trim().min(1).max(80) }),
  /** The text of a file, whatever it says. Throws `profile.invalid` where it is no text of a profile's size, `profile.unknown` where it is gone. */
  'read-profile': z.strictObject({ file: fileReferenceSchema }),
  /** Every fault of a profile, and each command as it would be sent. */
  'check-profile': z.strictObject({ text, values }),
  /** What is read of an answer, as a migration would read it. Throws as `parseProfile` where this operation has faults. */
  'read-profile-answer': z.strictObject({
    ...{ text, values, operation },
    answer: z.string().max(triedAnswerMax),
    exitCode: z.int().min(0).max(255),
  }),
  /**
   * Begins to run on a server what changes nothing, all of it or one operation; followed like a test of a connection, with what it told
   * pushed as `trial-told`. `values` are real ones. Throws as `parseProfile` where the profile has faults.
   */
  'try-profile': z.strictObject({
    ...{ text, values, endpoint: endpointSchema },
    operation: operation.optional(),
  }),
  /**
   * Writes the text into a new place, or with `seal` into the file that was read. Throws `file.unwritable`, also where that is not the
   * one any more that `seal` was told of.
   */
  'save-profile': z.strictObject({ text, file: fileReferenceSchema, seal: z.string().optional() }),
  /** Writes the profile without comments and with its hash. Throws as `parseProfile` where it has faults. */
  'export-profile': z.strictObject({ text, file: fileReferenceSchema }),
} as const;

/** One field of an answer, as people who write profiles have to know it. */
export type ProfileField = {
  readonly field: string;
  readonly kind: string;
  readonly says: string;
  readonly optional: boolean;
  /** The only words that mean something. */
  readonly words: readonly string[];
};

/** One operation, as people who write profiles have to know it. */
export type ProfileOperation = {
  readonly operation: string;
  readonly does: string;
  /** Names of the values that its command may be given. */
  readonly values: readonly string[];
  readonly changes: boolean;
  readonly answers: 'one' | 'list' | 'nothing';
  readonly secret: boolean;
  /** A migration by commands cannot do without it. */
  readonly needed: boolean;
  readonly fields: readonly ProfileField[];
  /** What stands in a profile before anybody knows the command. */
  readonly toBegin: Readonly<Record<string, unknown>>;
};

export type ProfileFacts = {
  readonly operations: readonly ProfileOperation[];
  /** By name: what a value stands for, and a made-up one. */
  readonly values: Readonly<
    Record<string, { readonly says: string; readonly sample: string; readonly secret: boolean }>
  >;
};

/** The command of one operation as it would be sent. */
export type ProfileCommand = {
  readonly operation: string;
  readonly needed: boolean;
  /** Absent where the profile has no command for it, or none that can be told. */
  readonly told?:
    | {
        /** The whole line with its quoting, values filled in. */
        readonly command: string;
        readonly changes: boolean;
        readonly reads: string;
        /** Standard input; of a secret one the place of the value. */
        readonly stdin?: string | undefined;
        readonly secret: boolean;
      }
    | undefined;
};

/** What is to be said of a profile as it stands. */
export type ProfileLook = {
  /** Where the text is no JSON; then nothing more is known. */
  readonly broken?:
    | { readonly line: number; readonly column: number; readonly seen: string }
    | undefined;
  readonly faults: readonly ProfileFault[];
  readonly commands: readonly ProfileCommand[];
  /** What a login is asked before any of them, as it would be sent. */
  readonly probes: readonly string[];
  /** Of a text that is JSON. */
  readonly sha256?: string | undefined;
  /** It carries the hash of another content, as one that was exported and then changed. */
  readonly staleHash: boolean;
};

/** What is read of an answer. */
export type AnswerLook = {
  readonly reading: TrialReading;
  /** With what a migration would stop, or what it would be told. */
  readonly failure?: Failure | undefined;
};

/** What a trial has told just now; `id` is that of its test. */
export type TrialTold = { readonly id: string; readonly news: TrialNews };

/** The text of a file, and what the file is known by when it is saved again. */
export type ProfileText = { readonly text: string; readonly seal: string };

export type ProfileAnswers = {
  'profile-facts': ProfileFacts;
  'profile-template': { readonly text: string };
  'read-profile': ProfileText;
  'check-profile': ProfileLook;
  'read-profile-answer': AnswerLook;
  /** Null where the person was shown the commands, in the window, and did not want them. */
  'try-profile': { readonly id: string } | null;
  /** `ticket`: of the window alone, to save it there again. */
  'save-profile': {
    readonly path: string;
    readonly seal: string;
    readonly ticket?: string | undefined;
  };
  'export-profile': { readonly path: string; readonly sha256: string };
};
