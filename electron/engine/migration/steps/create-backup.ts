import { complete, makeBackup } from '../make-backup';
import { ownBackup } from '../own-backup';
import type { Step } from '../step';

/** Has the old server make the backup whose key is saved. */
export const createBackup: Step<'request' | 'baseline', 'backup'> = {
  id: 'create-backup',
  needs: ['request', 'baseline'],
  run: async ({ request }, tools) => ({
    backup: await makeBackup('source', request, tools, (deleted) =>
      tools.giveUpBackup('failed', deleted),
    ),
  }),
  alreadyDone: async ({ request }, tools) => {
    const backup = await ownBackup(await tools.appliance('source'), request);
    return backup.state === 'ready' ? { backup: complete(backup) } : undefined;
  },
};
