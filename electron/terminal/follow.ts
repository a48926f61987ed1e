import { type Failure, toFailure } from '../../shared/failure';
import { gateState } from '../../shared/key-gate';
import type { MigrationState, Question } from '../../shared/migration';
import type { Engine } from '../engine/engine';
import type { Answerer } from './answers/answerer';
import { type Ending, endingOf } from './ending';
import type { Interruption } from './interruption';
import type { KitLook } from './kit-look';
import type { Screen } from './screens/screen';

export type FollowOptions = {
  readonly engine: Engine;
  /** Starts or resumes the migration. */
  readonly begin: () => Promise<unknown>;
  readonly screen: Screen;
  readonly answerer: Answerer;
  readonly interruption: Interruption;
  /** How recovery kits are made. */
  readonly kitLook: KitLook;
  /** Looks at each state and says what ends the run there, if anything does. */
  readonly guard?: ((state: MigrationState) => Failure | undefined) | undefined;
};

/** Follows one run from its start to its end: shows its events, answers its questions, stops it in order when asked to. */
export async function followRun(options: FollowOptions): Promise<Ending> {
  const { engine, begin, screen, answerer, interruption, kitLook, guard } = options;
  let state: MigrationState | undefined;
  let asking: { readonly id: string; readonly gone: AbortController } | undefined;
  /** What ended the run from outside. */
  let cause: Failure | undefined;

  const cancel = async (failure?: Failure): Promise<void> => {
    cause ??= failure;
    // How the run ended is told by its events, also where there was nothing left to cancel.
    const because = failure ? 'unanswered' : 'person';
    if (state) {
      const { id } = state;
      await engine.handlers['cancel-migration']({ id, because }).catch(() => undefined);
    }
  };
  const put = async (question: Question, asked: MigrationState): Promise<void> => {
    const gone = new AbortController();
    asking = { id: question.id, gone };
    const { id } = asked;
    try {
      const answer = await answerer(question, {
        migration: {
          // Of a key that is to be saved, the server whose backup it is.
          state: gateState(asked),
          consoleFields: () => engine.handlers['console-fields']({ id }),
          handKey: async () => (await engine.handlers['hand-key']({ id })).key,
          revealKey: async () => (await engine.handlers['reveal-key']({ id })).key,
          saveKit: (path) => engine.handlers['save-kit']({ id, file: { path }, ...kitLook }),
        },
        signal: gone.signal,
        say: screen.say,
        listed: screen.listed?.() ?? false,
        stepAside: screen.stepAside,
      });
      if (gone.signal.aborted) return;
      if (!answer) return void (await cancel(waitingFor(question)));
      await engine.handlers['answer-question']({ id, questionId: question.id, answer });
    } catch (thrown) {
      if (gone.signal.aborted) return;
      if (isCtrlC(thrown)) interruption.trigger();
      else await cancel(toFailure(thrown));
    }
  };

  return await new Promise<Ending>((resolve, reject) => {
    const unsubscribe = engine.onEvent((id, event, after) => {
      state = after;
      if (asking && after.question?.id !== asking.id) {
        asking.gone.abort();
        asking = undefined;
      }
      screen.show(id, event, after);
      const stop = cause || event.type === 'run-ended' ? undefined : guard?.(after);
      if (stop) return void cancel(stop);
      if (event.type === 'question-asked') void put(event.question, after);
      if (event.type === 'run-ended') over(after);
    });
    const unhear = interruption.onStop(() => {
      asking?.gone.abort();
      screen.say('Stopping in order. Ctrl+C once more ends at once; the journal makes that safe.');
      void cancel();
    });
    const leave = (): void => {
      unsubscribe();
      unhear();
    };
    const over = (after: MigrationState): void => {
      leave();
      // The journal is closed and the lock is free before anybody is told.
      engine.close().then(() => resolve(endingOf(after, cause)), reject);
    };
    screen.offerPause((paused) => {
      // A run that has just ended cannot be held any more.
      if (state) void engine.handlers['set-pace']({ id: state.id, paused }).catch(() => undefined);
    });
    begin().catch((thrown) => {
      leave();
      reject(thrown);
    });
  });
}

/** That a question came up which nobody could answer. */
export const waitingFor = (question: Question): Failure => ({
  code: 'migration.waiting',
  facts: { question: question.kind },
});

/** True for what a prompt throws at Ctrl+C. */
export const isCtrlC = (thrown: unknown): boolean =>
  thrown instanceof Error && thrown.name === 'ExitPromptError';
