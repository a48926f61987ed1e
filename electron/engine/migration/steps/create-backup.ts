import type { Backup } from '../../../../shared/appliance';
import type { Facts } from '../../../../shared/facts';
import { fail, isFailure } from '../../../../shared/failure';
import { ownBackup } from '../own-backup';
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
    for (;;) {
      const backup = await waiting.ask((source) => ownBackup(source, request));
      if (backup?.state === 'ready') return { backup: complete(backup) };
      if (backup?.state === 'failed') await giveUp(backup, tools);
      // Also where it had been started before: an appliance that restarted may have forgotten.
      const begun = backup?.state !== 'awaiting-key' || (await begin(backup.id, waiting));
      tell(
        tools,
        backup === undefined ? 'no-answer' : begun ? backup.state : 'busy',
        backup?.percent,
      );
      await waitGently(tools);
    }
  },
  alreadyDone: async ({ request }, tools) => {
    const backup = await ownBackup(await tools.appliance('source'), request);
    return backup.state === 'ready' ? { backup: complete(backup) } : undefined;
  },
};

/** Starts it; false where the server is busy with other work. */
async function begin(id: string, waiting: Patience): Promise<boolean> {
  const busy = await waiting.ask(async (source) => {
    try {
      await source.startBackup(id);
      return false;
    } catch (thrown) {
      // It says why not, so it is no silence, however long the other work takes.
      if (isFailure(thrown, 'appliance.busy')) return true;
      throw thrown;
    }
  });
  return busy !== true;
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
