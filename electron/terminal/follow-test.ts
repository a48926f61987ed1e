import type { ConnectionTest } from '../../shared/connection-test';
import { type Failure, toFailure } from '../../shared/failure';
import type { Question } from '../../shared/migration';
import type { Endpoint } from '../../shared/plan';
import type { Engine } from '../engine/engine';
import type { Answerer } from './answers/answerer';
import { type Ending, testEnding } from './ending';
import { isCtrlC, waitingFor } from './follow';
import type { Interruption } from './interruption';
import type { Screen } from './screens/screen';

export type FollowTestOptions = {
  readonly engine: Pick<Engine, 'onTest'> & {
    readonly handlers: Pick<Engine['handlers'], 'test-connection' | 'answer-question' | 'end-test'>;
  };
  readonly endpoint: Endpoint;
  readonly screen: Screen;
  readonly answerer: Answerer;
  readonly interruption: Interruption;
  /** Begins something that is followed like a test, in its place. */
  readonly begin?: (() => Promise<{ readonly id: string }>) | undefined;
};

/** Follows one test of a connection to its end: shows its stages, answers its questions, ends it when asked to. */
export async function followTest(options: FollowTestOptions): Promise<Ending> {
  const { engine, endpoint, screen, answerer, interruption, begin } = options;
  let last: ConnectionTest | undefined;
  let asking: { readonly id: string; readonly gone: AbortController } | undefined;

  return await new Promise<Ending>((resolve, reject) => {
    // The engine belongs to this command, so every test that it tells of is this one.
    const unsubscribe = engine.onTest((test) => hear(test));
    let unhear = (): void => undefined;
    const leave = (): void => {
      asking?.gone.abort();
      unsubscribe();
      unhear();
    };
    const hear = (test: ConnectionTest): void => {
      last = test;
      if (asking && test.question?.id !== asking.id) {
        asking.gone.abort();
        asking = undefined;
      }
      screen.showTest(test);
      if (test.question && !asking) void put(test.question, test.id);
      if (test.status === 'running') return;
      leave();
      resolve(testEnding(test));
    };
    /** Ends the test for a reason that the test itself does not know. */
    const stop = async (because: Failure): Promise<void> => {
      leave();
      const id = last?.id ?? (await begun.catch(() => undefined))?.id;
      if (id !== undefined) await engine.handlers['end-test']({ id }).catch(() => undefined);
      resolve(testEnding(last, because));
    };
    const put = async (question: Question, id: string): Promise<void> => {
      const gone = new AbortController();
      asking = { id: question.id, gone };
      const { say, stepAside } = screen;
      try {
        const answer = await answerer(question, { signal: gone.signal, say, stepAside });
        if (gone.signal.aborted) return;
        if (!answer) return void (await stop(waitingFor(question)));
        await engine.handlers['answer-question']({ id, questionId: question.id, answer });
      } catch (thrown) {
        if (gone.signal.aborted) return;
        if (isCtrlC(thrown)) interruption.trigger();
        else await stop(toFailure(thrown));
      }
    };
    const begun = begin?.() ?? engine.handlers['test-connection']({ endpoint });
    begun.catch((thrown) => {
      leave();
      reject(thrown);
    });
    unhear = interruption.onStop(() => void stop(cancelled));
  });
}

const cancelled: Failure = { code: 'migration.cancelled', facts: {} };
