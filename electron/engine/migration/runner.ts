import { isFailure, toFailure } from '../../../shared/failure';
import { nextStep } from '../../../shared/fold';
import type { RunOutcome } from '../../../shared/migration';
import { endsAfter, type PhaseId, phaseOf } from '../../../shared/steps';
import { passing } from './patience';
import { tellRestored } from './restored-key';
import type { FactName, Given, SequencedStep, Tools } from './step';
import type { UntimedEvent } from './untimed-event';

/** `unanswered`: nobody was there to answer a question; `closing`: the program ends. */
export type CancelReason = 'person' | 'unanswered' | 'closing';

/** Why a run's signal was aborted. */
export class Cancelled extends Error {
  readonly because: CancelReason;
  constructor(because: CancelReason) {
    super(`cancelled: ${because}`);
    this.because = because;
  }
}

/** How a run ends whose signal was aborted. */
export const outcomeOf = ({ reason }: AbortSignal): RunOutcome =>
  reason instanceof Cancelled && reason.because !== 'person' ? 'stopped' : 'cancelled';

/** A step whose connection broke is tried again this often, after these pauses in milliseconds. */
const retryPauses = [1000, 3000, 9000];

/** A server that restarts by itself is waited for so long, in milliseconds; while it cuts over, its silence means something. */
const restartAllowed = 10 * 60_000;
const restartPause = 5000;

/**
 * Runs the steps that are not done, in order, and says what happens in events. Ends with the outcome, never throws for a failed
 * step: that is an event too. Only a journal that cannot be written throws.
 */
export async function runSteps(
  steps: readonly SequencedStep[],
  tools: Tools,
  emit: (event: UntimedEvent) => void,
): Promise<RunOutcome> {
  let running: SequencedStep | undefined;
  let worked = false;
  try {
    for (const [index, step] of steps.entries()) {
      const doneBefore = tools.state().steps[step.id].state === 'done';
      // What goes wrong while looking whether a done step still holds does not undo that step.
      running = doneBefore
        ? (steps.find((each) => each.id === nextStep(tools.state())) ?? step)
        : step;
      if (doneBefore && ((await step.stillHolds?.(tools)) ?? true)) continue;
      running = step;
      await runStep(step, tools, emit, worked);
      worked = true;
      const next = steps[index + 1];
      if (!doneBefore && next && endsAfter(tools.plan.until, step.id, next.id)) return 'stopped';
    }
    return 'finished';
  } catch (thrown) {
    if (tools.signal.aborted) return outcomeOf(tools.signal);
    if (isFailure(thrown, 'migration.storage')) throw thrown;
    const failure = tellRestored(toFailure(thrown), tools.state());
    if (running) emit({ type: 'step-failed', step: running.id, failure });
    return 'stopped';
  }
}

async function runStep(
  step: SequencedStep,
  tools: Tools,
  emit: (event: UntimedEvent) => void,
  workedBefore: boolean,
): Promise<void> {
  const again = untilUsedUp(step, tools, workedBefore);
  for (;;) {
    const startedBefore = tools.state().steps[step.id].state !== 'waiting';
    emit({ type: 'step-started', step: step.id });
    try {
      const given = tools.state().facts as Given<FactName>;
      const found = startedBefore ? await step.alreadyDone?.(given, tools) : undefined;
      const learned = found ?? (await step.run(given, tools));
      tools.signal.throwIfAborted();
      emit({ type: 'step-done', step: step.id, learned, found: found !== undefined });
      return;
    } catch (thrown) {
      const pause = tools.signal.aborted ? undefined : again(thrown);
      if (pause === undefined) throw thrown;
      tools.dropConnection('source');
      tools.dropConnection('target');
      await tools.pause(pause);
    }
  }
}

/** Between the backup and the cutover a server that was there a moment ago, and restarts, is waited for. */
const waitsForRestart: ReadonlySet<PhaseId> = new Set(['transfer', 'restore', 'verify']);

/**
 * In how many milliseconds a step that failed is tried again; undefined where it is not. `workedBefore`: another step of this run had
 * its answers.
 */
function untilUsedUp(
  step: SequencedStep,
  tools: Tools,
  workedBefore: boolean,
): (thrown: unknown) => number | undefined {
  const scale = tools.plan.practice === undefined ? 1 : 0.1;
  let attempt = 0;
  let lostAt: number | undefined;
  return (thrown) => {
    if (isFailure(thrown, 'ssh.connection-lost')) {
      const pause = retryPauses[attempt++];
      lostAt ??= tools.awake();
      return pause === undefined ? undefined : pause * scale;
    }
    if (!isFailure(thrown, ...passing)) return undefined;
    if (workedBefore && waitsForRestart.has(phaseOf[step.id])) lostAt ??= tools.awake();
    if (lostAt === undefined || phaseOf[step.id] === 'cut-over') return undefined;
    const waited = tools.awake() - lostAt;
    return waited < restartAllowed * scale * scale ? restartPause * scale : undefined;
  };
}
