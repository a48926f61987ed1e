import type { EngineAnswers } from '../../../shared/contract';
import type { ConsoleFields } from '../../../shared/ftp-server';
import type { Answer, MigrationState, Question } from '../../../shared/migration';

/** What answering a question may need. */
export type AnswerDesk = {
  /** Absent where a test of a connection asks. */
  readonly migration?: MigrationDesk | undefined;
  /** Aborted when the question is no longer open. */
  readonly signal: AbortSignal;
  readonly say: (text: string) => void;
  /** Whether the person has just been shown the list of what the checks found. */
  readonly listed?: boolean;
  /** Stops all drawing until the returned function is called. */
  readonly stepAside: () => () => void;
};

/** What only the questions of a migration need. */
export type MigrationDesk = {
  readonly state: MigrationState;
  readonly revealKey: () => Promise<string>;
  /** What has to be typed at the console of a server. */
  readonly consoleFields: () => Promise<ConsoleFields>;
  /** The key that a person enters at a server; only while that is asked. */
  readonly handKey: () => Promise<string>;
  /** Writes the recovery kit; gives its path and what speaks against the place. */
  readonly saveKit: (path: string) => Promise<EngineAnswers['save-kit']>;
};

/** Somebody who may know an answer: undefined where not, a FailureError where it cannot go on. */
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

/** Accepts host keys for this time only, whoever accepts them. */
export const acceptingOnce =
  (answerer: Answerer): Answerer =>
  async (question, desk) => {
    const answer = await answerer(question, desk);
    return answer?.kind === 'trust-host' || answer?.kind === 'replace-host-key'
      ? { ...answer, remember: false }
      : answer;
  };
