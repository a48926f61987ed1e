import { nextStep } from '../../shared/fold';
import type { MigrationState } from '../../shared/migration';
import { movingSteps } from '../../shared/pace';
import { type PhaseId, phaseOf, stepIds } from '../../shared/steps';

/** What the frame around the page has to know of all migrations together. */
export type RunsView = {
  readonly running: readonly MigrationState[];
  /** 0–1 over all steps of the run under way, for the taskbar; undefined where nothing runs. */
  readonly fraction?: number;
  /** True where a person is waited for: a question is open, or the transfer was paused. */
  readonly waits: boolean;
};

/** Something that a person who looks elsewhere should hear of. */
export type Call = {
  readonly reason: 'question' | 'failed' | 'paused' | 'finished';
  readonly migration: MigrationState;
};

export type RunWatch = {
  /** Takes in a snapshot; answers with what to call a person for, once for each question and each end of a run. */
  readonly see: (state: MigrationState) => Call | undefined;
  readonly view: () => RunsView;
};

/** Keeps the last snapshot of each migration that this program has run. */
export function watchRuns(): RunWatch {
  const last = new Map<string, MigrationState>();
  const asked = new Set<string>();
  return {
    see: (state) => {
      const before = last.get(state.id);
      last.set(state.id, state);
      const question = state.question && `${state.id} ${state.question.id}`;
      if (question !== undefined && state.status === 'running' && !asked.has(question)) {
        asked.add(question);
        return { reason: 'question', migration: state };
      }
      if (before?.status !== 'running') return undefined;
      const { status } = state;
      return status === 'failed' || status === 'paused' || status === 'finished'
        ? { reason: status, migration: state }
        : undefined;
    },
    view: () => {
      const running = [...last.values()].filter((state) => state.status === 'running');
      const first = running[0];
      const waits = running.some((state) => state.question !== undefined || isPaused(state));
      return first ? { running, waits, fraction: fractionOf(first) } : { running, waits };
    },
  };
}

/** The phase that a migration is in. */
export const phaseOfState = (state: MigrationState): PhaseId =>
  phaseOf[nextStep(state) ?? 'write-report'];

const isPaused = ({ pace, steps }: MigrationState): boolean =>
  pace.paused && [...movingSteps].some((step) => steps[step].state === 'running');

function fractionOf(state: MigrationState): number {
  const done = stepIds.filter((step) => state.steps[step].state === 'done').length;
  const { progress } = state;
  const within = progress && progress.total > 0 ? Math.min(1, progress.done / progress.total) : 0;
  return Math.min(1, (done + within) / stepIds.length);
}
