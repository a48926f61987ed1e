import * as z from 'zod';
import { compareVersions, parseVersion } from './version';

/** What a rule says of a pair of versions. */
export type Verdict = {
  readonly verdict: 'accepted' | 'refused' | 'unknown';
  /** Which rule spoke; `unreadable` where a version could not be read. */
  readonly rule: string;
  /** Where the rule is documented. */
  readonly documented: string;
};

/** `resources/rules/compatibility.json`: the first rule that fits a pair decides it. */
export const rulesSchema = z.strictObject({
  name: z.string(),
  rules: z
    .array(
      z.strictObject({
        id: z.string(),
        /** Fits where each side given here lies within the range, and `same` agrees. */
        source: z.strictObject({ from: z.string(), to: z.string().optional() }).optional(),
        sourceBelow: z.string().optional(),
        same: z.boolean().optional(),
        verdict: z.enum(['accepted', 'refused']),
        documented: z.string(),
      }),
    )
    .min(1),
});
export type Rules = z.infer<typeof rulesSchema>;

/** The verdict on moving from one version to another; a version that cannot be read is never fine. */
export function judge(rules: Rules, source: string, target: string): Verdict {
  const from = parseVersion(source);
  const to = parseVersion(target);
  if (!from || !to) return { verdict: 'unknown', rule: 'unreadable', documented: '' };
  const within = (low: string, high?: string): boolean => {
    const lowest = parseVersion(low);
    const highest = high === undefined ? undefined : parseVersion(high);
    if (!lowest || (compareVersions(from, lowest) ?? -1) < 0) return false;
    return !highest || (compareVersions(from, highest) ?? 1) <= 0;
  };
  const below = (limit: string): boolean => {
    const version = parseVersion(limit);
    return version !== undefined && (compareVersions(from, version) ?? 0) < 0;
  };
  for (const rule of rules.rules) {
    if (rule.source && !within(rule.source.from, rule.source.to)) continue;
    if (rule.sourceBelow !== undefined && !below(rule.sourceBelow)) continue;
    if (rule.same !== undefined && rule.same !== (compareVersions(from, to) === 0)) continue;
    return { verdict: rule.verdict, rule: rule.id, documented: rule.documented };
  }
  return { verdict: 'unknown', rule: 'none', documented: '' };
}
