import { nextStep } from '../../shared/fold';
import type { MigrationState } from '../../shared/migration';
import { plannedPause } from '../../shared/pause';
import { leavesBehind } from '../../shared/words/leaves';
import { pauseWords } from '../../shared/words/pause';
import { wordsOfStep } from '../../shared/words/steps';
import { ComparisonTable } from '../parts/comparison-table';
import { ProvenRestore } from '../parts/proven-restore';
import { ResumePage } from '../parts/resume-page';
import { Standing } from '../parts/standing';
import { WayBackPart } from '../parts/way-back-part';
import { WayPart } from '../parts/way-part';
import { WaysPart } from '../parts/ways-part';
import { WorksheetPart } from '../parts/worksheet-part';
import { givenUpNow } from '../truths';
import { stoppedWords } from '../words/en-outcomes';

/** Nothing of it has been begun. */
const isNew = ({ steps }: MigrationState): boolean => steps['connect-source'].state === 'waiting';

/** Not started yet, paused or stopped by the person; also where the plan makes it wait. */
export function Stopped({ state }: { readonly state: MigrationState }) {
  const next = nextStep(state) ?? 'write-report';
  const planned = plannedPause(state);
  const kind =
    state.status === 'ready' || state.status === 'cancelled' ? state.status : ('paused' as const);
  const usual = isNew(state) ? stoppedWords.notBegun : stoppedWords.why;
  const why = givenUpNow(state) ? leavesBehind(state) : usual;
  const plannedTitle = planned === 'verify' ? stoppedWords.beforeCutOver : stoppedWords.planned;
  return (
    <ResumePage
      state={state}
      title={planned ? plannedTitle : stoppedWords.titles[kind]}
      why={planned ? pauseWords(planned) : why}
      wide
      goOn={stoppedWords.continue(wordsOfStep(next, state.plan).title)}
    >
      <Standing state={state} />
      <WayBackPart state={state} />
      <WayPart state={state} />
      <WaysPart state={state} />
      <ProvenRestore state={state} />
      <ComparisonTable state={state} />
      <WorksheetPart state={state} />
    </ResumePage>
  );
}
