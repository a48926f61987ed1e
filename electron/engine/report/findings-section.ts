import type { Finding } from '../../../shared/finding';
import { standingOf } from '../../../shared/finding-rules';
import { describeFinding } from '../../../shared/words/findings';
import { hostWords, standingWords } from '../../../shared/words/standings';
import type { ReportSection } from './report-section';

/** What the checks found, in words; and what people said of it or let pass, with name and time. */
export const findingsSections = (
  heading: string,
  findings: readonly Finding[],
): readonly ReportSection[] => [
  {
    heading,
    columns: ['Check', 'Of', 'Standing', 'Measured', 'Required'],
    rows: findings.map((finding) => [
      nameOf(finding),
      hostWords[finding.on],
      standingWords[standingOf(finding)],
      finding.measured,
      finding.required,
    ]),
  },
  {
    heading: 'What people said of the checks',
    columns: ['Check', 'Of', 'Said', 'By', 'When', 'Note or reason'],
    rows: findings.flatMap(saidOf),
  },
];

const nameOf = (finding: Finding): string => `${finding.id} ${describeFinding(finding).title}`;

function saidOf(finding: Finding): string[][] {
  const { statement, waiver, on } = finding;
  const line = (said: string, { by, at }: { by: string; at: string }, why: string): string[] => [
    ...[nameOf(finding), hostWords[on], said, by, at, why],
  ];
  return [
    ...(statement
      ? [line(statement.holds ? 'it holds' : 'it does not hold', statement, statement.note)]
      : []),
    ...(waiver ? [line('let pass', waiver, waiver.reason)] : []),
  ];
}
