import type { Identity } from '../../../../shared/appliance';
import { backupDescription } from '../backup-description';
import { ownBackupIfThere } from '../own-backup';
import type { Step, Tools } from '../step';

/**
 * Asks the old server for a backup and takes its key into memory. Nothing runs there until the key is proven saved. Where the key was
 * lost with an earlier run, the waiting request is deleted and a new one made, under a name of its own: the key that was shown
 * before, and a kit of it, are those of another backup.
 */
export const requestBackup: Step<'source' | 'findings', 'request'> = {
  id: 'request-backup',
  needs: ['source', 'findings'],
  run: async (given, tools) => {
    const source = await tools.appliance('source');
    const { request } = tools.state().facts;
    if (request) {
      const own = await ownBackupIfThere(source, request);
      const reason = own?.state === 'failed' ? 'failed' : own ? 'key-lost' : 'vanished';
      tools.giveUpBackup(reason, false);
    }
    const name = backupName(given.source, tools);
    // Also one that a killed run had asked for and nobody has seen the key of.
    const useless = new Set([name, ...tools.state().givenUp.map((backup) => backup.name)]);
    for (const backup of await source.backups()) {
      if (useless.has(backup.name) && backup.state !== 'ready')
        await source.deleteBackup(backup.id);
    }
    const description = backupDescription(tools);
    const { id, key } = await source.prepareBackup(name, description);
    tools.secrets.keepKey(id, key);
    return { request: { backupId: id, name } };
  },
  stillHolds: async (tools) => {
    const { request, backup, keyProof } = tools.state().facts;
    if (backup !== undefined || request === undefined) return true;
    const keyKnown = tools.secrets.key(request.backupId) !== undefined;
    if (!keyKnown && keyProof?.backupId !== request.backupId) return false;
    const own = await ownBackupIfThere(await tools.appliance('source'), request);
    return own !== undefined && own.state !== 'failed';
  },
};

/**
 * `epp-5.2.0.6-2026-11-24-migration-m1a2b`: product version, day, purpose and migration, so that a file found later says what it
 * is; the second one that a migration asks for ends in `-2`.
 */
function backupName(source: Identity, tools: Tools): string {
  const { createdAt, givenUp } = tools.state();
  const version = source.version.replace(/[^0-9A-Za-z.]/g, '-').slice(0, 20);
  const number = givenUp.length === 0 ? '' : `-${givenUp.length + 1}`;
  return `epp-${version}-${createdAt.slice(0, 10)}-migration-${tools.id}${number}`;
}
