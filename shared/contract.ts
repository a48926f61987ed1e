// Long because: one line for each command between a front end and the engine.

import * as z from 'zod';
import { answerSchema } from './answer';
import type { AgentAnswer, ConfigNote, ConsoleTunnel } from './connecting';
import type { ConnectionTest } from './connection-test';
import { type ConsoleAnswers, type ConsoleView, consoleCommands } from './console-view';
import type { Failure } from './failure';
import { fileReferenceSchema } from './file-reference';
import type { ConsoleFields } from './ftp-server';
import { handOperations, ways } from './hand-work';
import { type InspectionAnswers, inspectionCommands } from './inspecting';
import type { InspectionRun } from './inspection';
import { type KitPlaceWarning, kitLanguageSchema, kitPaperSchema } from './kit';
import type { LibraryChange } from './library';
import { type LibraryAnswers, libraryCommands } from './library-commands';
import type { MigrationState } from './migration';
import { bytesPerSecondSchema, type Endpoint, endpointSchema, planSchema } from './plan';
import { type ProfileAnswers, profileCommands, type TrialTold } from './profile-workshop';
import { routeWishSchema } from './route';
import type { KeyVerdict } from './sidecar';
import type { WaysOfBoth } from './ways';
import { worksheetIds, worksheetLengths, worksheetStates } from './worksheet';

/**
 * The whole conversation between a front end and the engine: every command with the shape of its input, and every
 * push. Both front ends use it; in the window it crosses processes (`wire.ts`), in the terminal it is a plain call.
 */

const id = z.string().regex(/^[a-z0-9-]{1,40}$/);
const secret = z.string().max(4096);
const file = fileReferenceSchema;

/** What findings can be saved as. */
export const exportFormats = ['html', 'csv', 'json'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** What a window plan can be saved as: to print, or to read anywhere. */
export const windowPlanFormats = ['html', 'text'] as const;
export type WindowPlanFormat = (typeof windowPlanFormats)[number];

/** What a worksheet of integrations can be saved as: to print, or for a spreadsheet. */
export const worksheetFormats = ['html', 'csv'] as const;
export type WorksheetFormat = (typeof worksheetFormats)[number];

const nothing = z.strictObject({});
/** The language of a kit, and what it is printed on; absent: English, on A4. */
const kitLook = {
  language: kitLanguageSchema.optional(),
  paper: kitPaperSchema.optional(),
} as const;

/** Commands of the engine: name → shape of the input. Answers: `Answers`. */
export const engineCommands = {
  'list-migrations': nothing,
  /** Migrations whose journal cannot be read: left as they are, but not hidden. */
  'list-damaged': nothing,
  /** Makes a migration and starts its run. */
  'start-migration': z.strictObject({ plan: planSchema }),
  /** `newBackup`: in place of the one that there is another is asked for, with a new key; throws `backup.needed` once a restore may have begun. */
  'resume-migration': z.strictObject({
    id,
    newBackup: z.boolean().optional(),
    /** What is wanted of the backup's way from now on; absent: as before. */
    route: routeWishSchema.optional(),
    /** By which profile both servers are asked from now on; absent: as before. */
    profile: z.string().min(1).max(4096).optional(),
  }),
  /** Ends the run; what the appliances do by themselves goes on. `unanswered`: nobody was there to answer a question. */
  'cancel-migration': z.strictObject({
    id,
    because: z.enum(['person', 'unanswered']).default('person'),
    /** Where a person cancels: deletes a backup that the old server is still creating; one whose key was not proven saved is deleted anyway. */
    discardBackup: z.boolean().optional(),
  }),
  /** Holds back the files on their way, or lets them go; null takes the limit away. What is left out stays as it is. */
  'set-pace': z.strictObject({
    id,
    paused: z.boolean().optional(),
    bytesPerSecond: bytesPerSecondSchema.nullable().optional(),
  }),
  /**
   * Goes back to the old server, or goes on with that. `typedName` is the new server's name, typed by a person: needed the first time,
   * else it throws `rollback.declined`.
   */
  'roll-back': z.strictObject({
    id,
    typedName: z.string().max(253).optional(),
    backup: z.enum(['keep', 'delete']).default('keep'),
  }),
  /** Writes how to go back from where the migration is. */
  'save-way-back': z.strictObject({ id, format: z.enum(windowPlanFormats), file }),
  /** The same as a page to print. For the shell, which prints it. */
  'way-back-page': z.strictObject({ id }),
  /** Writes the reminder of the old server for a calendar; throws `source.still-needed` before the end. */
  'save-reminder': z.strictObject({ id, file }),
  /** Writes down that the old server was deleted or archived: nobody is reminded of it any more. */
  'give-up-source': z.strictObject({
    id,
    note: z.string().trim().min(3).max(500),
    by: z.string().trim().min(1).max(100).optional(),
  }),
  /** What is wanted of the backup's way from now on. A file that is on its way takes the new one at once. */
  'set-route': z.strictObject({ id, route: routeWishSchema }),
  /** How an operation of a server is carried out from now on, whether a run is under way or not. */
  'switch-way': z.strictObject({
    id,
    side: z.enum(['source', 'target']),
    operation: z.enum(handOperations),
    way: z.enum(ways),
  }),
  /** Which way each operation of both servers goes by what is known now, and how else it may. Throws as `Profiles.load` does. */
  'ways-of': z.strictObject({ id }),
  /** A way over SSH to the web pages of a server, while a run is under way. For the shell: no page gets it. */
  'console-tunnel': z.strictObject({ id, side: z.enum(['source', 'target']) }),
  /** The key, for entering it at a server; only while `do-by-hand` with `needsKey` is asked. */
  'hand-key': z.strictObject({ id }),
  /** What has to be typed at the console; only while `use-console` is asked. */
  'console-fields': z.strictObject({ id }),
  /** What a page of an appliance's web console seems to say, by the labels of a family: advice, never proof. */
  'read-console': z.strictObject({ family: z.string().max(40), text: z.string().max(200_000) }),
  /** Takes an unfinished migration off the list; its folder stays, renamed. */
  'forget-migration': z.strictObject({ id }),
  'answer-question': z.strictObject({ id, questionId: z.string().max(80), answer: answerSchema }),
  /** The key, for showing it to the person who has to save it; only while `save-key` is asked. */
  'reveal-key': z.strictObject({ id }),
  /** Writes the recovery kit, mode 0600, in the form that the file's name ends with, and remembers its place for the report. */
  'save-kit': z.strictObject({ id, file, ...kitLook }),
  /** The recovery kit as a page to print; only while `save-key` is asked. For the shell, which prints it: no page gets it. */
  'kit-page': z.strictObject({ id, ...kitLook }),
  /** Writes what the checks found and what people said of it. */
  'export-findings': z.strictObject({ id, format: z.enum(exportFormats), file }),
  /** Writes down one item of the worksheet, whether a run is under way or not; what is left out stays as it is. Throws `worksheet.secret`. */
  'note-worksheet': z.strictObject({
    id,
    item: z.enum(worksheetIds),
    state: z.enum(worksheetStates).optional(),
    where: z.string().max(worksheetLengths.where).optional(),
    note: z.string().max(worksheetLengths.note).optional(),
    /** Absent: the user of this computer. */
    by: z.string().max(worksheetLengths.by).optional(),
  }),
  'export-worksheet': z.strictObject({ id, format: z.enum(worksheetFormats), file }),
  /** Writes what runs when from `start` on, an instant; `zoneMinutes` east of UTC is what a person says of the old server's clock. */
  'save-window-plan': z.strictObject({
    id,
    format: z.enum(windowPlanFormats),
    start: z.iso.datetime({ offset: true }),
    zoneMinutes: z
      .int()
      .min(-14 * 60)
      .max(14 * 60)
      .optional(),
    file,
  }),
  /** Writes a plan file of two servers for the terminal; no secret is in it. */
  'save-plan': z.strictObject({ plan: planSchema.omit({ practice: true }), file }),
  /** Whether a key, typed or in a kit, is that of a backup file, by the sidecar manifest beside it. Nothing is opened with it. */
  'check-key': z.strictObject({ file, secret: secret.optional(), kit: file.optional() }),

  ...libraryCommands,
  ...inspectionCommands,

  /** Begins a staged test of one connection; its questions are answered with `answer-question`, its states are pushed. */
  'test-connection': z.strictObject({
    endpoint: endpointSchema,
    side: z.enum(['source', 'target']).optional(),
  }),
  /** Ends a test, if it still runs, and forgets it. */
  'end-test': z.strictObject({ id }),
  'list-tests': nothing,
  /** Hosts that the person's ~/.ssh/config names, without patterns. */
  'list-ssh-hosts': nothing,
  /** What ~/.ssh/config says of a host, as `host`, `user@host`, `user@host:port` or an alias. */
  'resolve-host': z.strictObject({ text: z.string().min(1).max(600) }),
  'list-agent-keys': z.strictObject({ agent: z.string().min(1).max(4096).optional() }),
  'list-connections': nothing,
  /** Saves how to reach a server; the same name again replaces it. Secrets are no part of it. */
  'save-connection': z.strictObject({ name: z.string().min(1).max(80), endpoint: endpointSchema }),
  /** Forgets it, and what this computer remembers of its passwords. */
  'forget-connection': z.strictObject({ name: z.string().min(1).max(80) }),
  ...profileCommands,
} as const;

/** A host as ~/.ssh/config has it. */
export type ResolvedHost = {
  /** Without `user` where neither the text nor the file names one. */
  readonly endpoint: Omit<Endpoint, 'user'> & { readonly user?: string | undefined };
  /** The alias in the file, where the text was one. */
  readonly alias?: string | undefined;
  /** Names of `endpoint.identityFiles`, for showing: the page holds tickets in place of their paths. */
  readonly identityNames: readonly string[];
  /** What the file says of this host that this program does not do. */
  readonly notes: readonly ConfigNote[];
};

/** How to reach a server, as saved under a name. */
export type SavedConnection = {
  readonly name: string;
  readonly endpoint: Endpoint;
  /** As in `ResolvedHost`. */
  readonly identityNames: readonly string[];
  readonly savedAt: string;
  /** True where this computer keeps a password or passphrase for it. */
  readonly remembered: boolean;
};

export type EngineAnswers = {
  'list-migrations': readonly MigrationState[];
  'list-damaged': readonly { readonly id: string; readonly folder: string }[];
  'start-migration': { readonly id: string };
  'resume-migration': null;
  'cancel-migration': null;
  'set-pace': null;
  'set-route': null;
  'switch-way': null;
  'ways-of': WaysOfBoth;
  'console-tunnel': ConsoleTunnel;
  'hand-key': { readonly key: string };
  'roll-back': null;
  'save-way-back': { readonly path: string };
  'way-back-page': { readonly html: string };
  'save-reminder': { readonly path: string };
  'give-up-source': null;
  'console-fields': ConsoleFields;
  'read-console': ConsoleView['meanings'];
  'forget-migration': null;
  'answer-question': null;
  'reveal-key': { readonly key: string };
  'save-kit': { readonly path: string; readonly warnings: readonly KitPlaceWarning[] };
  'kit-page': { readonly html: string };
  'export-findings': { readonly path: string };
  'note-worksheet': null;
  'export-worksheet': { readonly path: string };
  'save-window-plan': { readonly path: string };
  'save-plan': { readonly path: string };
  'check-key': { readonly verdict: KeyVerdict };
  'test-connection': { readonly id: string };
  'end-test': null;
  'list-tests': readonly ConnectionTest[];
  'list-ssh-hosts': { readonly hosts: readonly string[]; readonly notes: readonly ConfigNote[] };
  'resolve-host': ResolvedHost;
  'list-agent-keys': AgentAnswer;
  'list-connections': {
    readonly connections: readonly SavedConnection[];
    /** Whether this computer can keep passwords, or why not: `terminal`, `no-keyring`, `plain-text`. */
    readonly keeping: 'yes' | 'terminal' | 'no-keyring' | 'plain-text';
  };
  'save-connection': null;
  'forget-connection': null;
} & InspectionAnswers &
  LibraryAnswers &
  ProfileAnswers;

export const practicePresets = [
  'matching',
  'dated',
  'mismatched',
  'too-old',
  'nearly-full',
  'web-only',
] as const;
export type PracticePreset = (typeof practicePresets)[number];

/** What a file is chosen for; `library`: a folder. */
export const choosePurposes = [
  'inspect',
  'identity',
  'kit',
  'backup',
  'library',
  'profile',
] as const;
export type ChoosePurpose = (typeof choosePurposes)[number];

/** Commands that the app's shell answers itself; the terminal has its own ways for them. */
export const shellCommands = {
  /** Opens a file dialog; null when cancelled. */
  'choose-file': z.strictObject({ purpose: z.enum(choosePurposes) }),
  /** Files that the person opened with this program from outside, in the order in which they came; each is given once. */
  'take-opened': nothing,
  /** The ticket that it answers with is good for this purpose, once. */
  'choose-place': z.strictObject({
    purpose: z.enum([
      'kit',
      'findings',
      'worksheet',
      'window-plan',
      'plan',
      'way-back',
      'reminder',
      'library',
      'inspection',
      'profile',
      'profile-export',
    ]),
    suggestedName: z.string().max(200),
  }),
  /** Starts a pair of practice appliances and answers with a plan for it and the password of its accounts. */
  'start-practice': z.strictObject({
    preset: z.enum(practicePresets),
    computers: z.int().min(10).max(50_000),
  }),
  /** Switches the old practice server of a migration on, as a person does at the console of a virtual machine. */
  'power-on-practice': z.strictObject({ id }),
  /** Opens the system's dialog for printing the way back; answers when it was printed or given up. */
  'print-way-back': z.strictObject({ id }),
  /** Opens what a migration keeps beside its journal: the way back as a page, the reminder in the person's calendar. */
  'open-document': z.strictObject({ id, document: z.enum(['way-back', 'reminder']) }),
  /** Copies the key of a migration without the page seeing it; only while `save-key` is asked. */
  'copy-key': z.strictObject({ id }),
  /** Clears at once what this program copied, if the clipboard still holds it. */
  'forget-copied': nothing,
  /** Opens the system's dialog for printing the recovery kit; answers when it was printed or given up. */
  'print-kit': z.strictObject({ id, ...kitLook }),
  /** 200 000 characters are more than all the commands of a migration. */
  'copy-text': z.strictObject({ text: z.string().max(200_000) }),
  /** The file of a row of a library, for inspecting it. */
  'open-library-row': z.strictObject({ id, row: z.int().min(0) }),
  /** Opens a report of a migration in the person's own viewer. */
  'open-report': z.strictObject({ id, format: z.enum(['html', 'text', 'json']) }),
  ...consoleCommands,
} as const;

export type ChosenFile = { readonly ticket: string; readonly name: string };

export type ShellAnswers = {
  'choose-file': ChosenFile | null;
  'take-opened': readonly ChosenFile[];
  'choose-place': ChosenFile | null;
  'start-practice': { readonly plan: z.infer<typeof planSchema>; readonly password: string };
  'power-on-practice': null;
  'print-way-back': { readonly printed: boolean };
  'open-document': null;
  'copy-key': null;
  'forget-copied': null;
  'print-kit': { readonly printed: boolean };
  'copy-text': null;
  'open-library-row': ChosenFile;
  'open-report': null;
} & ConsoleAnswers;

export const commands = { ...engineCommands, ...shellCommands } as const;
export type Commands = typeof commands;
export type CommandName = keyof Commands;
export type CommandInput<Name extends CommandName> = z.input<Commands[Name]>;
export type CommandAnswers = EngineAnswers & ShellAnswers;
export type EngineCommandName = keyof typeof engineCommands;

/** What the engine tells without being asked. Snapshots are whole and throttled; the last one is the truth. */
export type Pushes = {
  'migration-changed': MigrationState;
  'test-changed': ConnectionTest;
  /** Only rows that have changed; see `LibraryChange`. */
  'library-changed': LibraryChange;
  'inspection-changed': InspectionRun;
  /** Of the window alone: a file waits for `take-opened`. */
  'file-opened': null;
  /** What a trial of a profile tells, each once. */
  'trial-told': TrialTold;
  /** Of the window alone; null once no console is open. */
  'console-changed': ConsoleView | null;
};
export type PushName = keyof Pushes;

/** How an answer crosses a process: either the value or the failure. */
export type Reply<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure };
