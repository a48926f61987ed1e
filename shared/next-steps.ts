import { anotherTryHelps } from './another-try';
import { addressMoves } from './cutover';
import { silenceOf } from './facts';
import type { Failure } from './failure';
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
  | { readonly kind: 'leave' }
  /** On the way back: to its end, and what there is where this program is not. */
  | { readonly kind: 'go-on-back' }
  | { readonly kind: 'by-hand' };

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
  | 'moved-reach'
  | 'delivered-file'
  | 'decision';

/**
 * Who serves the clients at this moment; `both`: two servers have their address; `stranger`: a third machine has it; `held`: the new server
 * has it and lets nobody in yet; `unsettled`: it has it and may let them in; `beside`: the old server is off, and the new one is at its own address.
 */
export type Serving =
  | 'source'
  | 'nobody'
  | 'perhaps-nobody'
  | 'both'
  | 'stranger'
  | 'held'
  | 'unsettled'
  | 'beside'
  | 'target';

/** At most three things, in the order in which they are sensible, for a run that has ended and is not over. */
export function nextSteps(state: MigrationState): readonly NextStep[] {
  const { failure } = state;
  const look: readonly NextStep[] = failure ? [{ kind: 'look', at: lookAt(state) }] : [];
  if (state.rollBack) return [...look, { kind: 'go-on-back' }, { kind: 'by-hand' }];
  const back: NextStep = { kind: cannotGoBack(state) === undefined ? 'go-back' : 'leave' };
  if (failure?.code === 'key.lost') return [{ kind: 'new-backup' }, { kind: 'found-key' }, back];
  return [...look, onwards(state), back];
}

function onwards(state: MigrationState): NextStep {
  if (needsNewBackup(state)) return { kind: 'new-backup' };
  if (!mayTryAgain(state)) return { kind: 'start-anew' };
  return { kind: 'go-on', step: beginsAt(state) };
}

/** Where the key of an unfinished backup is not proven or gone, the next run begins with another one. */
function beginsAt(state: MigrationState): StepId {
  // What does not hold any more is done anew.
  if (state.failure?.code === 'cutover.went-back') return 'move-address';
  if (state.failedStep === 'validate-restore' && isFileGone(state)) return 'upload-backup';
  const step = state.failedStep ?? nextStep(state) ?? 'write-report';
  const { request, keyProof, backup } = state.facts;
  const proven = request !== undefined && keyProof?.backupId === request.backupId;
  return (step === 'save-key' || step === 'create-backup') && !backup && !proven
    ? 'request-backup'
    : step;
}

/** Whether going on with the backup that there is can lead further. */
export const mayTryAgain = ({ failure, failedStep }: MigrationState): boolean =>
  failure === undefined ||
  anotherTryHelps(failure) ||
  // It is delivered again.
  (failedStep === 'validate-restore' && isFileGone({ failure }));

/** The file that had been delivered is not there, or is not the backup any more. */
export const isFileGone = ({ failure }: Pick<MigrationState, 'failure'>): boolean =>
  failure?.code === 'transfer.hash-mismatch' || failure?.code === 'transfer.source-file-missing';

/** True where the failure is that this host could not be reached over the network, or broke off. */
const isUnreached = (failure: Failure | undefined, host: string): boolean =>
  failure !== undefined && reachCodes.test(failure.code) && failure.facts['host'] === host;

const reachCodes = /^ssh\.(refused|timeout|unreachable|connection-lost|not-ssh)$/;

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

/** At these the new server is asked; after the move at the old address. */
const targetSteps: ReadonlySet<StepId> = new Set([
  'restore-backup',
  'verify-target',
  'secure-target',
  'move-address',
]);
const movedSteps: ReadonlySet<StepId> = new Set([
  'prove-takeover',
  'admit-clients',
  'await-clients',
]);

function lookAt({ failure, failedStep }: MigrationState): LookAt {
  const code = failure?.code ?? '';
  const known = lookFor[code];
  if (known) return known;
  if (failedStep === undefined) return 'failure';
  if (code === 'transfer.source-file-missing' && failedStep === 'validate-restore')
    return 'delivered-file';
  const isMute = /^appliance\.(no-answer|busy|command-failed)$/.test(code);
  if (!reachCodes.test(code) && !isMute) return 'failure';
  if (targetSteps.has(failedStep)) return 'target-reach';
  return movedSteps.has(failedStep) ? 'moved-reach' : 'failure';
}

/** Who has the address that clients know, as far as the journal tells. */
export function serving(state: MigrationState): Serving {
  const { plan, facts, confirmed, failure, rollBack } = state;
  if (rollBack?.facts.sourceBack) return 'source';
  if (failure && strangers.has(failure.code)) return 'stranger';
  if (failure?.code === 'cutover.source-back') return 'both';
  if (failure?.code === 'cutover.went-back') return 'nobody';
  if (facts.moved && !rollBack?.facts.targetOff) return facts.held ? admission(state) : 'target';
  if (confirmed.includes('move-address') && !rollBack) return 'perhaps-nobody';
  if (silenceOf(facts)) return addressMoves(plan) ? 'nobody' : 'beside';
  return isSourceDoubtful(state) ? 'perhaps-nobody' : 'source';
}

/** Whether the new server, which has the address, lets the clients in from whom it was kept. */
export function admission({ steps, failure }: MigrationState): 'held' | 'unsettled' | 'target' {
  const { state } = steps['admit-clients'];
  if (state === 'done') return 'target';
  return state === 'waiting' || failure?.code === 'clients.not-on' ? 'held' : 'unsettled';
}

const strangers: ReadonlySet<string> = new Set([
  'cutover.wrong-identity',
  'cutover.address-taken',
  'rollback.stranger',
]);

/** Whether the old server may be off: somebody said that it shall be, or it was asked in vain. */
const isSourceDoubtful = (state: MigrationState): boolean =>
  state.confirmed.includes('power-off') ||
  state.confirmed.includes('isolate-source') ||
  isSourceMute(state);

/** The old server, which nobody has told to be off, was asked in vain when the run ended. */
export const isSourceMute = ({ failure, plan }: MigrationState): boolean =>
  isUnreached(failure, plan.source.host) ||
  (failure?.code === 'cutover.drift' && /source-silent/.test(String(failure.facts['changed'])));
