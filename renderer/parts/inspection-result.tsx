import { List, Text } from '@mantine/core';
import { formatBytes } from '../../shared/bytes';
import type { Inspection, Manifest } from '../../shared/eppb';
import type { SidecarVerdict } from '../../shared/sidecar';
import { fileVerdictWords, kindWords, remarkWords } from '../../shared/words/inspection';
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
      <Notice tone={toneOf(result)} title={kindWords[result.kind]}>
        {result.remarks.length === 0 && <Text>{inspectWords.noRemarks}</Text>}
        {result.remarks.length === 1 && result.remarks[0] && (
          <Text>{remarkWords[result.remarks[0]]}</Text>
        )}
        {result.remarks.length > 1 && (
          <List spacing={2}>
            {result.remarks.map((remark) => (
              <List.Item key={remark}>{remarkWords[remark]}</List.Item>
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
          { name: inspectWords.sha256, value: result.sha256, mono: true },
          { name: inspectWords.firstBytes, value: inPairs(result.firstBytes), mono: true },
        ]}
      />
      <Text mt="xs" mb="xl">
        <CopyButton text={result.sha256} label={inspectWords.copySha} />
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

function SidecarFacts({ sidecar: { manifest, file } }: { readonly sidecar: SidecarVerdict }) {
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

const broken: readonly Inspection['kind'][] = ['empty', 'html', 'text'];

const dangers = ['truncated', 'archive-damaged', 'sidecar-differs'] as const;

const toneOf = ({ kind, remarks }: Inspection): Tone => {
  if (broken.includes(kind)) return 'danger';
  if (dangers.some((danger) => remarks.includes(danger))) return 'danger';
  return kind.startsWith('practice-') && remarks.length === 0 ? 'ok' : 'warn';
};

const inPairs = (hex: string): string => hex.match(/../g)?.join(' ') ?? hex;
