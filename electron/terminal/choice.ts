import type { PracticePreset } from '../../shared/contract';
import type { Endpoint } from '../../shared/plan';
import type { PhaseId } from '../../shared/steps';

export type JsonOption = { readonly json?: true };

export type PracticeOptions = { readonly preset: PracticePreset; readonly computers: number };

/** Answers given beforehand, as the command line has them. */
export type AnswerOptions = JsonOption & {
  readonly kit?: string;
  readonly yesOverwrite?: string;
  readonly yesPowerOff?: string;
  readonly yesMoveAddress?: true;
  readonly acceptSourceKey?: string;
  readonly acceptTargetKey?: string;
};

export type RunOptions = AnswerOptions & {
  readonly source: Endpoint;
  readonly target: Endpoint;
  readonly sourceKey?: string;
  readonly targetKey?: string;
  readonly until?: PhaseId;
};

export type DemoOptions = PracticeOptions & JsonOption & { readonly interactive?: true };

/** A command with its arguments. */
export type Choice =
  | { readonly command: 'demo'; readonly options: DemoOptions }
  | { readonly command: 'run'; readonly options: RunOptions }
  | { readonly command: 'resume'; readonly id?: string; readonly options: AnswerOptions }
  | { readonly command: 'status'; readonly id?: string; readonly options: JsonOption }
  | {
      readonly command: 'inspect';
      readonly files: readonly string[];
      readonly options: JsonOption;
    }
  | {
      readonly command: 'practice';
      readonly options: PracticeOptions & { readonly backupSize: number };
    };
