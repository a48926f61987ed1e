import type { MigrationState } from '../../../shared/migration';
import {
  comparedWords,
  comparisonColumns,
  noValue,
  verdictText,
} from '../../../shared/words/comparison';
import { driftMeans, driftTitle } from '../../../shared/words/drift';
import { openProof, provenWords } from '../../../shared/words/restore-proof';
import type { ReportSection } from './report-section';

/** What was proven before the restore, what was compared after it, and what had changed before the cutover. */
export function restoreSections({ facts }: MigrationState): readonly ReportSection[] {
  const { validated, restore, verified, rechecked } = facts;
  const { comparison = [], errors = [] } = verified ?? {};
  return [
    {
      heading: 'Proven before the restore',
      rows: (validated?.proofs ?? []).map(({ part, seen, open }) => [
        provenWords[part],
        open ? `${openProof}: ${seen}` : seen,
      ]),
    },
    {
      heading: 'The restore',
      rows: [
        ['Job', restore?.job ?? ''],
        ['Began, by the new server’s clock', restore?.startedAt ?? ''],
        ['Found done', restore?.finishedAt ?? ''],
        ['Mark on the new server', restore?.marked === undefined ? '' : markWords(restore.marked)],
      ],
    },
    {
      heading: 'What was compared',
      columns: comparisonColumns,
      rows: comparison.map((row) => [
        comparedWords[row.what],
        row.before || noValue,
        row.after || noValue,
        verdictText(row),
      ]),
    },
    {
      heading: 'Errors that the new server logged since the restore began',
      columns: ['When', 'What'],
      rows: errors.map(({ time, text }) => [time, text]),
    },
    {
      heading: 'Looked at again before the cutover',
      columns: ['What', 'Then', 'Now', 'What it means'],
      rows: rechecked ? driftRows(rechecked) : [],
    },
  ];
}

const markWords = (marked: boolean): string =>
  marked ? 'left there' : 'could not be left there; nothing depends on it';

function driftRows({
  at,
  rows,
  acceptedAt,
}: NonNullable<MigrationState['facts']['rechecked']>): string[][] {
  if (rows.length === 0) return [['Nothing had changed', '', at, '']];
  return [
    ...rows.map((row) => [
      driftTitle(row),
      row.before || noValue,
      row.now || noValue,
      driftMeans(row),
    ]),
    ['Accepted by a person', '', acceptedAt ?? '', ''],
  ];
}
