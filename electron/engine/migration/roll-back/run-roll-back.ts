import { isFailure, toFailure } from '../../../../shared/failure';
import type { RunOutcome } from '../../../../shared/migration';
import { rollBackStepIds } from '../../../../shared/roll-back';
import { outcomeOf } from '../runner';
import type { Tools } from '../step';
import type { UntimedEvent } from '../untimed-event';
import { rollBackSteps } from './steps';

/** Goes back to the old server, from wherever the migration is; as `runSteps` it never throws for a step that failed. */
export async function runRollBack(
  tools: Tools,
  emit: (event: UntimedEvent) => void,
): Promise<RunOutcome> {
  try {
    for (const step of rollBackStepIds) {
      const of = { type: 'roll-back-step', step } as const;
      emit({ ...of, state: 'running' });
      const learned = await rollBackSteps[step]({
        ...tools,
        tell: (facts, waits) => emit({ ...of, state: 'running', learned: facts, waits }),
        known: () => tools.state().rollBack?.facts ?? {},
      });
      tools.signal.throwIfAborted();
      emit({ ...of, state: 'done', learned });
    }
    return 'rolled-back';
  } catch (thrown) {
    if (tools.signal.aborted) return outcomeOf(tools.signal);
    if (isFailure(thrown, 'migration.storage')) throw thrown;
    emit({ type: 'roll-back-failed', failure: toFailure(thrown) });
    return 'stopped';
  }
}
