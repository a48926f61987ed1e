import type { Facts } from '../../../../shared/facts';
import { fail, isFailure } from '../../../../shared/failure';
import { certificateTakenOver } from '../certificate-taken-over';
import { occupant } from '../cutover/occupant';
import type { Given, Step, Tools } from '../step';
import { mustBeNobodyElse, whileWatched } from '../watch-address';
import { nothingMissing } from './verify-target';

type Needed = 'target' | 'baseline' | 'moved';

/**
 * Logs in at the old address, or where the new server keeps its own at that, expecting the new server: its host key, its machine id, and
 * everything still there. A server that would go back by itself is told to keep the address. Another certificate than before is written
 * down; it stops nothing.
 */
export const proveTakeover: Step<Needed, 'takeover'> = {
  id: 'prove-takeover',
  needs: ['target', 'baseline', 'moved'],
  run: async (given, tools) => {
    try {
      return await whileWatched(tools, () => prove(given, tools));
    } catch (thrown) {
      tools.signal.throwIfAborted();
      if (given.moved && isFailure(thrown) && thrown.failure.code.startsWith('ssh.'))
        await explain(given, tools);
      throw thrown;
    }
  },
};

async function prove(given: Given<Needed>, tools: Tools): Promise<Pick<Facts, 'takeover'>> {
  const { host, port } = given.moved ? tools.plan.source : tools.plan.target;
  const server = given.moved ? await tools.takenOver() : await tools.appliance('target');
  const { machineId, hostname, revertsAt } = await server.identity();
  if (machineId !== given.target.machineId) {
    fail('cutover.wrong-identity', { host, port, seen: `machine ${hostname}` });
  }
  const counts = await server.counts();
  nothingMissing(given.baseline, counts, tools.state());
  const confirms = revertsAt !== undefined || given.moved?.revertAfterSeconds !== undefined;
  if (confirms) await server.confirmAddress();
  const certificate = await certificateTakenOver(tools);
  return {
    takeover: {
      ...{ hostKey: server.hostKey.sha256, counts, provenAt: tools.now().toISOString() },
      ...(confirms && { confirmed: true as const }),
      ...(certificate && { certificate }),
    },
  };
}

/** Why nobody could log in at the old address, where that shows. */
async function explain({ target }: Given<Needed>, tools: Tools): Promise<void> {
  const who = await occupant(tools);
  mustBeNobodyElse(who, tools);
  if (who === 'target') return;
  const pinned = tools.state().hostKeys.target ?? target.hostKey;
  const own = await tools.reach.hostKeyAt('target', pinned.type);
  if (own?.sha256 !== pinned.sha256) return;
  const { host, port } = tools.plan.target;
  fail('cutover.went-back', { host, port });
}
