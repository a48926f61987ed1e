import * as z from 'zod';
import type { AgentAnswer, ConfigNote } from './connecting';
import type { ConnectionTest } from './connection-test';
import type { Inspection } from './eppb';
import type { Failure } from './failure';
import { findingIds } from './finding';
import type { MigrationState } from './migration';
import { type Endpoint, endpointSchema, planSchema } from './plan';

/**
 * The whole conversation between a front end and the engine: every command with the shape of its input, and every
 * push. Both front ends use it; in the window it crosses processes (`wire.ts`), in the terminal it is a plain call.
 */

const id = z.string().regex(/^[a-z0-9-]{1,40}$/);
const secret = z.string().max(4096);
/**
 * A file on this computer. The command line gives a path. The page never names one: it holds a ticket from a
 * file dialog or a drop, and the shell puts the path in its place.
 */
const file = z.union([
  z.strictObject({ ticket: z.string().max(64) }),
  z.strictObject({ path: z.string().min(1).max(4096) }),
]);
export type FileReference = z.infer<typeof file>;

const findingId = z.enum(findingIds);
const findingHost = z.enum(['source', 'target', 'workstation', 'both']);
const note = z.string().max(500);

/** What findings can be saved as. */
export const exportFormats = ['html', 'csv', 'json'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** What a window plan can be saved as: to print, or to read anywhere. */
export const windowPlanFormats = ['html', 'text'] as const;
export type WindowPlanFormat = (typeof windowPlanFormats)[number];

const answer = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('trust-host'),
    accept: z.boolean(),
    remember: z.boolean().optional(),
  }),
  z.strictObject({
    kind: z.literal('replace-host-key'),
    typedName: z.string().max(253),
    remember: z.boolean().optional(),
  }),
  z.strictObject({ kind: z.literal('enter-password'), secret, remember: z.boolean().optional() }),
  z.strictObject({ kind: z.literal('enter-passphrase'), secret, remember: z.boolean().optional() }),
  z.strictObject({
    kind: z.literal('answer-prompts'),
    secrets: z.array(secret).max(20).readonly(),
  }),
  z.strictObject({ kind: z.literal('allow-legacy'), accept: z.boolean() }),
  z.strictObject({ kind: z.literal('enter-version'), version: z.string().max(40) }),
  z.strictObject({
    kind: z.literal('review-findings'),
    action: z.enum(['go-on', 'look-again', 'stop']),
    only: z.array(findingId).max(100).readonly().optional(),
    statements: z
      .array(z.strictObject({ id: findingId, on: findingHost, holds: z.boolean(), note }))
      .max(100)
      .readonly(),
    waivers: z
      .array(z.strictObject({ id: findingId, on: findingHost, reason: note.min(3) }))
      .max(100)
      .readonly(),
    takenBack: z
      .array(z.strictObject({ id: findingId, on: findingHost }))
      .max(100)
      .readonly()
      .optional(),
    by: z.string().max(100).optional(),
  }),
  z.strictObject({ kind: z.literal('save-key'), secret }),
  z.strictObject({ kind: z.literal('confirm-restore'), typedName: z.string().max(253) }),
  z.strictObject({ kind: z.literal('enter-key'), secret }),
  z.strictObject({ kind: z.literal('power-off'), typedName: z.string().max(253) }),
  z.strictObject({ kind: z.literal('move-address'), accept: z.boolean() }),
]);

const nothing = z.strictObject({});

/** Commands of the engine: name → shape of the input. Answers: `Answers`. */
export const engineCommands = {
  'list-migrations': nothing,
  /** Migrations whose journal cannot be read: left as they are, but not hidden. */
  'list-damaged': nothing,
  /** Makes a migration and starts its run. */
  'start-migration': z.strictObject({ plan: planSchema }),
  'resume-migration': z.strictObject({ id }),
  /** Ends the run; what the appliances do by themselves goes on. `unanswered`: nobody was there to answer a question. */
  'cancel-migration': z.strictObject({
    id,
    because: z.enum(['person', 'unanswered']).default('person'),
  }),
  /** Takes an unfinished migration off the list; its folder stays, renamed. */
  'forget-migration': z.strictObject({ id }),
  'answer-question': z.strictObject({ id, questionId: z.string().max(80), answer }),
  /** The key, for showing it to the person who has to save it; only while `save-key` is asked. */
  'reveal-key': z.strictObject({ id }),
  /** Writes the recovery kit, mode 0600, and remembers its place for the report. */
  'save-kit': z.strictObject({ id, file }),
  /** Writes what the checks found and what people said of it. */
  'export-findings': z.strictObject({ id, format: z.enum(exportFormats), file }),
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
  'inspect-file': z.strictObject({ file }),

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
  'forget-migration': null;
  'answer-question': null;
  'reveal-key': { readonly key: string };
  'save-kit': { readonly path: string };
  'export-findings': { readonly path: string };
  'save-window-plan': { readonly path: string };
  'save-plan': { readonly path: string };
  'inspect-file': Inspection;
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
};

export const practicePresets = [
  'matching',
  'dated',
  'mismatched',
  'too-old',
  'nearly-full',
] as const;
export type PracticePreset = (typeof practicePresets)[number];

/** Commands that the app's shell answers itself; the terminal has its own ways for them. */
export const shellCommands = {
  /** Opens a file dialog; null when cancelled. */
  'choose-file': z.strictObject({ purpose: z.enum(['inspect', 'identity']) }),
  'choose-place': z.strictObject({ suggestedName: z.string().max(200) }),
  /** Starts a pair of practice appliances and answers with a plan for it and the password of its accounts. */
  'start-practice': z.strictObject({
    preset: z.enum(practicePresets),
    computers: z.int().min(10).max(50_000),
  }),
  /** 200 000 characters are more than all the commands of a migration. */
  'copy-text': z.strictObject({ text: z.string().max(200_000) }),
  /** Opens a report of a migration in the person's own viewer. */
  'open-report': z.strictObject({ id, format: z.enum(['html', 'text', 'json']) }),
} as const;

export type ChosenFile = { readonly ticket: string; readonly name: string };

export type ShellAnswers = {
  'choose-file': ChosenFile | null;
  'choose-place': ChosenFile | null;
  'start-practice': { readonly plan: z.infer<typeof planSchema>; readonly password: string };
  'copy-text': null;
  'open-report': null;
};

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
};
export type PushName = keyof Pushes;

/** How an answer crosses a process: either the value or the failure. */
export type Reply<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure };
