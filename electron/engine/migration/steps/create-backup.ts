import type { Backup } from '../../../../shared/appliance';
import type { Facts } from '../../../../shared/facts';
import { fail, isFailure } from '../../../../shared/failure';
import { type Patience, patience, waitGently } from '../patience';
import type { Step, Tools } from '../step';

/**
 * Tells the old server that the key is saved, which starts the backup, and waits until it is ready. One that runs already is
 * joined; while the server works on something else it waits for its turn; one that failed is deleted.
 */
export const createBackup: Step<'request' | 'baseline', 'backup'> = {
  id: 'create-backup',
  needs: ['request', 'baseline'],
  run: async ({ request }, tools) => {
    const waiting = patience(tools, 'source');
    await begin(request.backupId, waiting, tools);
    for (;;) {
      const backup = await waiting.ask((one) => one.backup(request.backupId));
      if (backup?.state === 'ready') return { backup: complete(backup) };
      if (backup?.state === 'failed') await giveUp(backup, tools);
      tell(tools, backup?.state ?? 'no-answer', backup?.percent);
      await waitGently(tools);
    }
  },
  alreadyDone: async ({ request }, tools) => {
    const backup = await (await tools.appliance('source')).backup(request.backupId);
    return backup.state === 'ready' ? { backup: complete(backup) } : undefined;
  },
};

/** Starts it unless it was started before; returns when the server has begun. */
async function begin(id: string, waiting: Patience, tools: Tools): Promise<void> {
  for (;;) {
    const said = await waiting.ask(async (source) => {
      if ((await source.backup(id)).state !== 'awaiting-key') return 'begun';
      try {
        await source.startBackup(id);
        return 'begun';
      } catch (thrown) {
        // It says why not, so it is no silence, however long the other work takes.
        if (isFailure(thrown, 'appliance.busy')) return 'busy';
        throw thrown;
      }
    });
    if (said === 'begun') return;
    tell(tools, said ?? 'no-answer');
    await waitGently(tools);
  }
}

/** `doing` is the state that the server tells, or what it is instead: `busy` with other work, `no-answer`. */
function tell(tools: Tools, doing: Backup['state'] | 'busy' | 'no-answer', percent?: number): void {
  const done = percent ?? tools.state().progress?.done ?? 0;
  tools.progress({ unit: 'percent', done, total: 100, doing });
}

async function giveUp({ id, reason }: Backup, tools: Tools): Promise<never> {
  const deleted = await (await tools.appliance('source')).deleteBackup(id).then(
    () => true,
    () => false,
  );
  tools.signal.throwIfAborted();
  tools.giveUpBackup('failed', deleted);
  return fail('backup.failed', { id, reason: reason ?? '', deleted });
}

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
