import type { Side } from '../../shared/appliance';
import { currentStep } from '../../shared/fold';
import type { MigrationState } from '../../shared/migration';
import { needsNewBackup } from '../../shared/new-backup';
import { type PhaseId, phaseIds, phaseOf } from '../../shared/steps';
import { phaseWords, stepWords } from '../../shared/words/steps';

/** A server's own name once it has said it, the address of the plan before. */
export const serverName = (state: MigrationState, side: Side): string =>
  state.facts[side]?.hostname ?? state.plan[side].host;

export const bothNames = (state: MigrationState): string =>
  `${serverName(state, 'source')} → ${serverName(state, 'target')}${
    state.plan.practice === undefined ? '' : ' (practice)'
  }`;

/** `Transfer, 5 of 9`. */
export const phasePosition = (phase: PhaseId): string =>
  `${phaseWords[phase]}, ${phaseIds.indexOf(phase) + 1} of ${phaseIds.length}`;

export const reachedWords = (state: MigrationState): string =>
  phasePosition(phaseOf[currentStep(state)]);

/** What a migration is doing, in a word or two. */
export const statusWords = {
  ready: 'not started',
  running: 'running',
  failed: 'stopped by a failure',
  cancelled: 'stopped',
  paused: 'paused',
  finished: 'finished',
  'rolled-back': 'gone back to the old server',
} as const satisfies Record<MigrationState['status'], string>;

export const resumeCommand = (id: string): string => `epp-migrate resume ${id}`;

/** How to go back to the old server, or go on with that. */
export const rollBackCommand = (id: string): string => `epp-migrate roll-back ${id}`;

/** How to go on with a new backup in place of one that is of no use. */
export const newBackupCommand = (id: string): string => `${resumeCommand(id)} --new-backup`;

/** What comes next for a migration that nobody runs. */
export function whatNext(state: MigrationState): string {
  if (state.status === 'rolled-back') return `Way back: epp-migrate way-back ${state.id}`;
  if (state.rollBack) return `Go on with the way back: ${rollBackCommand(state.id)}`;
  if (state.status === 'finished') return `Report: ${state.facts.report?.text ?? 'not written'}`;
  if (needsNewBackup(state))
    return `Make a new backup, with a new key: ${newBackupCommand(state.id)}`;
  return `${stepWords[currentStep(state)].title}: ${resumeCommand(state.id)}`;
}
