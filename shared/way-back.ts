import { addressMoves } from './cutover';
import { silenceOf } from './facts';
import { knownBy } from './known-by';
import type { MigrationState } from './migration';
import { serverAddress } from './plan';
import type { WayBackStage } from './roll-back';
import type { StepId } from './steps';
import type { WayBackNames } from './way-back-names';

/** What has to be done to go back, by id; the sentences are in `words/way-back.ts`. */
export type InstructionId =
  | 'leave-it'
  | 'stop-run'
  | 'note-new-data'
  | 'target-off'
  | 'prove-silence'
  | 'source-on'
  | 'prove-source'
  | 'look-at-clients'
  | 'settle-backup'
  | 'discard-target'
  | 'discard-file'
  | 'bring-back-archive';

export type Instruction = {
  readonly id: InstructionId;
  /** `program`: `roll-back` does it; the rest is for people. */
  readonly by: 'program' | 'person';
};

/** What going back costs. */
export type LossId = 'nothing' | 'target-content' | 'outage' | 'new-data' | 'everything-old';

/** `ahead`: going back loses nothing that clients have sent; `crossed`: it does; `final`: there is nothing to go back to. */
export type NoReturn = 'ahead' | 'crossed' | 'final';

/** How to go back from exactly this state. */
export type WayBack = {
  readonly stage: WayBackStage;
  readonly noReturn: NoReturn;
  readonly instructions: readonly Instruction[];
  readonly lost: readonly LossId[];
  readonly names: WayBackNames;
};

/** The way back from a state: from nothing else, so that it is the same on paper, in the window and in the terminal. */
export function wayBack(state: MigrationState): WayBack {
  const stage = wayBackStage(state);
  const { id } = state;
  const stop: readonly Instruction[] =
    state.status === 'running' && state.rollBack === undefined ? [person('stop-run')] : [];
  return {
    stage,
    noReturn: noReturnOf(state, stage),
    instructions: [...(stage === 'finished' ? [] : stop), ...instructionsAt(stage, state)],
    lost: lostAt(state, stage),
    names: { ...namesOf(state), migration: id },
  };
}

/** Where a migration stands, seen from the way back. */
export function wayBackStage(state: MigrationState): WayBackStage {
  const { facts, confirmed, steps } = state;
  if (state.sourceGivenUp) return 'given-up';
  if (state.status === 'rolled-back') return 'rolled-back';
  if (facts.takeover) return state.status === 'finished' ? 'finished' : 'proven';
  if (facts.moved) return 'moved';
  if (confirmed.includes('move-address')) return 'address-moving';
  if (facts.silence) return 'old-silent';
  if (confirmed.includes('power-off') || confirmed.includes('isolate-source'))
    return 'power-off-confirmed';
  if (facts.verified) return 'verified';
  if (facts.restore) return 'restored';
  if (confirmed.includes('confirm-restore'))
    return restoreFailed(state) ? 'restore-failed' : 'restore-running';
  return steps['request-backup'].state === 'waiting' ? 'untouched' : 'before-restore';
}

/** Why nobody can go back by `roll-back`; undefined where somebody can. */
export function cannotGoBack(
  state: MigrationState,
): 'untouched' | 'rolled-back' | 'given-up' | undefined {
  const stage = wayBackStage(state);
  return stage === 'untouched' || stage === 'rolled-back' || stage === 'given-up'
    ? stage
    : undefined;
}

/** The step with which clients may begin to deliver to the new server; where nobody kept them away before, its address is enough. */
const noReturnStep = ({ facts, steps }: MigrationState): StepId =>
  facts.held === undefined && steps['admit-clients'].state === 'waiting'
    ? 'move-address'
    : 'admit-clients';

function noReturnOf(state: MigrationState, stage: WayBackStage): NoReturn {
  if (stage === 'given-up') return 'final';
  if (stage === 'rolled-back') return 'ahead';
  return clientsMayReachTarget(state) ? 'crossed' : 'ahead';
}

/** Whether the point of no return lies behind: clients are let in, or were never kept away and know where the new server is. */
function clientsMayReachTarget(state: MigrationState): boolean {
  const { confirmed, facts, steps } = state;
  const step = noReturnStep(state);
  if (step === 'admit-clients')
    return steps[step].state !== 'waiting' && state.failure?.code !== 'clients.not-on';
  return (
    facts.takeover !== undefined ||
    (steps[step].state !== 'waiting' &&
      (facts.moved !== undefined || confirmed.includes('move-address')))
  );
}

const failedRestores: readonly string[] = ['restore.failed', 'key.wrong', 'key.rejected'];

const restoreFailed = ({ failure, failedStep }: MigrationState): boolean =>
  failedStep === 'restore-backup' && failedRestores.includes(failure?.code ?? '');

const person = (id: InstructionId): Instruction => ({ id, by: 'person' });
const program = (id: InstructionId): Instruction => ({ id, by: 'program' });

function instructionsAt(stage: WayBackStage, state: MigrationState): readonly Instruction[] {
  const backup = state.facts.request ? [program('settle-backup')] : [];
  switch (stage) {
    case 'untouched':
      return [person('leave-it')];
    case 'before-restore': {
      const sent = state.steps['upload-backup'].state !== 'waiting';
      return [program('prove-source'), ...backup, ...(sent ? [person('discard-file')] : [])];
    }
    case 'restore-running':
    case 'restore-failed':
    case 'restored':
    case 'verified':
      return [program('prove-source'), ...backup, person('discard-target')];
    case 'power-off-confirmed':
    case 'old-silent':
      return [
        program('prove-silence'),
        person('source-on'),
        program('prove-source'),
        ...backup,
        person('look-at-clients'),
        person('discard-target'),
      ];
    case 'address-moving':
    case 'moved':
    case 'proven':
    case 'finished':
      if (besideOf(state)) return besideInstructions(state, backup);
      return [
        ...(clientsMayReachTarget(state) ? [person('note-new-data')] : []),
        program('target-off'),
        program('prove-silence'),
        person('source-on'),
        program('prove-source'),
        ...backup,
        person('look-at-clients'),
        person('discard-target'),
      ];
    case 'rolled-back':
      return [person('look-at-clients'), person('discard-target')];
    case 'given-up':
      return [person('bring-back-archive')];
  }
}

/** Two addresses: nothing has to be taken off one before the other. */
const besideInstructions = (
  state: MigrationState,
  backup: readonly Instruction[],
): readonly Instruction[] => [
  ...(clientsMayReachTarget(state) ? [person('note-new-data')] : []),
  ...(besideOf(state) === 'off' ? [person('source-on')] : []),
  program('prove-source'),
  ...backup,
  person('look-at-clients'),
  person('discard-target'),
];

function besideOf({ plan, confirmed, facts }: MigrationState): WayBackNames['beside'] {
  if (addressMoves(plan)) return undefined;
  return confirmed.includes('power-off') || silenceOf(facts) ? 'off' : 'serves';
}

function lostAt(state: MigrationState, stage: WayBackStage): readonly LossId[] {
  if (stage === 'given-up') return ['everything-old'];
  if (stage === 'rolled-back') return ['nothing'];
  const { confirmed, facts } = state;
  const said = confirmed.includes('power-off') || confirmed.includes('isolate-source');
  const off = said || silenceOf(facts) !== undefined;
  const lost: readonly LossId[] = [
    ...(confirmed.includes('confirm-restore') ? (['target-content'] as const) : []),
    ...(off ? (['outage'] as const) : []),
    ...(clientsMayReachTarget(state) ? (['new-data'] as const) : []),
  ];
  return lost.length === 0 ? ['nothing'] : lost;
}

function namesOf(state: MigrationState): Omit<WayBackNames, 'migration'> {
  const { plan, facts, kit, steps, sourceGivenUp } = state;
  const { source, target, backup, request, localFile, targetFile, baseline } = facts;
  const { startedAt, endedAt } = steps[noReturnStep(state)];
  return {
    source: source?.hostname ?? plan.source.host,
    target: target?.hostname ?? plan.target.host,
    address: source?.network.address ?? plan.source.host,
    sourceLogin: serverAddress(plan.source),
    targetAddress: target?.network.address ?? plan.target.host,
    targetLogin: serverAddress(plan.target),
    by: { source: knownBy(state, 'source'), target: knownBy(state, 'target') },
    sourceKey: source?.hostKey.sha256,
    targetKey: target?.hostKey.sha256,
    backup: backup?.name ?? request?.name,
    backupFile: backup?.file,
    localFile: localFile && localFile.kept !== false ? localFile.path : undefined,
    targetFile: targetFile?.path,
    kit: kit?.path,
    computers: baseline?.computers,
    newDataSince: clientsMayReachTarget(state) ? (endedAt ?? startedAt) : undefined,
    isolated: state.confirmed.includes('isolate-source') ? true : undefined,
    beside: besideOf(state),
    givenUpNote: sourceGivenUp?.note,
  };
}
