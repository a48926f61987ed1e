import type { Side } from '../../shared/appliance';
import type { SavedKind } from '../../shared/archiving';
import type { ServerAt } from '../../shared/connecting';
import type { PracticePreset } from '../../shared/contract';
import type { KitLanguage, KitPaper } from '../../shared/kit';
import type { Until } from '../../shared/steps';
import type { PlanTemplate } from '../../shared/words/plan';

import type { Shell } from './completion';
import type { CutoverOptions } from './cutover-options';
import type { HandOptions } from './hand-options';
import type { ItemWish } from './item-wish';
import type { FaultWish } from './option-values';
import type { RouteOptions } from './route-options';
import type { WindowOptions } from './window-options';

export type JsonOption = { readonly json?: true };

export type PracticeOptions = { readonly preset: PracticePreset; readonly computers: number };

/** Answers given beforehand, as the command line has them. */
export type AnswerOptions = JsonOption & {
  /** A file of answers. */
  readonly answers?: string;
  /** Says the outcome alone. */
  readonly quiet?: true;
  readonly kit?: string;
  readonly newKit?: string;
  readonly kitLanguage?: KitLanguage;
  readonly kitPaper?: KitPaper;
  readonly yesOverwrite?: string;
  readonly yesPowerOff?: string;
  readonly yesMoveAddress?: true;
  readonly acceptDrift?: true;
  readonly yesIsolate?: string;
  readonly yesKeepAddress?: true;
  readonly acceptMissing?: true;
  readonly acceptSourceKey?: string;
  readonly acceptTargetKey?: string;
  readonly acceptJumpKey?: readonly string[];
  readonly replaceSourceKey?: readonly string[];
  readonly replaceTargetKey?: readonly string[];
  readonly allowLegacy?: Side | 'both';
};

/** `plan`: a plan file whose answers and secrets are taken; its servers are those of the migration already. */
export type ResumeOptions = AnswerOptions &
  RouteOptions & {
    readonly plan?: string;
    readonly newBackup?: true;
    readonly profile?: string;
  };

/** `source` and `target` as typed: what ~/.ssh/config says of them is found out later. Absent where a plan says them. */
export type RunOptions = AnswerOptions &
  RouteOptions &
  CutoverOptions &
  HandOptions &
  WindowOptions & {
    readonly source?: string;
    readonly target?: string;
    /** A name or a path. */
    readonly profile?: string;
    readonly sourceKey?: readonly string[];
    readonly targetKey?: readonly string[];
    readonly sourceJump?: readonly string[];
    readonly targetJump?: readonly string[];
    /** False: no SSH agent is asked. */
    readonly agent: boolean;
    readonly until?: Until;
    readonly validateOnly?: true;
    readonly keyFromMemory?: true;
    /** Of the computers, 0 to 1. */
    readonly clientsShare?: number;
    readonly clientsMinutes?: number;
    /** Bytes a second. */
    readonly limit?: number;
    readonly keepSourceDays?: number;
    readonly preflightOnly?: true;
    readonly dryRun?: true;
    readonly practice?: true;
    readonly fault?: readonly FaultWish[];
  };

/** The way to the one server of a command, and what is known of it. */
export type ServerOptions = JsonOption & {
  readonly key?: readonly string[];
  readonly jump?: readonly string[];
  /** The path of a socket or pipe; false: no agent is asked. */
  readonly agent?: string | false;
  readonly agentKey?: string;
  readonly acceptKey?: string;
  readonly acceptJumpKey?: readonly string[];
  readonly replaceKey?: readonly string[];
  readonly allowLegacy?: true;
  readonly once?: true;
};

/** `profile`: by which commands the server is asked. */
export type ConnectOptions = ServerOptions & { readonly profile?: string };

export type ProfileTryOptions = ServerOptions & {
  readonly operation?: readonly string[];
  readonly value?: readonly (readonly [string, string])[];
  readonly record?: string;
};

export type OutputOption = { readonly output?: string };

/** `to`: the folder; with `list` nothing is saved. */
export type ArchiveOptions = ConnectOptions & {
  readonly to?: string;
  readonly kind?: readonly SavedKind[];
  readonly list?: true;
};

/** `ssh`: whom to log in to as well; `seen`: the version that a person read from the web console. */
export type ProbeOptions = ServerOptions & { readonly ssh?: string; readonly seen?: string };

/** `set`: what is noted before it is shown; `where` and `note` belong to the one item of it. */
export type WorksheetOptions = JsonOption & {
  readonly set?: readonly ItemWish[];
  readonly where?: string;
  readonly note?: string;
  readonly by?: string;
  readonly csv?: string;
  readonly html?: string;
};

/** With the key of the one file that is looked at; `target`: the version of the server that it is to be restored on. */
export type InspectOptions = JsonOption & {
  readonly kit?: string;
  readonly keyStdin?: true;
  readonly target?: string;
  readonly compare?: true;
};

/** `hash`: false where nothing is to be read to its end. */
export type LibraryOptions = JsonOption & {
  readonly target?: string;
  readonly csv?: string;
  readonly hash: boolean;
  readonly fresh?: true;
};

/** `yesRollBack`: the new server's name, which allows to go back. */
export type RollBackOptions = AnswerOptions & {
  readonly yesRollBack?: string;
  readonly deleteBackup?: true;
};

export type GiveUpOptions = JsonOption & { readonly note: string; readonly by?: string };

export type DemoOptions = PracticeOptions & JsonOption & { readonly interactive?: true };

/** A command with its arguments. */
export type Choice =
  | { readonly command: 'demo'; readonly options: DemoOptions }
  | { readonly command: 'connect'; readonly host: string; readonly options: ConnectOptions }
  | { readonly command: 'probe'; readonly host: ServerAt; readonly options: ProbeOptions }
  | { readonly command: 'archive'; readonly host: string; readonly options: ArchiveOptions }
  | { readonly command: 'run'; readonly plan?: string | undefined; readonly options: RunOptions }
  | {
      readonly command: 'plan-init';
      readonly template: PlanTemplate;
      readonly options: { readonly output?: string };
    }
  | { readonly command: 'plan-validate'; readonly file: string; readonly options: JsonOption }
  | { readonly command: 'plan-schema' }
  | { readonly command: 'profile-init'; readonly name: string; readonly options: OutputOption }
  | { readonly command: 'profile-schema' }
  | {
      readonly command: 'profile-check';
      readonly file: string;
      readonly options: JsonOption & {
        readonly answer?: readonly (readonly [operation: string, file: string])[];
      };
    }
  | {
      readonly command: 'profile-try';
      readonly file: string;
      readonly host: string;
      readonly options: ProfileTryOptions;
    }
  | { readonly command: 'profile-export'; readonly file: string; readonly options: OutputOption }
  | { readonly command: 'completion'; readonly shell: Shell }
  | { readonly command: 'man' }
  | { readonly command: 'way-back'; readonly id?: string; readonly options: JsonOption }
  | { readonly command: 'roll-back'; readonly id: string; readonly options: RollBackOptions }
  | { readonly command: 'decommission'; readonly id: string; readonly options: GiveUpOptions }
  | { readonly command: 'resume'; readonly id?: string; readonly options: ResumeOptions }
  | { readonly command: 'status'; readonly id?: string; readonly options: JsonOption }
  | { readonly command: 'worksheet'; readonly id: string; readonly options: WorksheetOptions }
  | {
      readonly command: 'inspect';
      readonly files: readonly string[];
      readonly options: InspectOptions;
    }
  | { readonly command: 'library'; readonly folder: string; readonly options: LibraryOptions }
  | {
      readonly command: 'compatibility';
      readonly source: string;
      readonly target: string;
      readonly options: JsonOption;
    }
  | {
      readonly command: 'practice';
      readonly options: PracticeOptions & {
        readonly backupSize: number;
        readonly fault?: readonly FaultWish[];
        readonly dialect?: string;
        readonly replay?: string;
      };
    };
