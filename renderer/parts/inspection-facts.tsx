import { countedEntities } from '../../shared/appliance';
import { formatBytes } from '../../shared/bytes';
import type { Inspection, Layer } from '../../shared/inspection';
import { containerWords, fileVerdictWords, versionFromWords } from '../../shared/words/inspection';
import { formatMoment } from '../when';
import { entityWords, formatNumber } from '../words/en';
import { inspectWords } from '../words/en-inspect';
import { CopyButton } from './copy-button';
import { FactList, type FactRow } from './fact-list';
import css from './inspection-facts.module.css';
import { Section } from './section';

/** Name, size, hashes, what lies in what, and the version; then what the backup and the manifest beside it say. */
export function InspectionFacts({ found }: { readonly found: Inspection }) {
  const { name, size, firstBytes, layers, versions } = found;
  return (
    <>
      <Section title={inspectWords.file}>
        <FactList
          rows={[
            { name: inspectWords.name, value: <bdi>{name}</bdi> },
            {
              name: inspectWords.size,
              value: `${formatBytes(size)} (${inspectWords.sizeExact(formatNumber(size))})`,
            },
            {
              name: inspectWords.layers,
              value: (
                <ol className={css['layers']}>
                  {layers.map((layer, index) => (
                    <li
                      // biome-ignore lint/suspicious/noArrayIndexKey: its place is what it is
                      key={index}
                      style={{ paddingInlineStart: `${Math.max(0, index - 1) * 1.2}em` }}
                    >
                      {layerText(layer)}
                    </li>
                  ))}
                </ol>
              ),
            },
            {
              name: inspectWords.versions,
              value:
                versions.length === 0
                  ? inspectWords.noVersion
                  : versions.map(({ version, from }) => (
                      <div key={from}>
                        {version}, {versionFromWords[from]}
                      </div>
                    )),
            },
            { name: inspectWords.firstBytes, value: inPairs(firstBytes.slice(0, 32)), mono: true },
            ...hashRows(found),
          ]}
        />
      </Section>
      <ManifestFacts found={found} />
      <SidecarFacts found={found} />
    </>
  );
}

/** From the outermost one inwards. */
function layerText({ container, name, size }: Layer): string {
  const what = containerWords[container];
  const sized = size === undefined ? what : inspectWords.layerSize(what, formatBytes(size));
  return name === undefined ? sized : inspectWords.layerIn(sized, name);
}

function hashRows({ hashes }: Inspection): readonly FactRow[] {
  const names = inspectWords.hashNames;
  if (!hashes) return [{ name: names.sha256, value: inspectWords.noHashes }];
  return (['sha256', 'sha1', 'md5'] as const).flatMap((kind) => {
    const hash = hashes[kind];
    return hash === undefined ? [] : [hashRow(names[kind], hash)];
  });
}

const hashRow = (name: string, hash: string): FactRow => ({
  name,
  mono: true,
  value: (
    <span className={css['hash']}>
      <span>{hash}</span>
      <CopyButton
        key={hash}
        text={hash}
        label={inspectWords.copy}
        name={inspectWords.copyHash(name)}
      />
    </span>
  ),
});

function ManifestFacts({ found: { manifest } }: { readonly found: Inspection }) {
  if (!manifest) return null;
  const { counts } = manifest;
  return (
    <Section title={inspectWords.manifest}>
      <FactList
        rows={[
          { name: inspectWords.backupName, value: manifest.name },
          { name: inspectWords.madeBy, value: `${manifest.product} ${manifest.version}` },
          { name: inspectWords.madeOn, value: manifest.hostname },
          { name: inspectWords.madeAt, value: momentOr(manifest.createdAt) },
          {
            name: inspectWords.holds,
            value: countedEntities
              .map((entity) => `${entityWords[entity]} ${formatNumber(counts[entity])}`)
              .join(', '),
          },
          ...(manifest.description === ''
            ? []
            : [{ name: inspectWords.description, value: manifest.description }]),
        ]}
      />
    </Section>
  );
}

function SidecarFacts({ found: { sidecar } }: { readonly found: Inspection }) {
  if (!sidecar) return null;
  const { server, backup, times, writtenBy } = sidecar.manifest;
  return (
    <Section title={inspectWords.sidecar}>
      <FactList
        rows={[
          { name: inspectWords.fileVerdict, value: fileVerdictWords[sidecar.file] },
          { name: inspectWords.backupName, value: backup.name },
          { name: inspectWords.madeBy, value: `${server.product} ${server.version}` },
          { name: inspectWords.madeOn, value: server.hostname },
          { name: inspectWords.address, value: server.address, mono: true },
          {
            name: inspectWords.downloaded,
            value: inspectWords.downloadedOn(momentOr(times.downloaded), writtenBy.computer),
          },
          ...(writtenBy.migration === undefined
            ? []
            : [{ name: inspectWords.migration, value: writtenBy.migration, mono: true }]),
        ]}
      />
    </Section>
  );
}

/** What a file says of a time may be anything. */
const momentOr = (text: string): string =>
  Number.isNaN(Date.parse(text)) ? text : formatMoment(text);

const inPairs = (hex: string): string => hex.match(/../g)?.join(' ') ?? '';
