import type { Failure, FailureCode } from './failure';

/**
 * Failures that a run meets again however often it is tried: what it rests on is gone, or the plan itself is
 * the mistake. They need a new backup or a new migration.
 */
const final: ReadonlySet<FailureCode> = new Set([
  'appliance.same-machine',
  'backup.vanished',
  'transfer.source-file-missing',
  'plan.invalid',
]);

/** Whether trying again, with the backup that there is, can help after this failure. */
export const anotherTryHelps = (failure: Failure): boolean =>
  !final.has(failure.code) && !isKeyRejected(failure);

/** True where the new server has rejected the key: a restore has begun and failed. Else nobody but this program has seen it. */
export const isKeyRejected = ({ code, facts }: Failure): boolean =>
  code === 'key.wrong' && facts['by'] === 'target';
