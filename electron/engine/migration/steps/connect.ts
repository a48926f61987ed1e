import { sameMachine } from '../../../../shared/appliance';
import { fail } from '../../../../shared/failure';
import type { Step } from '../step';

/** Connects to the old server and reads who it is. */
export const connectSource: Step<never, 'source'> = {
  id: 'connect-source',
  needs: [],
  run: async (_given, tools) => ({ source: await (await tools.appliance('source')).identity() }),
};

/** Connects to the new server and reads who it is; one that is the old server by another name ends it. */
export const connectTarget: Step<'source', 'target'> = {
  id: 'connect-target',
  needs: ['source'],
  run: async ({ source }, tools) => {
    const target = await (await tools.appliance('target')).identity();
    const by = sameMachine(source, target);
    if (by !== undefined) {
      const seen = {
        'machine-id': target.machineId,
        'host-key': target.hostKey.sha256,
        address: target.network.address,
      }[by];
      fail('appliance.same-machine', { by, seen });
    }
    return { target };
  },
};
