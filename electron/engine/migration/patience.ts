import type { Side } from '../../../shared/appliance';
import { type FailureCode, isFailure } from '../../../shared/failure';
import type { Appliance } from '../appliance/appliance';
import type { Tools } from './step';

/** How long an appliance at work may say nothing before it counts as gone: the vendor's pages freeze for 5 minutes and more. */
const silenceAllowed = 10 * 60_000;

/** Asks an appliance that is at work and may restart meanwhile. */
export type Patience = {
  /** The answer, or undefined where there is none just now; throws when the silence lasts too long or the cause will not pass. */
  readonly ask: <Value>(
    question: (appliance: Appliance) => Promise<Value>,
  ) => Promise<Value | undefined>;
};

/** `also` are further failures that will pass. */
export function patience(tools: Tools, side: Side, ...also: readonly FailureCode[]): Patience {
  let lastAnswer = tools.now().getTime();
  return {
    ask: async (question) => {
      try {
        const value = await question(await tools.appliance(side));
        lastAnswer = tools.now().getTime();
        return value;
      } catch (thrown) {
        tools.signal.throwIfAborted();
        if (!isFailure(thrown, ...passing, ...also)) throw thrown;
        // A jump host that lets nobody in says nothing of the appliance behind it.
        const isHop = thrown.failure.facts['hop'] !== undefined;
        if (isHop && isFailure(thrown, 'ssh.authentication')) throw thrown;
        if (tools.now().getTime() - lastAnswer > silenceAllowed) throw thrown;
        if (!isFailure(thrown, 'appliance.busy')) tools.dropConnection(side);
        return undefined;
      }
    },
  };
}

const passing = [
  'ssh.refused',
  'ssh.timeout',
  'ssh.unreachable',
  'ssh.connection-lost',
  'appliance.busy',
  'appliance.no-answer',
] as const;

/** Between two questions about a job: often enough for people, seldom enough for an old server. */
export const waitGently = (tools: Tools): Promise<void> =>
  tools.pause(tools.plan.practice === undefined ? 2000 : 150);
