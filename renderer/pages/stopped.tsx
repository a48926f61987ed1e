import { nextStep } from '../../shared/fold';
import type { MigrationState } from '../../shared/migration';
import { type PhaseId, phaseOf, type StepId, stepIds } from '../../shared/steps';
import { leavesBehind } from '../../shared/words/leaves';
import { stepWords } from '../../shared/words/steps';
import { ResumePage } from '../parts/resume-page';
import { TruthList } from '../parts/truth-list';
import { WayPart } from '../parts/way-part';
import { WorksheetPart } from '../parts/worksheet-part';
import { givenUpNow } from '../truths';
import { stoppedWords } from '../words/en-outcomes';

/** Not started yet, paused or stopped by the person; also where the plan makes it wait. */
export function Stopped({ state }: { readonly state: MigrationState }) {
  const next = nextStep(state) ?? 'write-report';
  const planned = state.status === 'paused' && phaseBefore(next) === state.plan.until;
  const kind =
    state.status === 'ready' || state.status === 'cancelled' ? state.status : ('paused' as const);
  const why = givenUpNow(state) ? leavesBehind(state) : stoppedWords.why;
  return (
    <ResumePage
      state={state}
      title={planned ? stoppedWords.planned : stoppedWords.titles[kind]}
      why={planned ? stoppedWords.plannedWhy : why}
      goOn={stoppedWords.continue(stepWords[next].title)}
    >
      <TruthList state={state} />
      <WayPart state={state} />
      <WorksheetPart state={state} />
    </ResumePage>
  );
}

/** The phase that ended just before a step, or undefined in the middle of one. */
function phaseBefore(step: StepId): PhaseId | undefined {
  const before = stepIds[stepIds.indexOf(step) - 1];
  return before && phaseOf[before] !== phaseOf[step] ? phaseOf[before] : undefined;
}
