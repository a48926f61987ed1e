import { anotherTryHelps } from './another-try';
import { nextStep } from './fold';
import type { MigrationState } from './migration';
import { needsNewBackup } from './new-backup';
import type { StepId } from './steps';
import { cannotGoBack } from './way-back';

/** What a person may do next. `look`: at the cause; `decide`: nothing is wrong, somebody has to say yes; the others are buttons and commands. */
export type NextStep =
  | { readonly kind: 'look'; readonly at: LookAt }
  | { readonly kind: 'go-on'; readonly step: StepId }
  | { readonly kind: 'new-backup' }
  | { readonly kind: 'found-key' }
  | { readonly kind: 'start-anew' }
  | { readonly kind: 'go-back' }
  | { readonly kind: 'leave' };

/** Where the cause is to be looked for. */
export type LookAt =
  | 'failure'
  | 'restore'
  | 'counts'
  | 'source-machine'
  | 'target-network'
  | 'own-network'
  | 'stranger'
  | 'target-reach'
  | 'decision';

/** Who serves the clients at this moment; `both`: two servers have their address; `held`: the new server has it and lets nobody in yet. */
export type Serving = 'source' | 'nobody' | 'perhaps-nobody' | 'both' | 'held' | 'target';

/** At most three things, in the order in which they are sensible, for a run that has ended and is not over. */
export function nextSteps(state: MigrationState): readonly NextStep[] {
  const { failure } = state;
  const look: readonly NextStep[] = failure ? [{ kind: 'look', at: lookAt(state) }] : [];
  const back: NextStep = { kind: cannotGoBack(state) === undefined ? 'go-back' : 'leave' };
  if (failure?.code === 'key.lost') return [{ kind: 'new-backup' }, { kind: 'found-key' }, back];
  return [...look, onwards(state), back];
}

function onwards(state: MigrationState): NextStep {
  if (needsNewBackup(state)) return { kind: 'new-backup' };
  if (state.failure && !anotherTryHelps(state.failure)) return { kind: 'start-anew' };
  return { kind: 'go-on', step: state.failedStep ?? nextStep(state) ?? 'write-report' };
}

const lookFor: Readonly<Record<string, LookAt>> = {
  'restore.failed': 'restore',
  'restore.refused': 'decision',
  'verify.counts-differ': 'counts',
  'cutover.still-answering': 'source-machine',
  'cutover.address-silent': 'target-network',
  'cutover.cut-off': 'own-network',
  'cutover.source-back': 'source-machine',
  'cutover.address-taken': 'stranger',
  'cutover.wrong-identity': 'stranger',
  'cutover.declined': 'decision',
};

const targetSteps: ReadonlySet<StepId> = new Set([
  'restore-backup',
  'verify-target',
  'move-address',
  'prove-takeover',
]);

function lookAt({ failure, failedStep }: MigrationState): LookAt {
  const code = failure?.code ?? '';
  const known = lookFor[code];
  if (known) return known;
  const isReach = /^ssh\.(refused|timeout|unreachable|connection-lost|not-ssh)$/.test(code);
  const isMute = /^appliance\.(no-answer|busy|command-failed)$/.test(code);
  return (isReach || isMute) && failedStep !== undefined && targetSteps.has(failedStep)
    ? 'target-reach'
    : 'failure';
}

/** Who has the address that clients know, as far as the journal tells. */
export function serving({ facts, confirmed, failure, rollBack, steps }: MigrationState): Serving {
  if (rollBack?.facts.sourceBack) return 'source';
  if (failure?.code === 'cutover.source-back') return 'both';
  if (failure?.code === 'cutover.went-back') return 'nobody';
  if (facts.moved && !rollBack?.facts.targetOff)
    return facts.held && steps['admit-clients'].state !== 'done' ? 'held' : 'target';
  if (confirmed.includes('move-address') && !rollBack) return 'perhaps-nobody';
  if (facts.silence) return 'nobody';
  return confirmed.includes('power-off') ? 'perhaps-nobody' : 'source';
}
