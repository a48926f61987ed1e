import { currentStep } from '../shared/fold';
import type { MigrationState } from '../shared/migration';
import type { Review } from './review';

/** True while the checks run again because the page of findings asked for it; it stays open then. */
export const isLooking = (state: MigrationState, review: Review | undefined): boolean =>
  state.status === 'running' && !state.question && review?.look?.step === currentStep(state);
