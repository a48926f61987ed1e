import type { LibraryRow } from '../../../shared/library';
import { fitWords, versionFromWords } from '../../../shared/words/inspection';
import { dateFromWords, problemWords, rowWords, shownPath } from '../../../shared/words/library';
import { csvLine } from '../report/csv-line';

const columns = [
  'Path',
  'What it is',
  'Version',
  'Version from',
  'Server',
  'Date',
  'Date from',
  'Size in bytes',
  'SHA-256',
  'Fits the new server',
  'Problems',
  'Problem codes',
];

/** The rows of a library for a spreadsheet. */
export const libraryCsv = (rows: readonly LibraryRow[]): string =>
  [columns, ...rows.map(cells)].map(csvLine).join('');

function cells(row: LibraryRow): readonly string[] {
  const { path, version, server, date, size, sha256, fit, problems } = row;
  return [
    ...[
      shownPath(path),
      rowWords(row),
      version?.version ?? '',
      version ? versionFromWords[version.from] : '',
    ],
    ...[server ?? '', date?.at ?? '', date ? dateFromWords[date.from] : ''],
    ...[size === undefined ? '' : String(size), sha256 ?? '', fit ? fitWords[fit] : ''],
    ...[problems.map((problem) => problemWords[problem].short).join('; '), problems.join(' ')],
  ];
}
