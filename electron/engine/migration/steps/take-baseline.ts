import { ifTold } from '../if-told';
import { lookBefore } from '../look-before';
import type { Step } from '../step';

/**
 * Counts what the old server holds, looks who reaches it, and reads what else the new one is compared with, right before the backup
 * begins: the server is in use, and hours may have gone by while the key was being saved. Read anew for as long as the backup has not
 * begun.
 */
export const takeBaseline: Step<'request' | 'keyProof', 'baseline' | 'before' | 'sourceState'> = {
  id: 'take-baseline',
  needs: ['request', 'keyProof'],
  run: async (_given, tools) => {
    const source = await tools.appliance('source');
    const baseline = await source.counts();
    const before = await lookBefore(tools);
    const { version } = await source.identity();
    const services = await ifTold(source.services());
    const licence = await ifTold(source.licence());
    const at = tools.now().toISOString();
    return {
      ...{ baseline, before },
      sourceState: { at, version, ...(services && { services }), ...(licence && { licence }) },
    };
  },
  stillHolds: async (tools) => {
    const { request, backup } = tools.state().facts;
    if (backup !== undefined || request === undefined) return true;
    const { state } = await (await tools.appliance('source')).backup(request.backupId);
    return state !== 'awaiting-key';
  },
};
