import { type Failure, isFailure, toFailure } from '../../../shared/failure';
import { type Finding, type FindingId, findingKey } from '../../../shared/finding';
import { stillCounts } from '../../../shared/finding-rules';
import { describeFailure } from '../../../shared/words/failures';
import { printable } from '../printable';
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

/** What a server tells, or undefined where it does not tell it. */
export async function ifTold<Value>(reading: Promise<Value>): Promise<Value | undefined> {
  try {
    return await reading;
  } catch (thrown) {
    if (isNotTold(thrown)) return undefined;
    throw thrown;
  }
}

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
        const found = await look(subject);
        // Names come from the server and go to a terminal.
        return { id, on, ...found, measured: printable(found.measured).slice(0, 1000) };
      } catch (thrown) {
        if (!isNotTold(thrown)) throw thrown;
        const measured = printable(notToldWords(toFailure(thrown))).slice(0, 300);
        return { id, on, level: 'unknown', measured, required: '' };
      }
    }),
  );
}

/** Why something is not known, as a part of a sentence: nobody has a command for it, or what came of the command. */
function notToldWords(failure: Failure): string {
  if (failure.code === 'appliance.no-command' && failure.facts['command'] === undefined)
    return 'no command tells this';
  const { title, seen } = describeFailure(failure);
  return `${title}: ${seen}`.replace(/\.$/, '');
}

/** Newer findings in the place of older ones; what a person said of one holds as long as there is the same reason for it. */
export function updated(
  before: readonly Finding[],
  fresh: readonly Finding[],
  now: Date,
): readonly Finding[] {
  const known = new Map(before.map((finding) => [findingKey(finding), finding]));
  const looked = new Map(
    fresh.map((finding) => {
      const earlier = known.get(findingKey(finding));
      const { statement, waiver } = earlier ?? {};
      const said = finding.level === 'unknown' && statement && stillCounts(finding, statement, now);
      const passes =
        ['unknown', 'error'].includes(finding.level) &&
        earlier?.level === finding.level &&
        earlier.about === finding.about;
      return [
        findingKey(finding),
        { ...finding, ...(said && { statement }), ...(passes && waiver && { waiver }) },
      ];
    }),
  );
  const kept = before.map((finding) => looked.get(findingKey(finding)) ?? finding);
  const added = [...looked.values()].filter((finding) => !known.has(findingKey(finding)));
  return [...kept, ...added];
}
