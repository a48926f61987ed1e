import type { Confidence, RulesOrigin, Verdict, VerdictId } from '../compatibility';

/** What each verdict on a pair of versions means, in a sentence. */
export const verdictWords: Readonly<Record<VerdictId, string>> = {
  accepted: 'These versions go together.',
  caution: 'These versions go together, with caution.',
  conflicting: 'The vendor’s own documents disagree about these versions.',
  refused: 'These versions do not go together.',
  unknown: 'It is not known whether these versions go together.',
};

/** How sure a rule is, in a few words. */
export const confidenceWords: Readonly<Record<Confidence, string>> = {
  high: 'High: the vendor’s documents say so outright.',
  medium: 'Medium: the documents say so indirectly, or not all of them do.',
  low: 'Low: no document says so; it is our reading.',
};

const originWords: Readonly<Record<RulesOrigin, string>> = {
  'built-in': 'built into this program',
  file: 'from compatibility.json in the data folder',
};

/** Which rule set was used and which of its rules spoke; of older journals, the rule alone. */
export function rulesWords({ rules, origin, rule }: Verdict): string {
  const set = [rules, origin && originWords[origin]].filter((part) => part !== undefined);
  return [...set, `rule ${rule}`].join(', ');
}
