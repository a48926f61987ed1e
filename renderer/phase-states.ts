import type { MigrationState } from '../shared/migration';
import { type PhaseId, phaseIds, phaseOf, stepIds } from '../shared/steps';
import { currentPhase } from './current-step';

export type PhaseState = 'waiting' | 'running' | 'asking' | 'done' | 'failed' | 'stopped';

export type PhaseView = {
  readonly phase: PhaseId;
  readonly state: PhaseState;
  /** Milliseconds from the first step's start to the last one's end, or until `now` while it runs. */
  readonly took?: number;
};

/** The rail: each phase with its state and the time it took. */
export const phaseViews = (state: MigrationState, now: number): readonly PhaseView[] =>
  phaseIds.map((phase) => {
    const steps = stepIds
      .filter((step) => phaseOf[step] === phase)
      .map((step) => state.steps[step]);
    const view = { phase, state: phaseState(state, phase) };
    const starts = steps.flatMap(({ startedAt }) => (startedAt ? [Date.parse(startedAt)] : []));
    const ends = steps.flatMap(({ endedAt }) => (endedAt ? [Date.parse(endedAt)] : []));
    const live = view.state === 'running' || view.state === 'asking';
    const end = live ? now : Math.max(...ends);
    if (starts.length === 0 || !Number.isFinite(end)) return view;
    return { ...view, took: Math.max(0, end - Math.min(...starts)) };
  });

function phaseState(state: MigrationState, phase: PhaseId): PhaseState {
  const steps = stepIds.filter((step) => phaseOf[step] === phase);
  if (steps.every((step) => state.steps[step].state === 'done')) return 'done';
  if (state.failedStep && phaseOf[state.failedStep] === phase) return 'failed';
  if (currentPhase(state) !== phase) return 'waiting';
  if (state.status === 'running' && !state.rollBack) return state.question ? 'asking' : 'running';
  return steps.some((step) => state.steps[step].state !== 'waiting') ? 'stopped' : 'waiting';
}
