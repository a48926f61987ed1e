import { nextStep } from './fold';
import type { MigrationState } from './migration';
import { endsAfter, stepIds, type Until } from './steps';

/** After what a run has stopped as its plan says; undefined where it stands elsewhere. */
export function plannedPause(state: MigrationState): Until | undefined {
  const next = nextStep(state);
  if (state.status !== 'paused' || next === undefined) return undefined;
  const before = stepIds[stepIds.indexOf(next) - 1];
  const { until } = state.plan;
  return before && endsAfter(until, before, next) ? until : undefined;
}
