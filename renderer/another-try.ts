import type { FailureCode } from '../shared/failure';

/**
 * Failures that a run meets again however often it is tried: what it rests on is gone, or the plan itself is
 * the mistake. They need a new migration.
 */
const final: ReadonlySet<FailureCode> = new Set([
  'appliance.same-machine',
  'backup.vanished',
  'transfer.source-file-missing',
  'plan.invalid',
]);

/** Whether trying again can help after this failure. */
export const anotherTryHelps = (code: FailureCode): boolean => !final.has(code);
