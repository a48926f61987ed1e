import type { Identity } from '../../../../shared/appliance';
import { isFailure } from '../../../../shared/failure';
import type { Step, Tools } from '../step';

/**
 * Asks the old server for a backup and takes its key into memory. Nothing runs there until the key is proven saved. Where the key was
 * lost with an earlier run, the waiting request is deleted and a new one made.
 */
export const requestBackup: Step<'source' | 'findings', 'request'> = {
  id: 'request-backup',
  needs: ['source', 'findings'],
  run: async (given, tools) => {
    const source = await tools.appliance('source');
    const name = backupName(given.source, tools);
    for (const backup of await source.backups()) {
      const ours = backup.name === name;
      if (ours && (backup.state === 'awaiting-key' || backup.state === 'failed')) {
        await source.deleteBackup(backup.id);
      }
    }
    const description = `Migration ${tools.id} to ${tools.state().facts.target?.hostname ?? 'a new server'}`;
    const { id, key } = await source.prepareBackup(name, description);
    tools.secrets.keepKey(id, key);
    return { request: { backupId: id, name } };
  },
  stillHolds: async (tools) => {
    const { request, backup, keyProof } = tools.state().facts;
    if (backup !== undefined || request === undefined) return true;
    const keyKnown = tools.secrets.key(request.backupId) !== undefined;
    if (!keyKnown && keyProof?.backupId !== request.backupId) return false;
    try {
      return (await (await tools.appliance('source')).backup(request.backupId)).state !== 'failed';
    } catch (thrown) {
      if (isFailure(thrown, 'backup.vanished')) return false;
      throw thrown;
    }
  },
};

/** `epp-5.2.0.6-2026-11-24-m1a2b`: version, day and migration, so that a file found later says what it is. */
function backupName(source: Identity, tools: Tools): string {
  const version = source.version.replace(/[^0-9A-Za-z.]/g, '-').slice(0, 20);
  return `epp-${version}-${tools.state().createdAt.slice(0, 10)}-${tools.id}`;
}
