import { Button } from '@mantine/core';
import { nextStep } from '../../shared/fold';
import type { MigrationState } from '../../shared/migration';
import { type PhaseId, phaseOf, type StepId, stepIds } from '../../shared/steps';
import { stepWords } from '../../shared/words/steps';
import { client } from '../bridge';
import { PageBody } from '../parts/page-body';
import { TruthList } from '../parts/truth-list';
import { useAction } from '../parts/use-action';
import { goHome } from '../store';
import { frameWords } from '../words/en';
import { stoppedWords } from '../words/en-outcomes';

/** Not started yet, paused or stopped by the person; also where the plan makes it wait. */
export function Stopped({ state }: { readonly state: MigrationState }) {
  const resume = useAction();
  const next = nextStep(state) ?? 'write-report';
  const planned = state.status === 'paused' && phaseBefore(next) === state.plan.until;
  const kind =
    state.status === 'ready' || state.status === 'cancelled' ? state.status : ('paused' as const);
  return (
    <PageBody
      title={planned ? stoppedWords.planned : stoppedWords.titles[kind]}
      why={planned ? stoppedWords.plannedWhy : stoppedWords.why}
      failure={resume.failure}
      actions={
        <>
          <Button variant="default" onClick={goHome}>
            {frameWords.backHome}
          </Button>
          <Button
            disabled={resume.busy}
            onClick={() => void resume.run(() => client.call('resume-migration', { id: state.id }))}
          >
            {stoppedWords.continue(stepWords[next].title)}
          </Button>
        </>
      }
    >
      <TruthList state={state} />
    </PageBody>
  );
}

/** The phase that ended just before a step, or undefined in the middle of one. */
function phaseBefore(step: StepId): PhaseId | undefined {
  const before = stepIds[stepIds.indexOf(step) - 1];
  return before && phaseOf[before] !== phaseOf[step] ? phaseOf[before] : undefined;
}
