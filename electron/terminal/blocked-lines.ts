import { type Finding, findingKey } from '../../shared/finding';
import { findingRules, isBlocking, standingOf } from '../../shared/finding-rules';
import { describeFinding } from '../../shared/words/findings';
import { hostWords } from '../../shared/words/standings';
import { hanging } from './layout';

const indent = 11;
const isUnanswered = (finding: Finding): boolean => standingOf(finding) === 'unknown';
const keysOf = (findings: readonly Finding[]): string => findings.map(findingKey).join(', ');

/** The findings that block: those that nobody has said anything of, and those that are not fulfilled. */
function blocking(findings: readonly Finding[]) {
  const all = findings.filter(isBlocking);
  return {
    unanswered: all.filter(isUnanswered),
    unfulfilled: all.filter((each) => !isUnanswered(each)),
  };
}

/** What the words of `preflight.blocked` tell apart. */
export function blockedFacts(findings: readonly Finding[]) {
  const { unanswered, unfulfilled } = blocking(findings);
  return {
    ...(unanswered.length > 0 && {
      unanswered: `${unanswered.length} not answered (${keysOf(unanswered)})`,
    }),
    ...(unfulfilled.length > 0 && {
      unfulfilled: `${unfulfilled.length} not fulfilled (${keysOf(unfulfilled)})`,
    }),
  };
}

/** What blocks, each with what was measured or what is to be said of it. */
export function blockedLines(findings: readonly Finding[], width: number): readonly string[] {
  const { unanswered, unfulfilled } = blocking(findings);
  const line = ({ id, on }: Finding, text: string): string =>
    hanging(`  ${id}`, `${hostWords[on]}: ${text}`, width, indent);
  const lines = [
    ...unfulfilled.map((each) => line(each, each.measured)),
    ...unanswered.map((each) =>
      line(each, `not answered. To be said: ${describeFinding(each).ask}`),
    ),
  ];
  return lines.length === 0 ? [] : ['', ...lines, ''];
}

/** The lines that a plan's answers lack. They are not wrapped, so that they can be copied. */
export function answerLines(findings: readonly Finding[], width: number): readonly string[] {
  const { unanswered, unfulfilled } = blocking(findings);
  const part = (heading: string, values: readonly Readonly<Record<string, unknown>>[]) =>
    values.length === 0 ? [] : [hanging('', heading, width, 2), values.map(asJson).join(',\n'), ''];
  return [
    ...part(
      'Into “statements” of the plan’s “answers” or of the file of --answers, where it is so, with how you know, and “by”:',
      unanswered.map(({ id, on }) => ({ id, on, holds: true, note: '…' })),
    ),
    ...part(
      'Into “waivers” there, to go on all the same, with your reason:',
      unfulfilled
        .filter(({ id }) => findingRules[id].waivable)
        .map(({ id, on }) => ({ id, on, reason: '…' })),
    ),
  ];
}

const asJson = (value: Readonly<Record<string, unknown>>): string =>
  `    { ${Object.entries(value)
    .map(([name, each]) => `${JSON.stringify(name)}: ${JSON.stringify(each)}`)
    .join(', ')} }`;
