import { nextStep } from '../shared/fold';
import type { MigrationState } from '../shared/migration';
import { type PhaseId, phaseOf, type StepId, stepIds } from '../shared/steps';

/** The step that runs, failed or comes next; the last one when all are done. */
export const currentStep = (state: MigrationState): StepId =>
  state.failedStep ??
  stepIds.find((step) => state.steps[step].state === 'running') ??
  nextStep(state) ??
  'write-report';

export const currentPhase = (state: MigrationState): PhaseId => phaseOf[currentStep(state)];
