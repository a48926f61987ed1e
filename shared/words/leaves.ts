import { addressMoves } from '../cutover';
import { currentStep } from '../fold';
import { isAtHand } from '../hand-work';
import type { MigrationState } from '../migration';
import type { StepId } from '../steps';
import { keyOfGivenUpWords } from './given-up';

/** What is left behind where a run ends now, or has ended: by what was confirmed and what is known, not by the step alone. */
export function leavesBehind(state: MigrationState): string {
  const step = currentStep(state);
  const says = atStep[step];
  return typeof says === 'string' ? says : says(state);
}

const nothing = 'Nothing has been changed.';
const failedAs = (state: MigrationState, ...codes: readonly string[]): boolean =>
  codes.includes(state.failure?.code ?? '');

const rejectedByTarget = ({ failure }: MigrationState): boolean =>
  failure?.code === 'key.wrong' && failure.facts['by'] === 'target';

/** What became of the newest backup that was given up, where none took its place. */
function lastGivenUp({ givenUp, facts }: MigrationState): string | undefined {
  const last = givenUp.at(-1);
  if (!last || facts.request) return undefined;
  const where = last.deleted
    ? 'was deleted on the old server'
    : last.ready
      ? 'is given up; what there is of it stays'
      : 'is given up; where it is still on the old server, going on deletes it';
  return `The backup ${last.name} ${where}. ${keyOfGivenUpWords(last)} Going on asks for a new backup with a new key.`;
}

const asksForKey = ({ question }: MigrationState): boolean =>
  question?.kind === 'enter-key' || question?.kind === 'confirm-restore';

/** Before, while and after the new server restores. */
function atRestore(state: MigrationState): string {
  // The name is typed after the key: where it was typed and the key is the matter, an earlier try got further.
  const keyAgain =
    state.confirmed.includes('confirm-restore') &&
    (asksForKey(state) || failedAs(state, 'key.wrong', 'key.lost'));
  if (failedAs(state, 'restore.failed') || rejectedByTarget(state) || keyAgain) {
    return 'The new server may hold half of a restore. The old one is unchanged and serves its clients.';
  }
  if (failedAs(state, 'key.lost'))
    return 'Nothing is restored, and nobody can restore this backup. The old server is unchanged and serves its clients.';
  return state.confirmed.includes('confirm-restore')
    ? 'If the restore has begun, it goes on by itself; going on picks it up.'
    : notRestored(state);
}

/** Where people take it to the new server it is not there before. */
const notRestored = ({ facts }: MigrationState): string =>
  facts.targetFile && isAtHand(facts.targetFile.path)
    ? 'Nothing is restored. The backup stays on the old server and on this computer.'
    : 'Nothing is restored. The backup stays on both servers and on this computer.';

const atStep: Readonly<Record<StepId, string | ((state: MigrationState) => string)>> = {
  'connect-source': nothing,
  'connect-target': nothing,
  'match-versions': nothing,
  'check-readiness': nothing,
  'take-baseline': nothing,
  'request-backup': (state) =>
    state.steps['request-backup'].state === 'waiting'
      ? (lastGivenUp(state) ?? nothing)
      : 'A backup that was asked for and not started may stay on the old server; going on removes it.',
  'save-key': (state) =>
    lastGivenUp(state) ??
    'A backup that was asked for and not started is deleted on the old server, at the latest when you go on, which asks for a new one with a new key.',
  'create-backup': (state) =>
    failedAs(state, 'backup.failed')
      ? (lastGivenUp(state) ?? '')
      : 'A backup that the old server has begun goes on by itself; going on picks it up.',
  'download-backup': 'The backup stays on the old server; what has arrived elsewhere is kept.',
  'upload-backup': ({ facts }) =>
    `The backup is ${facts.localFile?.kept === false ? 'on the old server' : 'here'}; what has arrived on the new server is kept.`,
  'validate-restore': (state) => atRestore(state),
  'hold-clients': (state) => notRestored(state),
  'restore-backup': (state) => atRestore(state),
  'verify-target': 'The new server is restored; the old one still runs unchanged.',
  'secure-target':
    'The new server is restored and verified; the old one still runs unchanged. A backup of the new server may be left there unfinished.',
  'recheck-plan':
    'The new server is restored and verified; the old one still runs and serves its clients. Nothing is cut over.',
  'power-off-source': ({ confirmed }) =>
    confirmed.includes('power-off') || confirmed.includes('isolate-source')
      ? 'The old server may already be off; going on checks that.'
      : 'Both servers stay as they are. The old one goes on serving its clients.',
  'move-address': ({ confirmed, facts, plan }) =>
    !addressMoves(plan)
      ? 'Both servers run, each at its own address; the new one is not proven there yet.'
      : facts.silence?.isolated
        ? 'The old server is off the network. Clients reach nobody until the new one has its address.'
        : confirmed.includes('move-address')
          ? 'The old server is off and the new one may have its address already; going on checks that.'
          : 'The old server is off and the new one keeps its own address: clients reach nobody until you go on.',
  'prove-takeover': ({ plan }) =>
    addressMoves(plan)
      ? 'The new server has the old address; only the last proof is missing. Where nobody confirms it in time, it goes back to its own; going on looks at that.'
      : 'Both servers run, each at its own address; only the last proof is missing.',
  'admit-clients': ({ plan }) =>
    `The new server ${addressMoves(plan) ? 'has the old address' : 'is proven at its own address'}; whether it lets clients in is not settled. Going on does that.`,
  'await-clients': ({ plan }) =>
    addressMoves(plan)
      ? 'The new server serves at the old address, and clients come back by themselves. Going on looks who is back.'
      : 'The new server lets clients in at its own address; the old one goes on serving those that know it.',
  'see-off-source': ({ plan }) =>
    addressMoves(plan)
      ? 'The new server has taken over; going on watches the old address and writes the report.'
      : 'The new server is proven at its own address. The old one is as before, unless it was told to power off.',
  'write-report': 'The migration is done; only the report is missing.',
};
