import type { Side } from './appliance';
import type { MigrationState } from './migration';

/**
 * Which backup of a server is awaited just now, so that a file that came for one is not taken for a later one. A name that is asked for
 * anew is another backup. Undefined where none is.
 */
export function awaitedBackup(
  { facts, keyOfTarget, handWork }: Pick<MigrationState, 'facts' | 'keyOfTarget' | 'handWork'>,
  side: Side,
): string | undefined {
  const request = side === 'source' ? facts.request : keyOfTarget?.request;
  const asked = handWork.filter(
    (work) => work.side === side && work.operation === 'prepareBackup',
  ).length;
  return request && `${asked} ${request.backupId}`;
}
