import type { MigrationState } from '../../../shared/migration';
import type { KitRecord } from '../kit/kit-record';

/**
 * Which kits another one of this migration may take the place of: those of its present backup, and those of backups that never became
 * ready. The kit of a finished one stays, even of one that was given up: it still opens it.
 */
export const kitsThatMayGo = ({
  id,
  facts,
  givenUp,
}: Pick<MigrationState, 'id' | 'facts' | 'givenUp'>): ((kit: KitRecord) => boolean) => {
  const names = new Set([
    facts.request?.name,
    ...givenUp.filter(({ ready }) => !ready).map(({ name }) => name),
  ]);
  return ({ migrationId, backupName }) => migrationId === id && names.has(backupName);
};
