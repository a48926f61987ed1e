import { useRef } from 'react';
import { currentStep } from '../../shared/fold';
import type { MigrationState, Question } from '../../shared/migration';

type KeyQuestion = Question & { readonly kind: 'save-key' | 'enter-key' };
type Answered = {
  readonly id: string;
  readonly step: string;
  /** The last command before the answer: the next one shows that the key was right. */
  readonly command: string | undefined;
  readonly question: KeyQuestion;
};

/**
 * The question about the key that was answered last, while the engine still looks at the answer: its page stays, so that what
 * was typed is not lost where it is asked for again.
 */
export function useJudged(state: MigrationState | undefined): KeyQuestion | undefined {
  const last = useRef<Answered>(undefined);
  const asked = state && askedIn(state);
  if (asked) last.current = asked;
  else if (!state || !last.current || !isJudging(state, last.current)) last.current = undefined;
  return asked?.question ?? last.current?.question;
}

function askedIn(state: MigrationState): Answered | undefined {
  const { id, question } = state;
  if (question?.kind !== 'save-key' && question?.kind !== 'enter-key') return undefined;
  return { id, step: currentStep(state), command: state.commands.at(-1)?.at, question };
}

const isJudging = (state: MigrationState, { id, step, command }: Answered): boolean =>
  state.id === id &&
  state.status === 'running' &&
  state.question === undefined &&
  currentStep(state) === step &&
  state.commands.at(-1)?.at === command;
