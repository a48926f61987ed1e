import { FailureError } from '../../../shared/failure';
import { type parsePlanAnswers, parsePlanFile } from '../../../shared/plan-file';

/** A plan with nothing in it but what it needs. */
export const good = {
  plan: 1,
  source: { host: '10.0.0.20', user: 'epproot' },
  target: { host: 'new-epp' },
} as const;

/** Where a plan is refused and why, as one text. */
export function refusal(
  plan: unknown,
  parse: typeof parsePlanFile | typeof parsePlanAnswers = parsePlanFile,
) {
  try {
    parse(plan, 'plan.json');
  } catch (thrown) {
    if (!(thrown instanceof FailureError) || thrown.failure.code !== 'plan.invalid') throw thrown;
    return `${thrown.failure.facts['where']}: ${thrown.failure.facts['seen']}`;
  }
  return undefined;
}
