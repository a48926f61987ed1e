import type { Finding } from '../../shared/finding';
import { isBlocking, type Standing, standingOf } from '../../shared/finding-rules';
import { describeFinding } from '../../shared/words/findings';
import { hostWords, standingWords } from '../../shared/words/standings';
import { hanging } from './layout';
import type { Paint, Style } from './terminal';

/** From what stands in the way to what is fine: the order of a list. */
export const standings = [
  'error',
  'unknown',
  'warning',
  'waived',
  'stated',
  'info',
  'ok',
] as const satisfies readonly Standing[];

const marks: Readonly<Record<Standing, readonly [mark: string, style: Style]>> = {
  error: ['✗', 'red'],
  unknown: ['?', 'yellow'],
  warning: ['!', 'yellow'],
  waived: ['!', 'yellow'],
  stated: ['✓', 'green'],
  info: ['i', 'cyan'],
  ok: ['✓', 'green'],
};

const plain: Paint = (_style, text) => text;

/** What the checks found that is not fine: what was measured, what is required, what to do. */
export const findingLines = (findings: readonly Finding[], width: number): readonly string[] =>
  bySeverity(findings)
    .filter((finding) => standingOf(finding) !== 'ok')
    .flatMap((finding) => findingText(finding, width));

/** One finding: its number and place, what was seen and needed, and what to do or what a person said. */
export function findingText(
  finding: Finding,
  width: number,
  paint: Paint = plain,
): readonly string[] {
  const { id, on, measured, required, statement, waiver } = finding;
  const standing = standingOf(finding);
  const { title, fix } = describeFinding(finding);
  const [mark, style] = marks[standing];
  const indent = `  ${mark} ${id}  `.length;
  const seen = finding.level === 'unknown' ? 'Not measured' : 'Measured';
  const text = [
    `${title} ${wordOf(finding)}. ${hostWords[on]}. ${seen}: ${measured}.${required === '' ? '' : ` Required: ${required}.`}`,
    ...(statement
      ? [
          `${statement.by} says that it ${statement.holds ? 'holds' : 'does not hold'}${statement.note === '' ? '' : `: ${statement.note}`}`,
        ]
      : []),
    ...(waiver ? [`${waiver.by} goes on in spite of it: ${waiver.reason}`] : []),
    ...(standing === 'ok' || standing === 'stated' ? [] : [fix]),
  ].join('\n');
  const [first = '', ...rest] = hanging('', text, width, indent).split('\n');
  return [`  ${paint(style, mark)} ${paint('bold', id)}  ${first.trimStart()}`, ...rest];
}

/** One that blocks says so, also where nobody has answered yet. */
const wordOf = (finding: Finding): string => {
  const word = standingWords[standingOf(finding)];
  return blocksUnsaid(finding) ? `${standingWords.error}: ${word.toLowerCase()}` : word;
};
const blocksUnsaid = (finding: Finding): boolean =>
  standingOf(finding) === 'unknown' && isBlocking(finding);

/** Every finding, the worst first; of those that are fine the title alone. */
export const findingList = (
  findings: readonly Finding[],
  width: number,
  paint: Paint,
): readonly string[] =>
  bySeverity(findings).flatMap((finding) =>
    standingOf(finding) === 'ok'
      ? hanging(`  ${paint('green', '✓')} ${finding.id}  `, titleOf(finding), width, 13).split('\n')
      : findingText(finding, width, paint),
  );

const titleOf = (finding: Finding): string =>
  `${describeFinding(finding).title} ${hostWords[finding.on]}.`;

/** `Blocks 2 · Warning 1 · Fine 24`: how many findings stand how. */
export function countsWords(findings: readonly Finding[]): string {
  const counts = standings.map((standing) => {
    const count = findings.filter((finding) => standingOf(finding) === standing).length;
    return count === 0 ? [] : [`${standingWords[standing]} ${count}`];
  });
  return counts.flat().join(' · ');
}

const bySeverity = (findings: readonly Finding[]): readonly Finding[] =>
  findings.toSorted((a, b) => place(a) - place(b));
const place = (finding: Finding): number =>
  standings.indexOf(standingOf(finding)) - (blocksUnsaid(finding) ? 0.5 : 0);
