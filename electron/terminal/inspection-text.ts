import { countedEntities } from '../../shared/appliance';
import { formatBytes } from '../../shared/bytes';
import type { FileComparison } from '../../shared/file-comparison';
import type { Inspection, InspectionFinding } from '../../shared/inspection';
import { comparisonWords } from '../../shared/words/file-comparison';
import {
  archiveWords,
  containerWords,
  fileVerdictWords,
  fitWords,
  keyAnswerWords,
  keyOfOtherFileWords,
  surenessWords,
  verdictWords,
  versionFromWords,
} from '../../shared/words/inspection';
import { findingWords } from '../../shared/words/inspection-findings';
import { hanging } from './layout';
import type { Style, Terminal } from './terminal';

const indent = 15;
/** Entries, tables and differences that are shown; `--json` has all of them. */
const listedMost = 20;

/** One line each, or none where there is nothing to say. */
type Lines = (label: string, ...texts: readonly string[]) => readonly string[];

const linesFor =
  ({ width }: Terminal): Lines =>
  (label, ...texts) =>
    texts.map((text, index) => hanging(index === 0 ? `  ${label}` : '', text, width(), indent));

/** What a person reads of an inspection; all of it has to be clean. */
export function inspectionText(found: Inspection, terminal: Terminal): string {
  const { paint, width } = terminal;
  const lines = linesFor(terminal);
  const { name, size, hashes, firstBytes, layers, versions, fit, key, archive, findings } = found;
  const within = layers.map((layer) => containerWords[layer.container]).join(' > ');
  return [
    paint('bold', name),
    paint(verdictStyle(found), hanging('', verdictWords(found), width(), 2)),
    ...lines('Content', `${within} (${surenessWords[found.sureness]})`),
    ...lines('Size', `${formatBytes(size)} (${size} bytes)`),
    ...lines('SHA-256', ...(hashes ? [hashes.sha256] : [])),
    ...lines('SHA-1', ...(hashes?.sha1 === undefined ? [] : [hashes.sha1])),
    ...lines('MD5', ...(hashes?.md5 === undefined ? [] : [hashes.md5])),
    ...lines('First bytes', firstBytes.slice(0, 32)),
    ...lines('Entropy', ...(found.entropy ? [strip(found.entropy.bits)] : [])),
    ...lines(
      'Version',
      ...versions.map((each) => `${each.version}, ${versionFromWords[each.from]}`),
    ),
    ...manifestLines(found, lines),
    ...lines('Holds', ...(archive ? [archiveWords(archive), ...entryLines(archive)] : [])),
    ...lines('Tables', ...tableLines(found)),
    ...sidecarLines(found, lines),
    ...(key ? [paint(keyStyle(found), lines('Key', keyWords(found, key)).join('\n'))] : []),
    ...(fit
      ? [
          ...lines(`For ${fit.target}`, fitWords[fit.verdict], fit.reason),
          ...lines('', ...(fit.instead === '' ? [] : [fit.instead])),
        ]
      : []),
    ...findings.flatMap((finding) => findingLines(finding, lines, terminal)),
  ].join('\n');
}

const verdictStyle = ({ verdict, findings }: Inspection): Style => {
  if (findings.some(({ level }) => level === 'error')) return 'red';
  return verdict === 'practice-backup' ? 'green' : 'yellow';
};

/** A key is held against the manifest, which may be that of another file than the one that is there. */
const keyWords = ({ sidecar }: Inspection, key: NonNullable<Inspection['key']>): string =>
  key === 'right' && sidecar?.file === 'differs' ? keyOfOtherFileWords : keyAnswerWords[key];

const keyStyle = ({ key }: Inspection): Style =>
  key === 'opens' || key === 'right' ? 'green' : key === 'wrong' ? 'red' : 'yellow';

const levelMarks = { error: '✗', warning: '!', info: '·' } as const;
const levelStyles = { error: 'red', warning: 'yellow', info: 'dim' } as const;

function findingLines(
  finding: InspectionFinding,
  lines: Lines,
  { paint }: Terminal,
): readonly string[] {
  const { says, advice } = findingWords(finding);
  const [said = ''] = lines(levelMarks[finding.level], says);
  return [paint(levelStyles[finding.level], said), ...(advice === '' ? [] : lines('', advice))];
}

/** Entropy from left to right, eight heights, at most as wide as there is room. */
function strip(bits: readonly number[]): string {
  const width = Math.min(64, bits.length);
  const heights = '▁▂▃▄▅▆▇█';
  const shown = Array.from({ length: width }, (_, at) => {
    const from = Math.floor((at * bits.length) / width);
    const to = Math.max(from + 1, Math.floor(((at + 1) * bits.length) / width));
    const part = bits.slice(from, to);
    const mean = part.reduce((sum, each) => sum + each, 0) / part.length;
    return heights[Math.min(7, Math.floor(mean))] ?? '';
  });
  const [low, high] = [Math.min(...bits), Math.max(...bits)];
  return `${shown.join('')}  ${low === high ? low : `${low} to ${high}`} bits a byte`;
}

const entryLines = ({ entries, more }: NonNullable<Inspection['archive']>): readonly string[] => [
  ...entries.slice(0, listedMost).map(({ path, kind, size, target }) => {
    if (kind === 'file') return `${path}  ${formatBytes(size)}`;
    return target === undefined ? `${path}  (${kind})` : `${path}  (link to ${target})`;
  }),
  ...others(entries.length + more - listedMost),
];

const tableLines = ({ dump }: Inspection): readonly string[] =>
  dump
    ? [
        ...dump.tables.slice(0, listedMost).map(({ name, rows }) => `${name} ${rows}`),
        ...others(dump.tables.length + dump.more - listedMost),
        ...(dump.complete ? [] : ['its end was not seen: the rows are those up to there']),
      ]
    : [];

const others = (count: number): readonly string[] =>
  count > 0 ? [`and ${count} more; --json lists them`] : [];

const manifestLines = ({ manifest }: Inspection, lines: Lines): readonly string[] =>
  manifest
    ? [
        ...lines('Backup', `${manifest.name}, made ${manifest.createdAt}`),
        ...lines('Server', `${manifest.hostname}, ${manifest.product} ${manifest.version}`),
        ...lines(
          'Counts',
          countedEntities.map((entity) => `${entity} ${manifest.counts[entity]}`).join(', '),
        ),
      ]
    : [];

/** What the manifest beside the file says. */
function sidecarLines({ sidecar }: Inspection, lines: Lines): readonly string[] {
  if (!sidecar) return [];
  const { backup, server, times, writtenBy } = sidecar.manifest;
  return lines(
    'Manifest',
    `${backup.name}, made ${times.created}, downloaded ${times.downloaded}`,
    `of ${server.hostname} (${server.address}), ${server.product} ${server.version}`,
    `written by ${writtenBy.program} on ${writtenBy.computer}`,
    `${fileVerdictWords[sidecar.file]}.`,
  );
}

/** What a person reads of two files beside each other. */
export function comparisonText(compared: FileComparison, terminal: Terminal): string {
  const lines = linesFor(terminal);
  const { names, containers, versions, entries, tables } = compared;
  const [first, second] = containers.map((each) =>
    each.map((id) => containerWords[id]).join(' > '),
  );
  const [a, b] = versions.map((each) => each?.version ?? 'not known');
  return [
    terminal.paint('bold', `${names[0]} and ${names[1]}`),
    ...lines('Bytes', comparisonWords(compared)),
    ...lines('Content', first === second ? `the same: ${first}` : `${first}; ${second}`),
    ...lines('Version', a === b ? `the same: ${a}` : `${a}; ${b}`),
    ...lines(
      'Only in one',
      ...some([
        ...entries.onlyFirst.map(({ path }) => `${path}  (${names[0]})`),
        ...entries.onlySecond.map(({ path }) => `${path}  (${names[1]})`),
      ]),
    ),
    ...lines(
      'Changed',
      ...some(
        entries.changed.map(([one, other]) => `${one.path}  ${one.size} and ${other.size} bytes`),
      ),
    ),
    ...lines(
      'Rows',
      ...some(tables.map(({ name, rows }) => `${name} ${rows[0] ?? '–'} and ${rows[1] ?? '–'}`)),
    ),
  ].join('\n');
}

const some = (texts: readonly string[]): readonly string[] => [
  ...texts.slice(0, listedMost),
  ...others(texts.length - listedMost),
];
