import type { Side } from '../../../shared/appliance';
import { type FailureCode, isFailure } from '../../../shared/failure';
import type { Appliance } from '../appliance/appliance';
import type { Tools } from './step';

/** How long an appliance at work may say nothing before it counts as gone: the vendor's pages freeze for 5 minutes and more. */
const silenceAllowed = 10 * 60_000;

/** A login may be cut short so often in a row by a restart; a password that is sent again and again may lock an account. */
const cutsAllowed = 3;

/** Asks an appliance that is at work and may restart meanwhile. */
export type Patience = {
  /** The answer, or undefined where there is none just now; throws when the silence lasts too long or the cause will not pass. */
  readonly ask: <Value>(
    question: (appliance: Appliance) => Promise<Value>,
  ) => Promise<Value | undefined>;
  /** What the last question came to, for telling. */
  readonly heard: () => Heard;
};

/** `answer`: it answered. Times are ISO 8601; `givesUp` is until when its silence is borne. */
export type Heard = {
  readonly how: 'answer' | 'restarting' | 'logged-out' | 'no-answer';
  readonly lastAnswer: string;
  readonly givesUp?: string | undefined;
};

/** `also` are further failures that will pass. */
export function patience(tools: Tools, side: Side, ...also: readonly FailureCode[]): Patience {
  let lastAnswer = tools.now().getTime();
  let silentFrom = tools.awake();
  let how: Heard['how'] = 'answer';
  let cuts = 0;
  return {
    ask: async (question) => {
      try {
        const value = await question(await tools.appliance(side));
        lastAnswer = tools.now().getTime();
        silentFrom = tools.awake();
        how = 'answer';
        cuts = 0;
        return value;
      } catch (thrown) {
        tools.signal.throwIfAborted();
        const isCut = wasCutShort(thrown) && ++cuts <= cutsAllowed;
        if (!isFailure(thrown) || !(isCut || isFailure(thrown, ...passing, ...also))) throw thrown;
        // A jump host that lets nobody in says nothing of the appliance behind it.
        const isHop = thrown.failure.facts['hop'] !== undefined;
        if (isHop && isFailure(thrown, 'ssh.authentication')) throw thrown;
        if (tools.awake() - silentFrom > silenceAllowed) throw thrown;
        how = isFailure(thrown, 'appliance.busy')
          ? 'restarting'
          : !isCut && isFailure(thrown, 'ssh.authentication')
            ? 'logged-out'
            : 'no-answer';
        if (how !== 'restarting') tools.dropConnection(side);
        return undefined;
      }
    },
    heard: () => ({
      how,
      lastAnswer: new Date(lastAnswer).toISOString(),
      ...(how !== 'answer' && {
        givesUp: new Date(
          tools.now().getTime() + silenceAllowed - (tools.awake() - silentFrom),
        ).toISOString(),
      }),
    }),
  };
}

/** True where the connection ended in the middle of a login, which says nothing of the password. */
const wasCutShort = (thrown: unknown): boolean =>
  isFailure(thrown, 'ssh.authentication') && thrown.failure.facts['cut'] === true;

/** The answer of an appliance that may restart meanwhile, however often it has to be asked; throws as `Patience.ask` does. */
export async function untilAnswered<Value>(
  tools: Tools,
  side: Side,
  question: (appliance: Appliance) => Promise<Value>,
  ...also: readonly FailureCode[]
): Promise<Value> {
  const waiting = patience(tools, side, ...also);
  for (;;) {
    const answer = await waiting.ask(async (appliance) => ({ value: await question(appliance) }));
    if (answer) return answer.value;
    const { how, lastAnswer, givesUp } = waiting.heard();
    tools.progress({ unit: 'percent', done: 0, total: 100, doing: how, lastAnswer, givesUp });
    await waitGently(tools);
  }
}

/** Failures of a way or an appliance that may be over in a while, such as those of a restart. */
export const passing = [
  'ssh.refused',
  'ssh.timeout',
  'ssh.unreachable',
  'ssh.connection-lost',
  'appliance.busy',
  'appliance.no-answer',
  'web.no-answer',
] as const satisfies readonly FailureCode[];

/** Between two questions about a job: often enough for people, seldom enough for an old server. */
export const waitGently = (tools: Tools): Promise<void> =>
  tools.pause(tools.plan.practice === undefined ? 2000 : 150);
