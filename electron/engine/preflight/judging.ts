import { type Finding, findingKey } from '../../../shared/finding';
import { findingRules } from '../../../shared/finding-rules';
import type { Answer } from '../../../shared/migration';

type Review = Answer & { readonly kind: 'review-findings' };

/** Writes into the findings what a person said: how it is where nothing could be measured, and what they go on in spite of. */
export function withReview(
  findings: readonly Finding[],
  { statements, waivers, takenBack = [], by }: Review,
  user: string,
  at: string,
): readonly Finding[] {
  const who = { by: by?.trim() || user, at };
  const said = new Map(statements.map((each) => [findingKey(each), each]));
  const waived = new Map(waivers.map((each) => [findingKey(each), each]));
  const back = new Set(takenBack.map(findingKey));
  return findings.map((each) => {
    const { statement: _said, waiver: _waived, ...bare } = each;
    const finding: Finding = back.has(findingKey(each)) ? bare : each;
    const { holds, note } = said.get(findingKey(finding)) ?? {};
    const { reason } = waived.get(findingKey(finding)) ?? {};
    const mayState =
      finding.level === 'unknown' && holds !== undefined && (!holds || isComplete(finding, note));
    const mayWaive = findingRules[finding.id].waivable && (reason?.trim() ?? '').length >= 3;
    return {
      ...finding,
      ...(mayState && { statement: { holds, note: note ?? '', ...who } }),
      ...(mayWaive && { waiver: { reason: reason?.trim() ?? '', ...who } }),
    };
  });
}

/** That it holds is no statement without the note that belongs to it. */
const isComplete = ({ id }: Finding, note: string | undefined): boolean =>
  findingRules[id].note === 'none' || (note ?? '').trim() !== '';
