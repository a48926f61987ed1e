import { List } from '@mantine/core';
import { addressMoves, cutoverOf } from '../../shared/cutover';
import { currentStep } from '../../shared/fold';
import type { MigrationState } from '../../shared/migration';
import { movingSteps } from '../../shared/pace';
import { isolateByHand, powerOffByHand } from '../../shared/words/cutover';
import { wordsOfStep } from '../../shared/words/steps';
import { currentPhase } from '../current-step';
import { ClientsBack } from '../parts/clients-back';
import { DiscardButton } from '../parts/discard-button';
import { FindingList } from '../parts/finding-list';
import { PacePart } from '../parts/pace-part';
import { PageBody } from '../parts/page-body';
import { ProgressPanel } from '../parts/progress-panel';
import { Routes } from '../parts/routes';
import { Section } from '../parts/section';
import { Standing } from '../parts/standing';
import { StepList } from '../parts/step-list';
import { leavesOf, StopButton } from '../parts/stop-button';
import { ThroughputPanel } from '../parts/throughput-panel';
import { TruthList } from '../parts/truth-list';
import { useAction } from '../parts/use-action';
import { WayPart } from '../parts/way-part';
import { WaysPart } from '../parts/ways-part';
import { WorksheetPart } from '../parts/worksheet-part';
import { serverName } from '../server-face';
import { runningWords, whyAt, whyBeside, whyRunning } from '../words/en';
import { handWords } from '../words/en-cutover';

/** What runs now, in words, and how far it is. */
export function Running({ state }: { readonly state: MigrationState }) {
  const stop = useAction();
  const phase = currentPhase(state);
  const step = currentStep(state);
  return (
    <PageBody
      title={
        state.progress?.doing === 'by-hand'
          ? runningWords.byHand(serverName(state, 'source'))
          : wordsOfStep(step, state.plan).doing
      }
      why={whyOf(state)}
      leaves={leavesOf(state)}
      failure={stop.failure}
      actions={
        <>
          {step === 'create-backup' && <DiscardButton state={state} />}
          <StopButton asker={state} action={stop} />
        </>
      }
    >
      <HowFar state={state} />
      {movingSteps.has(step) && (
        <>
          <PacePart state={state} />
          <ThroughputPanel state={state} />
        </>
      )}
      <WayPart state={state} />
      <WaysPart state={state} />
      {phase === 'connect' && <Routes state={state} />}
      <StepList state={state} />
      {phase !== 'connect' && <WorksheetPart state={state} />}
      {phase === 'check' && <FindingList findings={state.findings} />}
    </PageBody>
  );
}

/** How far it is, with what is true meanwhile; what somebody has to do comes first. */
function HowFar({ state }: { readonly state: MigrationState }) {
  const { progress } = state;
  if (progress?.unit === 'clients')
    return (
      <Standing state={state}>
        <ClientsBack progress={progress} />
      </Standing>
    );
  if (progress?.doing === 'by-hand')
    return (
      <>
        <Standing state={state}>
          <ByHand state={state} />
        </Standing>
        <ProgressPanel state={state} />
      </>
    );
  return (
    <>
      <ProgressPanel state={state} />
      {currentPhase(state) !== 'connect' && <TruthList state={state} />}
    </>
  );
}

/** Why it does that, where the plan does not make another thing of it. */
function whyOf(state: MigrationState): string {
  const phase = currentPhase(state);
  const moves = addressMoves(state.plan);
  if (!moves && (phase === 'cut-over' || phase === 'clients')) return whyBeside[phase];
  const step = currentStep(state);
  if (!moves && step === 'see-off-source') return whyBeside[step];
  return whyAt[step] ?? whyRunning[phase];
}

/** What somebody has to do while the program waits for it. */
function ByHand({ state }: { readonly state: MigrationState }) {
  const name = serverName(state, 'source');
  const address = state.facts.source?.network.address ?? state.plan.source.host;
  const isolates = cutoverOf(state.plan).source === 'isolate';
  const lines = isolates ? isolateByHand(name, address, undefined) : powerOffByHand(name);
  return (
    <Section title={handWords.steps}>
      <List type="ordered" spacing={4} fz="inherit" lh="inherit">
        {lines.map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
    </Section>
  );
}
