import { formatBytes } from '../../shared/bytes';
import {
  type LibraryChange,
  type LibraryProblem,
  type LibraryRow,
  libraryProblems,
  problemLevels,
} from '../../shared/library';
import { fitWords } from '../../shared/words/inspection';
import { problemWords, rowWords } from '../../shared/words/library';
import { columns, cut, hanging } from './layout';
import type { Terminal } from './terminal';

const indent = 4;
const widestWhat = 28;

/** The table: a line for each backup, and below it what speaks against it; what nearly all have is only counted at the end. */
export function libraryLines(rows: readonly LibraryRow[], terminal: Terminal): readonly string[] {
  const { paint, width } = terminal;
  const table = columns(
    rows.map((row) => [
      row.version?.version ?? '-',
      row.date?.at.slice(0, 10) ?? '-',
      row.size === undefined ? '-' : formatBytes(row.size),
      cut(rowWords(row), widestWhat),
      row.path,
    ]),
    [2],
  );
  return rows.flatMap((row, index) => [
    (table[index] ?? '').trimEnd(),
    ...againstLines(row).map((line) => paint(styleOf(row), hanging('', line, width(), indent))),
  ]);
}

function againstLines({ problems, fit }: LibraryRow): readonly string[] {
  const shown = problems.filter(
    (problem) => problemLevels[problem] !== 'info' || problem === 'duplicate',
  );
  const fits = fit === undefined || shown.some(isAboutFit) ? [] : [fitWords[fit]];
  const said = [...shown.map((problem) => problemWords[problem].short), ...fits].join('; ');
  return said === '' ? [] : [said];
}

const isAboutFit = (problem: LibraryProblem): boolean =>
  problem === 'does-not-fit' || problem === 'fit-unknown' || problem === 'fit-caution';

function styleOf({ problems }: LibraryRow) {
  const levels = problems.map((problem) => problemLevels[problem]);
  if (levels.includes('error')) return 'red';
  return levels.includes('warning') ? 'yellow' : 'dim';
}

/** How many there are, and of how many each thing is to be said. */
export function countLines(
  rows: readonly LibraryRow[],
  { known, more, stage }: Pick<LibraryChange, 'known' | 'more' | 'stage'>,
): readonly string[] {
  const total = rows.reduce((sum, { size = 0 }) => sum + size, 0);
  const counts = libraryProblems.flatMap((problem) => {
    const count = rows.filter(({ problems }) => problems.includes(problem)).length;
    return count === 0 ? [] : [[String(count), problemWords[problem].short]];
  });
  return [
    `${rows.length === 1 ? '1 backup' : `${rows.length} backups`}, ${formatBytes(total)}.${known > 0 ? ` ${known} had not changed since last time.` : ''}`,
    ...columns(counts, [0]).map((line) => `  ${line}`),
    ...(more ? ['There are more, or deeper folders: they are not listed.'] : []),
    ...(stage === 'cancelled'
      ? ['Stopped; not everything was read. The same command goes on.']
      : []),
  ];
}

/** What goes on, on one line. */
export function progressLine({
  stage,
  found,
  looked,
  read,
  bytes,
  bytesRead,
}: LibraryChange): string {
  if (stage === 'looking') return `Looking: ${looked} of ${found} backups`;
  return `Reading: ${read} of ${found} backups, ${formatBytes(Math.min(bytesRead, bytes))} of ${formatBytes(bytes)}`;
}
