import type { Step } from '../step';

/** Connects to the old server and reads who it is. */
export const connectSource: Step<never, 'source'> = {
  id: 'connect-source',
  needs: [],
  run: async (_given, tools) => ({ source: await (await tools.appliance('source')).identity() }),
};

/** Connects to the new server and reads who it is. */
export const connectTarget: Step<never, 'target'> = {
  id: 'connect-target',
  needs: [],
  run: async (_given, tools) => ({ target: await (await tools.appliance('target')).identity() }),
};
