import { countedEntities } from '../../../shared/appliance';
import { formatBytes } from '../../../shared/bytes';
import type { InspectionFormat } from '../../../shared/inspecting';
import type { Entry, Inspection, Layer } from '../../../shared/inspection';
import {
  containerWords,
  fileVerdictWords,
  fitWords,
  keyAnswerWords,
  surenessWords,
  verdictWords,
  versionFromWords,
} from '../../../shared/words/inspection';
import { findingWords } from '../../../shared/words/inspection-findings';
import type { ReportContent } from './report-content';
import { reportHtml } from './report-html';
import type { ReportSection } from './report-section';

/** A page of a report ends somewhere; the JSON has them all. */
const entriesListed = 2000;

/** What was found in a file as a text of this format: to read and to send along, or everything there is. */
export function inspectionText(found: Inspection, format: InspectionFormat, now: Date): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(found, null, 2)}\n`;
    case 'html':
      return reportHtml(asContent(found, now));
  }
}

function asContent(found: Inspection, now: Date): ReportContent {
  const { name, findings, sureness, key, fit } = found;
  return {
    title: `Inspection of ${name}`,
    summary: [
      verdictWords(found),
      `How sure: ${surenessWords[sureness]}.`,
      ...(key ? [keyAnswerWords[key]] : []),
    ].join(' '),
    sections: [
      {
        heading: 'What was noticed',
        columns: ['', 'What', 'What to do', 'At byte'],
        rows: findings.map((finding) => {
          const { says, advice } = findingWords(finding);
          return [levels[finding.level], says, advice, String(finding.at ?? '')];
        }),
      },
      { heading: 'The file', rows: fileRows(found) },
      {
        heading: 'For a server of that version',
        rows: fit
          ? [
              ['Judged', `${fit.source ?? 'unknown'} to ${fit.target}: ${fitWords[fit.verdict]}`],
              ['Why', fit.reason],
              ['What to do', fit.instead],
              ['Documented in', fit.documented.join(', ')],
            ]
          : [],
      },
      { heading: 'What the backup says of itself', rows: manifestRows(found) },
      { heading: 'What the manifest beside it says', rows: sidecarRows(found) },
      ...archiveSections(found),
      {
        heading: 'This report',
        rows: [
          ['Written', now.toISOString()],
          ['Read', 'The file was only read. Of a format that is not public nothing is claimed.'],
        ],
      },
    ],
    remaining: [],
  };
}

const levels = { error: 'Problem', warning: 'Look at this', info: 'Note' } as const;

function fileRows({ size, hashes, firstBytes, layers, versions, entropy }: Inspection): string[][] {
  return [
    ['Size', `${formatBytes(size)} (${size} bytes)`],
    ['SHA-256', hashes?.sha256 ?? 'not computed: the file was not read to its end'],
    ['SHA-1', hashes?.sha1 ?? ''],
    ['MD5', hashes?.md5 ?? ''],
    ['First bytes', firstBytes.replace(/..(?=.)/g, '$& ')],
    ['What is in it', layers.map(layerText).join(' › ')],
    ...versions.map(({ version, from }) => ['Version', `${version}, ${versionFromWords[from]}`]),
    [
      'Entropy, bits a byte',
      entropy ? `${entropy.bits.join(' ')} (one number for ${entropy.blockBytes} bytes)` : '',
    ],
  ].filter(([, value]) => value !== '');
}

const layerText = ({ container, name, size }: Layer): string =>
  [
    containerWords[container],
    ...(name === undefined ? [] : [`the entry ${name}`]),
    ...(size === undefined ? [] : [formatBytes(size)]),
  ].join(', ');

function manifestRows({ manifest }: Inspection): string[][] {
  if (!manifest) return [];
  const { name, product, version, hostname, createdAt, description, counts } = manifest;
  return [
    ['Backup', name],
    ['Made by', `${product} ${version}`],
    ['On server', hostname],
    ['Made at', createdAt],
    ['Holds', countedEntities.map((entity) => `${entity} ${counts[entity]}`).join(', ')],
    ['Description', description],
  ];
}

function sidecarRows({ sidecar }: Inspection): string[][] {
  if (!sidecar) return [];
  const { backup, server, times, writtenBy } = sidecar.manifest;
  return [
    ['The file', fileVerdictWords[sidecar.file]],
    ['Backup', backup.name],
    ['Made by', `${server.product} ${server.version}`],
    ['On server', `${server.hostname} (${server.address})`],
    ['Downloaded', `${times.downloaded}, on ${writtenBy.computer}`],
  ];
}

function archiveSections({ archive, dump }: Inspection): ReportSection[] {
  const sections: ReportSection[] = [];
  if (dump) {
    sections.push({
      heading: 'Tables of the database dump',
      columns: ['Table', 'Rows'],
      rows: dump.tables.map(({ name, rows }) => [name, String(rows)]),
    });
  }
  if (archive) {
    const { entries, files, folders, others, bytes, more } = archive;
    const missing = more + Math.max(0, entries.length - entriesListed);
    sections.push({
      heading: `Entries: ${files} files, ${folders} folders, ${others} others, ${formatBytes(bytes)}`,
      columns: ['Path', 'Kind', 'Size', 'Changed', 'Leads to'],
      rows: [
        ...entries.slice(0, entriesListed).map(entryRow),
        ...(missing > 0 ? [[`${missing} more are not listed here`, '', '', '', '']] : []),
      ],
    });
  }
  return sections;
}

const entryRow = ({ path, kind, size, modified, target }: Entry): string[] => [
  path,
  kind,
  kind === 'file' ? String(size) : '',
  modified ?? '',
  target ?? '',
];
