import type { Side } from './appliance';
import type { Failure } from './failure';
import type { FileReference } from './file-reference';
import type { Guide } from './guide';

/**
 * What can be done to an appliance without a command of its own: in its web console inside this program's window, or by hand
 * elsewhere. Steps do not know the difference: both are the same port, whose other end is a person, and every piece of work ends
 * with a proof, or is marked as stated.
 */

/** How an operation is carried out: by a command of the profile, in the appliance's web console, or by a person elsewhere. */
export const ways = ['command', 'console', 'hand'] as const;
export type Way = (typeof ways)[number];

/** The operations of the port that may go either way, by the port's own names. */
export const handOperations = [
  'identity',
  'disk',
  'counts',
  'services',
  'licence',
  'clients',
  'setClients',
  'prepareBackup',
  'startBackup',
  'backups',
  'backup',
  'deleteBackup',
  'importBackup',
  'restoreJob',
  'setAddress',
  'powerOff',
] as const;
export type HandOperation = (typeof handOperations)[number];

/** Which operation of a side goes which way; what is left out is decided by what the profile has a command for. */
export type WaysOfSide = Readonly<Partial<Record<HandOperation, Way>>>;

/** What a person enters, in the order in which it is asked. */
export type HandField = {
  readonly name: string;
  readonly label: string;
  readonly form: 'text' | 'number' | 'secret' | 'choice' | 'confirm' | 'file';
  /** Of a choice: value and words. */
  readonly choices?: readonly { readonly value: string; readonly words: string }[] | undefined;
  readonly optional?: true | undefined;
  /** What is known already, to be confirmed or changed; never a secret. */
  readonly known?: string | undefined;
  readonly hint?: string | undefined;
};

/** Whether what a person enters tells of an error: only then its words are asked. Where no state is entered it may. */
export const asksWhy = (given: Readonly<Record<string, string>>): boolean =>
  ['failed', 'error-500'].includes(given['state'] ?? 'failed');

/** True where a path lies with what people bring from a server or take to it, on this computer. */
export const isAtHand = (path: string): boolean =>
  /[/\\]by-hand[/\\](?:source|target)[/\\]/.test(path);

/** A file that a person hands over to a page's file chooser, after its hash was checked. */
export type HandFile = {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
};

/** What a person is asked to carry out at an appliance, and what to enter of it. */
export type HandQuestion = {
  readonly kind: 'do-by-hand';
  readonly side: Side;
  /** The appliance by its name or address. */
  readonly serverName: string;
  readonly operation: HandOperation;
  /** Never `command`. */
  readonly way: Exclude<Way, 'command'>;
  /** False where nothing but a person can do it: the profile has no command. */
  readonly mayBeCommand: boolean;
  readonly guide: Guide;
  readonly fields: readonly HandField[];
  /** The file that is imported. */
  readonly file?: HandFile | undefined;
  /** The key has to be entered at the appliance: `hand-key` tells it while this is asked. */
  readonly needsKey?: true | undefined;
  /** Why the last answer was not taken. */
  readonly fault?: Failure | undefined;
};

export type HandAnswer = {
  readonly kind: 'do-by-hand';
  readonly action: 'done' | 'switch';
  /** Of `switch`: how it shall be done instead, from now on. */
  readonly to?: Way | undefined;
  /** By the names of the fields; a confirmed one is `yes`. Written down. */
  readonly given: Readonly<Record<string, string>>;
  /** By the names of the fields whose form is `secret`; never written down. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly file?: FileReference | undefined;
  /** Who says so; absent: the user of this computer. */
  readonly by?: string | undefined;
  /** What a page of the console or its screen showed, as evidence; no secret. */
  readonly seen?: string | undefined;
};

/** What showed that the work was done; `stated`: nothing but a person's word. */
export const handProofs = [
  'file',
  'page',
  'counts',
  'certificate',
  'login',
  'silence',
  'stated',
] as const;
export type HandProof = (typeof handProofs)[number];

/** One piece of work that a person did at an appliance. `given` holds no secret. */
export type HandWork = {
  readonly side: Side;
  readonly operation: HandOperation;
  readonly way: Exclude<Way, 'command'>;
  readonly given: Readonly<Record<string, string>>;
  readonly by: string;
  readonly proof: HandProof;
  readonly seen?: string | undefined;
};

/** Who carries an operation out, changed in the middle of a migration. */
export type WaySwitch = {
  readonly side: Side;
  readonly operation: HandOperation;
  readonly way: Way;
};
