import { nextStep } from '../../shared/fold';
import type { MigrationState } from '../../shared/migration';
import { plannedPause } from '../../shared/pause';
import { cannotGoBack } from '../../shared/way-back';
import { leavesBehind } from '../../shared/words/leaves';
import { pauseWords } from '../../shared/words/pause';
import { stepWords } from '../../shared/words/steps';
import { ComparisonTable } from '../parts/comparison-table';
import { ProvenRestore } from '../parts/proven-restore';
import { ResumePage } from '../parts/resume-page';
import { Standing } from '../parts/standing';
import { TruthList } from '../parts/truth-list';
import { WayBackPart } from '../parts/way-back-part';
import { WayPart } from '../parts/way-part';
import { WorksheetPart } from '../parts/worksheet-part';
import { givenUpNow } from '../truths';
import { stoppedWords } from '../words/en-outcomes';

/** Not started yet, paused or stopped by the person; also where the plan makes it wait. */
export function Stopped({ state }: { readonly state: MigrationState }) {
  const next = nextStep(state) ?? 'write-report';
  const planned = plannedPause(state);
  const returnable = cannotGoBack(state) === undefined;
  const kind =
    state.status === 'ready' || state.status === 'cancelled' ? state.status : ('paused' as const);
  const why = givenUpNow(state) ? leavesBehind(state) : stoppedWords.why;
  const plannedTitle = planned === 'verify' ? stoppedWords.beforeCutOver : stoppedWords.planned;
  return (
    <ResumePage
      state={state}
      title={planned ? plannedTitle : stoppedWords.titles[kind]}
      why={planned ? pauseWords(planned) : why}
      wide={returnable}
      goOn={stoppedWords.continue(stepWords[next].title)}
    >
      {returnable ? <Standing state={state} /> : <TruthList state={state} />}
      <WayBackPart state={state} />
      <WayPart state={state} />
      <ProvenRestore state={state} />
      <ComparisonTable state={state} />
      <WorksheetPart state={state} />
    </ResumePage>
  );
}
