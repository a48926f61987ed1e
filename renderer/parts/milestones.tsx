import { VisuallyHidden } from '@mantine/core';
import { currentStep } from '../../shared/fold';
import type { MigrationState } from '../../shared/migration';
import { wordsOfStep } from '../../shared/words/steps';

/** What a screen reader says by itself: a step that begins, never a percent. Questions and ends have their heading. */
export function Milestones({ state }: { readonly state: MigrationState }) {
  const running = state.status === 'running' && !state.question;
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {running ? wordsOfStep(currentStep(state), state.plan).doing : ''}
    </VisuallyHidden>
  );
}
