import { currentStep } from '../../shared/fold';
import type { MigrationState } from '../../shared/migration';
import { movingSteps } from '../../shared/pace';
import { stepWords } from '../../shared/words/steps';
import { currentPhase } from '../current-step';
import { ClientsBack } from '../parts/clients-back';
import { DiscardButton } from '../parts/discard-button';
import { FindingList } from '../parts/finding-list';
import { PacePart } from '../parts/pace-part';
import { PageBody } from '../parts/page-body';
import { ProgressPanel } from '../parts/progress-panel';
import { Routes } from '../parts/routes';
import { StepList } from '../parts/step-list';
import { leavesOf, StopButton } from '../parts/stop-button';
import { ThroughputPanel } from '../parts/throughput-panel';
import { useAction } from '../parts/use-action';
import { WayPart } from '../parts/way-part';
import { WorksheetPart } from '../parts/worksheet-part';
import { whyRunning } from '../words/en';

/** What runs now, in words, and how far it is. */
export function Running({ state }: { readonly state: MigrationState }) {
  const stop = useAction();
  const phase = currentPhase(state);
  const { progress } = state;
  return (
    <PageBody
      title={stepWords[currentStep(state)].doing}
      why={whyRunning[phase]}
      leaves={leavesOf(state)}
      failure={stop.failure}
      actions={
        <>
          {currentStep(state) === 'create-backup' && <DiscardButton state={state} />}
          <StopButton asker={state} action={stop} />
        </>
      }
    >
      {progress?.unit === 'clients' ? (
        <ClientsBack progress={progress} />
      ) : (
        <ProgressPanel state={state} />
      )}
      {movingSteps.has(currentStep(state)) && (
        <>
          <PacePart state={state} />
          <ThroughputPanel state={state} />
        </>
      )}
      <WayPart state={state} />
      {phase === 'connect' && <Routes state={state} />}
      <StepList state={state} />
      {phase !== 'connect' && <WorksheetPart state={state} />}
      {phase === 'check' && <FindingList findings={state.findings} />}
    </PageBody>
  );
}
