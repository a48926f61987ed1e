import { currentStep } from '../shared/fold';
import type { MigrationState } from '../shared/migration';
import { type PhaseId, phaseOf } from '../shared/steps';

/** The phase of the step that runs, failed or comes next. */
export const currentPhase = (state: MigrationState): PhaseId => phaseOf[currentStep(state)];
