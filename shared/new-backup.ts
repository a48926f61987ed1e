import type { GivenUpBackup } from './facts';
import type { FailureCode } from './failure';
import type { MigrationState } from './migration';

/** Failures after which the backup that there is cannot be restored, while another one may be. */
const useless: Readonly<Partial<Record<FailureCode, GivenUpBackup['reason']>>> = {
  'key.lost': 'key-lost',
  'key.wrong': 'key-wrong',
  'backup.vanished': 'vanished',
};

/** Why the backup of a migration is given up where a person asks for a new one. */
export const reasonForNew = (state: MigrationState): GivenUpBackup['reason'] =>
  uselessness(state) ?? 'cancelled';

function uselessness({ failure, failedStep }: MigrationState): GivenUpBackup['reason'] | undefined {
  if (failure?.code === 'transfer.source-file-missing' && failedStep === 'download-backup')
    return 'vanished';
  return failure && useless[failure.code];
}

/** True where the backup that there is cannot be restored as things are: without its key, or at all. */
export const needsNewBackup = (state: MigrationState): boolean =>
  uselessness(state) !== undefined && mayMakeNewBackup(state);

/** True where there is a backup, or the wish for one, and no restore of it that has begun or may have. */
export function mayMakeNewBackup({ facts, steps, failure, confirmed }: MigrationState): boolean {
  if (facts.request === undefined || facts.restore || steps['restore-backup'].state === 'done')
    return false;
  return (
    !confirmed.includes('confirm-restore') || (failure !== undefined && ended.has(failure.code))
  );
}

/** After these no restore of this migration is at work. */
const ended: ReadonlySet<FailureCode> = new Set(['key.lost', 'key.wrong', 'restore.failed']);
