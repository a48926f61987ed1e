import type { FailureCode, FailureFacts } from '../../../shared/failure';
import type { KeyHint } from '../../../shared/kit';
import type { KeyFault, MigrationState, Question } from '../../../shared/migration';

/** What the engine says of a wrong key. */
export const differs = (groups: readonly number[], ...hints: readonly KeyHint[]): KeyFault => ({
  difference: { groups, hints },
});

/** What it says of a kit that is none, or not the right one. */
export const failure = (code: FailureCode, facts: FailureFacts = {}): KeyFault => ({
  failure: { code, facts },
});

/** The same question anew, because what was given is not the key. */
export const faulty = (state: MigrationState, fault: KeyFault, id = 'q-2'): MigrationState => ({
  ...state,
  question: { ...state.question, id, again: true, fault } as Question,
});

/** While the engine looks at what was given. */
export const judging = ({ question: _question, ...state }: MigrationState): MigrationState => state;
