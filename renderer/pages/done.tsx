import { Button, List, Text } from '@mantine/core';
import { sameCounts } from '../../shared/appliance';
import { formatBytes, formatDuration } from '../../shared/bytes';
import { type AgreedAlgorithms, algorithmKinds } from '../../shared/connecting';
import { addressMoves } from '../../shared/cutover';
import { silenceOf } from '../../shared/facts';
import { isAtHand } from '../../shared/hand-work';
import { knownBy, knownByKey } from '../../shared/known-by';
import type { MigrationState } from '../../shared/migration';
import { isWeak } from '../../shared/weak-algorithms';
import { clientsBackWords, clientsWarnings } from '../../shared/words/clients';
import { sideWords } from '../../shared/words/sides';
import { client } from '../bridge';
import { ComparisonTable } from '../parts/comparison-table';
import { CountsTable } from '../parts/counts-table';
import { KeepSourcePart } from '../parts/keep-source-part';
import { KnownHostsPart } from '../parts/known-hosts-part';
import { Notice } from '../parts/notice';
import { PageBody } from '../parts/page-body';
import { ProofList } from '../parts/proof-list';
import { Section } from '../parts/section';
import { useAction } from '../parts/use-action';
import { WayBackPart } from '../parts/way-back-part';
import { WorksheetRows } from '../parts/worksheet-rows';
import { serverName, shortFingerprint } from '../server-face';
import { formatClock, formatMoment, formatTime } from '../when';
import { doneWords } from '../words/en-outcomes';
import { worksheetPartWords } from '../words/en-worksheet';

/** The end: what was proven, and what is left for people. */
export function Done({ state }: { readonly state: MigrationState }) {
  const open = useAction();
  const { facts } = state;
  const warned = clientsWarnings(facts, formatClock);
  const report = (format: 'html' | 'text' | 'json') => (): void =>
    void open.run(() => client.call('open-report', { id: state.id, format }));
  return (
    <PageBody
      title={titleOf(state)}
      why={state.handWork.length === 0 ? doneWords.why : doneWords.whyByHand}
      failure={open.failure}
      wide
      actions={
        <>
          <Button variant="default" disabled={open.busy} onClick={report('json')}>
            {doneWords.reportJson}
          </Button>
          <Button variant="default" disabled={open.busy} onClick={report('text')}>
            {doneWords.reportText}
          </Button>
          <Button disabled={open.busy} onClick={report('html')}>
            {doneWords.report}
          </Button>
        </>
      }
    >
      <Section title={doneWords.proven}>
        <ProofList proofs={proofs(state)} />
      </Section>
      {warned.length > 0 && (
        <Section title={doneWords.warned}>
          <Notice tone="warn" title={warned[0] ?? ''}>
            {warned.slice(1).map((line) => (
              <Text size="sm" key={line}>
                {line}
              </Text>
            ))}
          </Notice>
        </Section>
      )}
      {allowed(state).length > 0 && (
        <Section title={doneWords.allowed}>
          <List spacing="xs">
            {allowed(state).map((line) => (
              <List.Item key={line}>{line}</List.Item>
            ))}
          </List>
        </Section>
      )}
      <Section title={doneWords.remains}>
        <List type="ordered" spacing="xs">
          {todoOf(state).map((todo) => (
            <List.Item key={todo}>{todo}</List.Item>
          ))}
        </List>
      </Section>
      <Section title={worksheetPartWords.title}>
        <WorksheetRows state={state} />
      </Section>
      <KnownHostsPart state={state} />
      <KeepSourcePart state={state} />
      <WayBackPart state={state} />
      <Section title={doneWords.counts}>
        <CountsTable
          state={state}
          first={{ title: doneWords.before, side: 'source', counts: facts.baseline }}
          second={{
            title: doneWords.after,
            side: 'target',
            counts: facts.takeover?.counts ?? facts.verified?.counts,
          }}
          compare
        />
      </Section>
      <ComparisonTable state={state} />
    </PageBody>
  );
}

const titleOf = (state: MigrationState): string =>
  (addressMoves(state.plan) ? doneWords.title : doneWords.titleBeside)(
    serverName(state, 'source'),
    serverName(state, 'target'),
  );
const todoOf = ({ facts }: MigrationState): readonly string[] =>
  doneWords.todo
    .filter((todo) => todo !== doneWords.backUp || !facts.firstBackup?.made)
    .map((todo) => (todo === doneWords.keepOff && !silenceOf(facts) ? doneWords.stays : todo));

/** What a person let pass that is less safe than usual, one line each. */
const allowed = ({ replacedKeys, legacy }: MigrationState): readonly string[] => [
  ...replacedKeys.map(({ side, hop, hostKey, at }) =>
    doneWords.replaced(
      hop ?? sideWords[side],
      shortFingerprint(hostKey.sha256),
      formatMoment(at),
      knownByKey(hostKey),
    ),
  ),
  ...legacy.map(({ address, would }) => doneWords.legacy(address, weakOf(would).join(', '))),
];

const weakOf = (would: AgreedAlgorithms): readonly string[] =>
  algorithmKinds.filter((kind) => isWeak(kind, would[kind])).map((kind) => would[kind]);

function proofs(state: MigrationState): readonly string[] {
  const { facts, plan } = state;
  const address =
    facts.moved?.network.address ?? (addressMoves(plan) ? plan.source.host : plan.target.host);
  const silence = silenceOf(facts);
  const silent = facts.silence ? doneWords.provenSilence : doneWords.provenSilenceLast;
  const { clientsBack } = facts;
  return [
    clientsBack?.counted && !clientsBack.said
      ? `${clientsBackWords(clientsBack, formatClock)}.`
      : '',
    facts.takeover ? doneWords.provenTakeover(address, knownBy(state, 'target')) : '',
    facts.verified ? countsProof(facts) : '',
    facts.backup ? fileProof(facts.targetFile)(formatBytes(facts.backup.size)) : '',
    silence ? silent(silence.host, formatTime(silence.silentSince)) : '',
    facts.takeover?.confirmed ? doneWords.provenKept : '',
    facts.seenOff?.watchedSeconds
      ? doneWords.provenWatched(formatDuration(facts.seenOff.watchedSeconds * 1000))
      : '',
    facts.keyProof ? doneWords.provenKey[facts.keyProof.how ?? 'typed'] : '',
    facts.restore?.keyFrom ? doneWords.keyFrom[facts.restore.keyFrom] : '',
    facts.firstBackup?.made
      ? doneWords.provenFirst(facts.firstBackup.name, formatBytes(facts.firstBackup.size))
      : '',
  ].filter(Boolean);
}

const countsProof = ({ baseline, takeover, verified }: MigrationState['facts']): string =>
  sameCounts(baseline, takeover?.counts ?? verified?.counts)
    ? doneWords.provenCounts
    : doneWords.provenNothingMissing;

const fileProof = (onTarget: MigrationState['facts']['targetFile']) =>
  onTarget && isAtHand(onTarget.path) ? doneWords.provenFileHere : doneWords.provenFile;
