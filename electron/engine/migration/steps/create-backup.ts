import type { Backup } from '../../../../shared/appliance';
import { fail } from '../../../../shared/failure';
import type { Facts } from '../../../../shared/migration';
import { patience, waitGently } from '../patience';
import type { Step } from '../step';

/** Tells the old server that the key is saved, which starts the backup, and waits until it is ready. */
export const createBackup: Step<'request' | 'baseline', 'backup'> = {
  id: 'create-backup',
  needs: ['request', 'baseline'],
  run: async ({ request }, tools) => {
    const source = await tools.appliance('source');
    if ((await source.backup(request.backupId)).state === 'awaiting-key') {
      await source.startBackup(request.backupId);
    }
    const waiting = patience(tools, 'source');
    for (;;) {
      const backup = await waiting.ask((one) => one.backup(request.backupId));
      if (backup?.state === 'ready') return { backup: complete(backup) };
      if (backup?.state === 'failed') {
        fail('backup.failed', { id: backup.id, reason: backup.reason ?? '' });
      }
      if (backup) {
        tools.progress({ unit: 'percent', done: backup.percent, total: 100, doing: backup.state });
      }
      await waitGently(tools);
    }
  },
  alreadyDone: async ({ request }, tools) => {
    const backup = await (await tools.appliance('source')).backup(request.backupId);
    return backup.state === 'ready' ? { backup: complete(backup) } : undefined;
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
