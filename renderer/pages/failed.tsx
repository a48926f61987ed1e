import { Text } from '@mantine/core';
import type { Failure } from '../../shared/failure';
import { currentStep } from '../../shared/fold';
import type { MigrationState } from '../../shared/migration';
import { needsNewBackup } from '../../shared/new-backup';
import { mayTryAgain } from '../../shared/next-steps';
import { describeFailure } from '../../shared/words/failures';
import { wordsOfStep } from '../../shared/words/steps';
import { Details } from '../parts/details';
import { FactList } from '../parts/fact-list';
import { FindingList } from '../parts/finding-list';
import { ResumePage } from '../parts/resume-page';
import { Section } from '../parts/section';
import { Standing } from '../parts/standing';
import { TakeOverPart } from '../parts/take-over-part';
import { WayBackPart } from '../parts/way-back-part';
import { WayPart } from '../parts/way-part';
import { WaysPart } from '../parts/ways-part';
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
  const helps = mayTryAgain(state);
  const anew = needsNewBackup(state);
  const again = failure.code === 'key.lost' ? failedWords.keyFound : failedWords.again;
  return (
    <ResumePage
      state={state}
      title={words.title}
      why={words.seen}
      goOn={helps ? again : undefined}
      newBackup={anew ? failedWords.newBackup(serverName(state, 'source')) : undefined}
      wide
      leaves={anew ? failedWords.newBackupWhy(state.facts.request?.name ?? '') : undefined}
    >
      <Standing state={state} needed={words.needed} />
      {failure.code === 'ssh.host-key-changed' && <HostKeys failure={failure} />}
      {failure.code === 'preflight.blocked' && <FindingList findings={state.findings} />}
      {helps && <TakeOverPart state={state} />}
      <WayBackPart state={state} />
      <WayPart state={state} />
      <WaysPart state={state} />
      <WorksheetPart state={state} />
      <Details
        rows={[
          { name: actionWords.code, value: failure.code, mono: true },
          { name: failedWords.step, value: wordsOfStep(step, state.plan).title },
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
