import { List, Text } from '@mantine/core';
import { formatBytes } from '../../shared/bytes';
import type { Manifest } from '../../shared/eppb';
import type { Inspection } from '../../shared/inspection';
import { fileVerdictWords, verdictWords } from '../../shared/words/inspection';
import { findingWords } from '../../shared/words/inspection-findings';
import { formatMoment } from '../when';
import { formatNumber } from '../words/en';
import { inspectWords } from '../words/en-places';
import { CopyButton } from './copy-button';
import { FactList } from './fact-list';
import { Notice, type Tone } from './notice';
import { Section } from './section';

/** What was found out about a file. */
export function InspectionResult({ result }: { readonly result: Inspection }) {
  return (
    <>
      <Notice tone={toneOf(result)} title={verdictWords(result)}>
        {result.findings.length === 0 && <Text>{inspectWords.noRemarks}</Text>}
        {result.findings.length > 0 && (
          <List spacing={2}>
            {result.findings.map((finding) => (
              <List.Item key={finding.code}>{findingWords(finding).says}</List.Item>
            ))}
          </List>
        )}
      </Notice>
      <FactList
        rows={[
          { name: inspectWords.name, value: result.name },
          {
            name: inspectWords.size,
            value: `${formatBytes(result.size)} (${inspectWords.sizeExact(formatNumber(result.size))})`,
          },
          { name: inspectWords.sha256, value: result.hashes?.sha256 ?? '', mono: true },
          { name: inspectWords.firstBytes, value: inPairs(result.firstBytes), mono: true },
        ]}
      />
      <Text mt="xs" mb="xl">
        <CopyButton text={result.hashes?.sha256 ?? ''} label={inspectWords.copySha} />
      </Text>
      {result.manifest && <ManifestFacts manifest={result.manifest} />}
      {result.sidecar && <SidecarFacts sidecar={result.sidecar} />}
    </>
  );
}

function ManifestFacts({ manifest }: { readonly manifest: Manifest }) {
  return (
    <Section title={inspectWords.manifest}>
      <FactList
        rows={[
          { name: inspectWords.backupName, value: manifest.name },
          { name: inspectWords.madeBy, value: `${manifest.product} ${manifest.version}` },
          { name: inspectWords.madeOn, value: manifest.hostname },
          { name: inspectWords.madeAt, value: formatMoment(manifest.createdAt) },
          ...(manifest.description === ''
            ? []
            : [{ name: inspectWords.description, value: manifest.description }]),
        ]}
      />
    </Section>
  );
}

function SidecarFacts({
  sidecar: { manifest, file },
}: {
  readonly sidecar: NonNullable<Inspection['sidecar']>;
}) {
  const { server, backup, times, writtenBy } = manifest;
  return (
    <Section title={inspectWords.sidecar}>
      <FactList
        rows={[
          { name: inspectWords.fileVerdict, value: fileVerdictWords[file] },
          { name: inspectWords.backupName, value: backup.name },
          { name: inspectWords.madeBy, value: `${server.product} ${server.version}` },
          { name: inspectWords.madeOn, value: server.hostname },
          { name: inspectWords.address, value: server.address, mono: true },
          {
            name: inspectWords.downloaded,
            value: inspectWords.downloadedOn(formatMoment(times.downloaded), writtenBy.computer),
          },
          ...(writtenBy.migration === undefined
            ? []
            : [{ name: inspectWords.migration, value: writtenBy.migration, mono: true }]),
        ]}
      />
    </Section>
  );
}

const toneOf = ({ verdict, findings }: Inspection): Tone => {
  if (findings.some(({ level }) => level === 'error')) return 'danger';
  const isFine = verdict === 'practice-backup' && findings.every(({ level }) => level === 'info');
  return isFine ? 'ok' : 'warn';
};

const inPairs = (hex: string): string => hex.match(/../g)?.join(' ') ?? hex;
