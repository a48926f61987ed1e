import type { ConnectionTest } from '../../shared/connection-test';
import type { Facts } from '../../shared/facts';
import { type Failure, failureExit } from '../../shared/failure';
import type { Finding } from '../../shared/finding';
import { isException, standingOf } from '../../shared/finding-rules';
import type { MigrationState } from '../../shared/migration';
import { clientsWarnings } from '../../shared/words/clients';

/** How a command ended. `checked`: the checks ran, and no more was wanted; `waiting`: a question came up that nobody could answer. */
export type Outcome = 'finished' | 'checked' | 'failed' | 'paused' | 'waiting' | 'cancelled';

/** What a command has to say at its end: to a person in sentences, to a program as one line, to the shell as a number. */
export type Ending = {
  readonly outcome: Outcome;
  readonly exitCode: number;
  readonly failure?: Failure | undefined;
  /** The migration that it was about. */
  readonly state?: MigrationState | undefined;
  /** The test of a connection that it was about. */
  readonly test?: ConnectionTest | undefined;
};

/** A command that did what it was asked for. */
export const finished: Ending = { outcome: 'finished', exitCode: 0 };

export const failedEnding = (failure: Failure, state?: MigrationState): Ending => ({
  outcome: outcomeOf(failure),
  exitCode: failureExit[failure.code],
  failure,
  state,
});

const outcomeOf = ({ code }: Failure): Outcome => {
  if (code === 'migration.waiting') return 'waiting';
  return code === 'migration.cancelled' ? 'cancelled' : 'failed';
};

/** The ending of a run by its last state; `failure` is what ended it from outside, which its journal does not know. */
export function endingOf(state: MigrationState, failure?: Failure): Ending {
  if (state.status === 'finished') return { ...finished, exitCode: warned(state) ? 1 : 0, state };
  if (state.status === 'rolled-back')
    return { ...finished, exitCode: wentBackWell(state) ? 0 : 1, state };
  const cause = failure ?? state.failure;
  if (cause) return failedEnding(cause, state);
  if (state.status === 'paused') return { outcome: 'paused', exitCode: 11, state };
  return failedEnding({ code: 'migration.cancelled', facts: {} }, state);
}

/** The ending of a test by its last state; `failure` is what ended it from outside, which the test does not know. */
export function testEnding(test: ConnectionTest | undefined, failure?: Failure): Ending {
  if (test?.status === 'passed' && failure === undefined) return { ...finished, test };
  const cause = failure ?? test?.failure ?? { code: 'migration.cancelled', facts: {} };
  return { ...failedEnding(cause), test };
}

/** A run that was only to look: where it stopped as planned, that is all that was wanted. */
export const checkedEnding = (ending: Ending): Ending =>
  ending.outcome === 'paused' && ending.state
    ? { outcome: 'checked', exitCode: warned(ending.state) ? 1 : 0, state: ending.state }
    : ending;

/** False where the old server has less than it had. */
const wentBackWell = ({ rollBack }: MigrationState): boolean =>
  rollBack?.facts.sourceBack?.fewer.length === 0;

const warned = ({ findings, facts }: MigrationState): boolean =>
  findings.some(warns) ||
  clientsWarnings(facts, String).length > 0 ||
  (facts.verified !== undefined && hasWarnings(facts.verified));

/** True where the comparison of both servers has something that a person should look at. */
export const hasWarnings = ({ comparison = [] }: Facts['verified']): boolean =>
  comparison.some(({ verdict }) => verdict === 'warning');

/** True for a finding that is worth a warning at the end: also one of which nobody said how it is. */
export const warns = (finding: Finding): boolean =>
  isException(finding) || standingOf(finding) === 'unknown';
