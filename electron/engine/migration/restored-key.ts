import type { Failure } from '../../../shared/failure';
import type { MigrationState } from '../../../shared/migration';

/** A changed host key of a new server whose restore has begun is said to be one: the restore may have made it. */
export function tellRestored(failure: Failure, { plan, steps }: MigrationState): Failure {
  const { code, facts } = failure;
  const isTarget =
    facts['hop'] === undefined &&
    facts['host'] === plan.target.host &&
    facts['port'] === plan.target.port;
  return code === 'ssh.host-key-changed' && isTarget && steps['restore-backup'].state !== 'waiting'
    ? { code, facts: { ...facts, restored: true } }
    : failure;
}
