import type { Backup } from '../../../../shared/appliance';
import { fail } from '../../../../shared/failure';
import type { Facts } from '../../../../shared/migration';
import { patience, waitGently } from '../patience';
import type { Step } from '../step';

/**
 * Tells the old server that the key is saved, which starts the backup, and waits until it is ready. Counts right before, since the
 * server is in use and hours may have gone by since the first look.
 */
export const createBackup: Step<'request' | 'keyProof' | 'baseline', 'backup' | 'baseline'> = {
  id: 'create-backup',
  needs: ['request', 'keyProof', 'baseline'],
  run: async (given, tools) => {
    const { request } = given;
    let { baseline } = given;
    const source = await tools.appliance('source');
    if ((await source.backup(request.backupId)).state === 'awaiting-key') {
      baseline = await source.counts();
      await source.startBackup(request.backupId);
    }
    const waiting = patience(tools, 'source');
    for (;;) {
      const backup = await waiting.ask((one) => one.backup(request.backupId));
      if (backup?.state === 'ready') return { baseline, backup: complete(backup) };
      if (backup?.state === 'failed') {
        fail('backup.failed', { id: backup.id, reason: backup.reason ?? '' });
      }
      if (backup) {
        tools.progress({ unit: 'percent', done: backup.percent, total: 100, doing: backup.state });
      }
      await waitGently(tools);
    }
  },
  alreadyDone: async ({ request, baseline }, tools) => {
    const backup = await (await tools.appliance('source')).backup(request.backupId);
    return backup.state === 'ready' ? { baseline, backup: complete(backup) } : undefined;
  },
};

function complete(backup: Backup): Facts['backup'] {
  const { file, size, sha256 } = backup;
  if (file === undefined || size === undefined || sha256 === undefined) {
    return fail('appliance.answer-unreadable', {
      command: 'backup status',
      seen: 'ready without file, size or sha256',
    });
  }
  return { ...backup, file, size, sha256 };
}
