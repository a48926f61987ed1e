import { Text } from '@mantine/core';
import { anotherTryHelps } from '../../shared/another-try';
import type { Failure } from '../../shared/failure';
import { currentStep } from '../../shared/fold';
import type { MigrationState } from '../../shared/migration';
import { needsNewBackup } from '../../shared/new-backup';
import type { StepId } from '../../shared/steps';
import { cannotGoBack } from '../../shared/way-back';
import { describeFailure } from '../../shared/words/failures';
import { stepWords } from '../../shared/words/steps';
import { Details } from '../parts/details';
import { FactList } from '../parts/fact-list';
import { FindingList } from '../parts/finding-list';
import { ResumePage } from '../parts/resume-page';
import { Section } from '../parts/section';
import { Standing } from '../parts/standing';
import { TruthList } from '../parts/truth-list';
import { WayBackPart } from '../parts/way-back-part';
import { WayPart } from '../parts/way-part';
import { WorksheetPart } from '../parts/worksheet-part';
import { serverName } from '../server-face';
import { formatMoment } from '../when';
import { actionWords } from '../words/en';
import { failedWords } from '../words/en-outcomes';

const unknown: Failure = { code: 'internal.unexpected', facts: {} };

/** A failure takes the place of the thing: what happened, what is true now, what to do. */
export function Failed({ state }: { readonly state: MigrationState }) {
  const failure = state.failure ?? unknown;
  const words = describeFailure(failure);
  const step = currentStep(state);
  const helps = anotherTryHelps(failure);
  const anew = needsNewBackup(state);
  const returnable = cannotGoBack(state) === undefined;
  const again = failure.code === 'key.lost' ? failedWords.keyFound : failedWords.again;
  const goesOn = helps ? failedWords.goesOn(stepWords[beginsAt(state)].title) : failedWords.anewWhy;
  return (
    <ResumePage
      state={state}
      title={words.title}
      why={words.seen}
      goOn={helps ? again : undefined}
      newBackup={anew ? failedWords.newBackup(serverName(state, 'source')) : undefined}
      wide={returnable}
      leaves={anew ? failedWords.newBackupWhy(state.facts.request?.name ?? '') : goesOn}
    >
      {failure.code === 'ssh.host-key-changed' && <HostKeys failure={failure} />}
      {returnable ? (
        <Standing state={state} needed={words.needed} />
      ) : (
        <Section title={failedWords.todo}>
          <Text>{words.todo}</Text>
          <Text c="dimmed" mt={4}>
            {failedWords.needed}: {words.needed}
          </Text>
        </Section>
      )}
      {failure.code === 'preflight.blocked' && <FindingList findings={state.findings} />}
      {!returnable && <TruthList state={state} />}
      <WayBackPart state={state} />
      <WayPart state={state} />
      <WorksheetPart state={state} />
      <Details
        rows={[
          { name: actionWords.code, value: failure.code, mono: true },
          { name: failedWords.step, value: stepWords[step].title },
          { name: failedWords.time, value: formatMoment(state.updatedAt) },
          ...Object.entries(failure.facts).map(([name, value]) => ({
            name,
            value: String(value),
            mono: true,
          })),
        ]}
      />
    </ResumePage>
  );
}

/** Where the key of an unfinished backup is not proven or gone, the next run begins with another one. */
function beginsAt(state: MigrationState): StepId {
  const step = currentStep(state);
  const { request, keyProof, backup } = state.facts;
  const proven = request !== undefined && keyProof?.backupId === request.backupId;
  return (step === 'save-key' || step === 'create-backup') && !backup && !proven
    ? 'request-backup'
    : step;
}

/** Both fingerprints; the new one is accepted only by typing the name, where the next run asks. */
function HostKeys({ failure: { facts } }: { readonly failure: Failure }) {
  const rows = [
    { name: failedWords.keyBefore, value: String(facts['expected'] ?? failedWords.unknownKey) },
    { name: failedWords.keyNow, value: String(facts['seen'] ?? failedWords.unknownKey) },
  ];
  return (
    <Section title={failedWords.keys}>
      <FactList rows={rows.map((row) => ({ ...row, mono: true }))} />
      <Text c="dimmed" mt="xs">
        {failedWords.keyHint}
      </Text>
    </Section>
  );
}
