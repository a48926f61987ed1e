import type { Finding } from '../shared/finding';
import { standingOf } from '../shared/finding-rules';
import { describeFinding } from '../shared/words/findings';
import { hostWords, standingWords } from '../shared/words/standings';
import { acknowledgements, originOf } from './finding-words';
import { bySeverity } from './review-filter';
import { findingWords, reviewWords } from './words/en-findings';

/** Findings as plain text, the worst first, for a mail or a ticket. */
export const findingsText = (heading: string, findings: readonly Finding[]): string =>
  [heading, ...findings.toSorted(bySeverity).map(textOf)].join('\n\n');

function textOf(finding: Finding): string {
  const { title, cause, fix } = describeFinding(finding);
  const measured = finding.level === 'unknown' ? findingWords.notMeasured : findingWords.measured;
  const { statement, waiver } = finding;
  const pending = statement?.at === '' || waiver?.at === '';
  return [
    `${standingWords[standingOf(finding)]} · ${finding.id} · ${hostWords[finding.on]} · ${title}`,
    `${measured}: ${finding.measured}`,
    ...(finding.required ? [`${findingWords.required}: ${finding.required}`] : []),
    `${findingWords.cause}: ${cause}`,
    `${findingWords.fix}: ${fix}`,
    `${findingWords.rule}: ${originOf(finding)}`,
    ...acknowledgements(finding),
    ...(pending ? [reviewWords.pending] : []),
  ].join('\n');
}
