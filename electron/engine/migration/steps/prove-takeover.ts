import { fail } from '../../../../shared/failure';
import type { Step } from '../step';
import { nothingMissing } from './verify-target';

/** Logs in at the old address, expecting the new server: its host key, its machine id, and everything still there. */
export const proveTakeover: Step<'target' | 'baseline' | 'moved', 'takeover'> = {
  id: 'prove-takeover',
  needs: ['target', 'baseline', 'moved'],
  run: async (given, tools) => {
    const { host, port } = tools.plan.source;
    const server = await tools.takenOver();
    const { machineId, hostname } = await server.identity();
    if (machineId !== given.target.machineId) {
      fail('cutover.wrong-identity', { host, port, seen: `machine ${hostname}` });
    }
    const counts = await server.counts();
    nothingMissing(given.baseline, counts);
    return {
      takeover: { hostKey: server.hostKey.sha256, counts, provenAt: tools.now().toISOString() },
    };
  },
};
