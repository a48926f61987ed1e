import { type Finding, findingKey } from '../../../shared/finding';
import { findingRules, isBlocking, standingOf } from '../../../shared/finding-rules';
import type { Answer, StatementGiven, WaiverGiven } from '../../../shared/migration';
import type { MigrationDesk } from './answerer';

/** What somebody wrote down beforehand of findings: how it is, and why to go on in spite of it. */
export type PreparedReview = {
  readonly statements: readonly StatementGiven[];
  readonly waivers: readonly WaiverGiven[];
  /** Who says so. */
  readonly by?: string | undefined;
};

/**
 * Answers the list of findings with what was written down. What is left after that is for a person, who sees it with what was
 * written down; where nobody can be asked, the run goes on if nothing blocks, else it stops there.
 */
export function preparedReview(
  { statements, waivers, by }: PreparedReview,
  canAsk: boolean,
): (migration: MigrationDesk) => Answer | undefined {
  const said = new Set<string>();
  const fresh =
    (kind: string, findings: readonly Finding[], wanted: (each: Finding) => boolean) =>
    (given: Pick<Finding, 'id' | 'on'>): boolean => {
      const key = findingKey(given);
      const finding = findings.find((each) => findingKey(each) === key);
      return finding !== undefined && wanted(finding) && !said.has(`${kind} ${key}`);
    };
  return ({ state: { findings } }) => {
    const answer = {
      statements: statements.filter(fresh('statement', findings, isUnsaid)),
      waivers: waivers.filter(fresh('waiver', findings, isUnwaived)),
    };
    for (const each of answer.statements) said.add(`statement ${findingKey(each)}`);
    for (const each of answer.waivers) said.add(`waiver ${findingKey(each)}`);
    const anything = answer.statements.length + answer.waivers.length > 0;
    if (!anything && canAsk) return undefined;
    const given = { kind: 'review-findings', ...answer, ...(by !== undefined && { by }) } as const;
    // A look at none of them writes down what was said, and asks again about the rest.
    if (canAsk && findings.some((each) => isLeft(each, answer)))
      return { ...given, action: 'look-again', only: [] };
    return { ...given, action: !anything && findings.some(isBlocking) ? 'stop' : 'go-on' };
  };
}

/** True where somebody has to decide about a finding and neither this answer nor an earlier one does. */
const isLeft = (
  finding: Finding,
  { statements, waivers }: Pick<PreparedReview, 'statements' | 'waivers'>,
): boolean => {
  const key = findingKey(finding);
  return (
    ['error', 'unknown', 'warning'].includes(standingOf(finding)) &&
    finding.statement === undefined &&
    finding.waiver === undefined &&
    ![...statements, ...waivers].some((each) => findingKey(each) === key)
  );
};

/** True where nothing could be measured and nobody has said how it is. */
export const isUnsaid = ({ level, statement }: Finding): boolean =>
  level === 'unknown' && statement === undefined;

/** True where somebody may say why to go on in spite of it, and nobody has. */
export const isUnwaived = (finding: Finding): boolean =>
  finding.waiver === undefined &&
  findingRules[finding.id].waivable &&
  ['error', 'unknown', 'warning'].includes(standingOf(finding));
