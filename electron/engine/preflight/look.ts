import { isFailure, toFailure } from '../../../shared/failure';
import { type Finding, type FindingId, findingKey } from '../../../shared/finding';
import { describeFailure } from '../../../shared/words/failures';
import type { Check, Subject } from './check';

/** What comes of a server that does not tell something, or tells it in a way that nobody can read: it is not known, never fine. */
const notTold = [
  'appliance.no-command',
  'appliance.command-failed',
  'appliance.answer-unreadable',
  'appliance.answer-too-long',
  'appliance.no-answer',
  'appliance.busy',
] as const;

/** True for a failure that says that a server did not tell something; a lost way to it is none. */
export const isNotTold = (thrown: unknown): boolean => isFailure(thrown, ...notTold);

/** Runs checks side by side, one finding each; only a lost way to a server throws. `only` names those that are wanted. */
export async function lookAt(
  checks: readonly Check[],
  subject: Subject,
  only?: readonly FindingId[] | undefined,
): Promise<readonly Finding[]> {
  const wanted = only ? checks.filter(({ id }) => only.includes(id)) : checks;
  return await Promise.all(
    wanted.map(async ({ id, on, look }): Promise<Finding> => {
      try {
        return { id, on, ...(await look(subject)) };
      } catch (thrown) {
        if (!isNotTold(thrown)) throw thrown;
        const { title, seen } = describeFailure(toFailure(thrown));
        return {
          id,
          on,
          level: 'unknown',
          measured: `${title}: ${seen}`.slice(0, 300),
          required: '',
        };
      }
    }),
  );
}

/** Newer findings in the place of older ones; what a person said of one holds as long as there is reason for it. */
export function updated(before: readonly Finding[], fresh: readonly Finding[]): readonly Finding[] {
  const known = new Map(before.map((finding) => [findingKey(finding), finding]));
  const looked = new Map(
    fresh.map((finding) => {
      const { statement, waiver } = known.get(findingKey(finding)) ?? {};
      const stays = { ...(finding.level === 'unknown' && statement && { statement }) };
      const passes = finding.level === 'unknown' || finding.level === 'error';
      return [findingKey(finding), { ...finding, ...stays, ...(passes && waiver && { waiver }) }];
    }),
  );
  const kept = before.map((finding) => looked.get(findingKey(finding)) ?? finding);
  const added = [...looked.values()].filter((finding) => !known.has(findingKey(finding)));
  return [...kept, ...added];
}
