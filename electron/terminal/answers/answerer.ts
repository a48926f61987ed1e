import type { Answer, MigrationState, Question } from '../../../shared/migration';

/** What answering a question may need. */
export type AnswerDesk = {
  readonly state: MigrationState;
  /** Aborted when the question is no longer open. */
  readonly signal: AbortSignal;
  readonly say: (text: string) => void;
  /** Stops all drawing until the returned function is called. */
  readonly stepAside: () => () => void;
  readonly revealKey: () => Promise<string>;
  /** Writes the recovery kit and gives its path. */
  readonly saveKit: (path: string) => Promise<string>;
};

/** Somebody who may know an answer: undefined where not, a FailureError where the run cannot go on. */
export type Answerer = (question: Question, desk: AnswerDesk) => Promise<Answer | undefined>;

/** Asks one after the other. */
export const firstOf =
  (...answerers: readonly Answerer[]): Answerer =>
  async (question, desk) => {
    for (const answerer of answerers) {
      const answer = await answerer(question, desk);
      if (answer) return answer;
    }
    return undefined;
  };
