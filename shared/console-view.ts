import * as z from 'zod';
import type { Side } from './appliance';
import type { Failure } from './failure';
import type { ConsoleMeaning } from './guide';

/** The conversation about the web console of an appliance inside the window: what the page may ask of the shell, and what the shell tells. */

const id = z.string().regex(/^[a-z0-9-]{1,40}$/);
const side = z.enum(['source', 'target']);
const pixels = z.number().min(-20_000).max(20_000);
const nothing = z.strictObject({});

/** How the console is reached: straight away, as this computer reaches other web pages, or through the SSH connection. */
export const consoleProxies = ['none', 'system', 'ssh'] as const;
export type ConsoleProxy = (typeof consoleProxies)[number];

/** The longest text that is taken from a selection; a key is far shorter. */
export const longestSelection = 256;

/** Commands of the shell about the console; one console is in sight at a time. */
export const consoleCommands = {
  /** Opens the console of a server of a migration, or shows the one that is open. Nothing is loaded before its certificate is confirmed. */
  'open-console': z.strictObject({ id, side, proxy: z.enum(consoleProxies).optional() }),
  /**
   * A person confirmed the certificate that was shown. `typedName` is the server's `host`, needed where another one had been
   * confirmed before.
   */
  'trust-console': z.strictObject({
    sha256: z.string().max(60),
    typedName: z.string().max(253).optional(),
  }),
  /** Where in the page the console is shown, in the page's own pixels; without size it is out of sight. */
  'place-console': z.strictObject({ x: pixels, y: pixels, width: pixels, height: pixels }),
  /** Takes it out of sight; who is logged in there stays so. */
  'hide-console': nothing,
  'console-back': nothing,
  'console-reload': nothing,
  /** Gives the keyboard to the console; F6 brings it back. */
  'console-focus': nothing,
  /** What the person selected in the console, at most `longestSelection` characters; the clipboard forgets it. */
  'console-selection': nothing,
  /** Goes on with a download that waits for a yes or was broken off, or gives it up and removes what is there of it. */
  'console-download': z.strictObject({ action: z.enum(['go-on', 'give-up']) }),
  /** Clears the clipboard if it holds just this text, which the person pasted. */
  'forget-pasted': z.strictObject({ text: z.string().max(4096) }),
  /** Copies the key for the console's own field without the page seeing it; only while a question with `needsKey` is asked. */
  'copy-hand-key': z.strictObject({ id }),
} as const;

export type ConsoleAnswers = {
  readonly [Name in Exclude<keyof typeof consoleCommands, 'console-selection'>]: null;
} & { readonly 'console-selection': { readonly text: string } };

/** The certificate that a console shows, for a person to compare. All but the fingerprint is what it says of itself. */
export type ConsoleCertificate = {
  readonly subject: string;
  readonly issuer: string;
  /** ISO 8601. */
  readonly from: string;
  readonly until: string;
  /** As for host keys: `SHA256:` and base64 without padding, of the DER. */
  readonly sha256: string;
  /** Of the DER, in pairs. */
  readonly md5: string;
};

/** What a console tried that was not let through. */
export const consoleRefusals = [
  'window',
  'elsewhere',
  'permission',
  'download',
  'chooser',
  'frozen',
] as const;
export type ConsoleRefusal = (typeof consoleRefusals)[number];

/** A file that the console offered. */
export type ConsoleDownload = {
  /** As it is kept here; what the server called it may be another name. */
  readonly name: string;
  /** Bytes; absent where the server does not tell. */
  readonly size?: number | undefined;
  readonly received: number;
  /** The backup that was awaited when it began, as `awaitedBackup` tells it. */
  readonly awaited?: string | undefined;
  /** `asking`: too large to be taken without a yes; `broken`: broken off, can go on; `checking`: is read once more. */
  readonly state: 'asking' | 'receiving' | 'broken' | 'checking' | 'ready' | 'failed';
  /** Hex, once it is whole. */
  readonly sha256?: string | undefined;
  /** Of a whole one, for the answer. */
  readonly ticket?: string | undefined;
  /** Why it failed, broke off or asks. */
  readonly failure?: Failure | undefined;
};

/** What is known of the console that is open. */
export type ConsoleView = {
  readonly id: string;
  readonly side: Side;
  /** `host:port`. */
  readonly address: string;
  readonly proxy: ConsoleProxy;
  /** `confirm`: the certificate waits for a person; `open`: the page is loaded or being loaded; `blocked`: closed, see `failure`. */
  readonly state: 'connecting' | 'confirm' | 'open' | 'blocked';
  readonly certificate?: ConsoleCertificate | undefined;
  /** The fingerprint that had been confirmed, where `certificate` is another. */
  readonly expected?: string | undefined;
  /** Path of the page that is shown, for reading. */
  readonly path: string;
  readonly title: string;
  readonly loading: boolean;
  readonly canGoBack: boolean;
  /** What the page seems to say: advice, never proof. */
  readonly meanings: readonly { readonly meaning: ConsoleMeaning; readonly words: string }[];
  /** What was refused last, newest last. */
  readonly refused: readonly { readonly what: ConsoleRefusal; readonly seen: string }[];
  /** The file that was handed to the page's file chooser last, or is being looked at for that. */
  readonly handed?: { readonly name: string; readonly state: 'checking' | 'handed' } | undefined;
  readonly download?: ConsoleDownload | undefined;
  readonly failure?: Failure | undefined;
};
