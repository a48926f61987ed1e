import type { Backup, Side } from '../../../shared/appliance';
import type { Facts } from '../../../shared/facts';
import { fail, isFailure } from '../../../shared/failure';
import { ownBackup } from './own-backup';
import { type Patience, patience, waitGently } from './patience';
import type { Tools } from './step';

type Made = Facts['backup'];

/**
 * Tells a server that the key is saved, which starts the backup, and waits until it is ready. One that runs already is joined; while
 * the server works on something else it waits for its turn. Throws `backup.failed` after one that failed was deleted; `giveUp` is told
 * before, and whether it was.
 */
export async function makeBackup(
  side: Side,
  request: Facts['request'],
  tools: Tools,
  giveUp: (deleted: boolean) => void,
): Promise<Made> {
  const waiting = patience(tools, side);
  for (;;) {
    const backup = await waiting.ask((appliance) => ownBackup(appliance, request));
    if (backup?.state === 'ready') return complete(backup);
    if (backup?.state === 'failed') await discard(side, backup, tools, giveUp);
    // Also where it had been started before: an appliance that restarted may have forgotten.
    const begun = backup?.state !== 'awaiting-key' || (await begin(backup.id, waiting));
    tell(
      tools,
      backup === undefined ? 'no-answer' : begun ? backup.state : 'busy',
      backup?.percent,
    );
    await waitGently(tools);
  }
}

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

async function discard(
  side: Side,
  { id, reason }: Backup,
  tools: Tools,
  giveUp: (deleted: boolean) => void,
): Promise<never> {
  const deleted = await (await tools.appliance(side)).deleteBackup(id).then(
    () => true,
    () => false,
  );
  tools.signal.throwIfAborted();
  giveUp(deleted);
  return fail('backup.failed', { id, reason: reason ?? '', deleted, side });
}

/** A backup with all that a finished one has; throws `appliance.answer-unreadable` where something is missing. */
export function complete(backup: Backup): Made {
  const { file, size, sha256 } = backup;
  if (file === undefined || size === undefined || sha256 === undefined) {
    return fail('appliance.answer-unreadable', {
      command: 'backup status',
      seen: 'ready without file, size or sha256',
    });
  }
  return { ...backup, file, size, sha256 };
}
