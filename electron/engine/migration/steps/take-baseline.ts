import { lookBefore } from '../look-before';
import type { Step } from '../step';

/**
 * Counts what the old server holds and looks who reaches it, right before the backup begins: the server is in use, and hours may have gone by while the key was
 * being saved. Counted anew for as long as the backup has not begun.
 */
export const takeBaseline: Step<'request' | 'keyProof', 'baseline' | 'before'> = {
  id: 'take-baseline',
  needs: ['request', 'keyProof'],
  run: async (_given, tools) => ({
    baseline: await (await tools.appliance('source')).counts(),
    before: await lookBefore(tools),
  }),
  stillHolds: async (tools) => {
    const { request, backup } = tools.state().facts;
    if (backup !== undefined || request === undefined) return true;
    const { state } = await (await tools.appliance('source')).backup(request.backupId);
    return state !== 'awaiting-key';
  },
};
