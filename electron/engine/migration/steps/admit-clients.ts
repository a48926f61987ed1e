import type { Step } from '../step';
import { switchClients } from '../switch-clients';

/** Lets clients reach the new server, which was verified and proven to have the old address. */
export const admitClients: Step<'target' | 'verified' | 'takeover', 'admitted'> = {
  id: 'admit-clients',
  needs: ['target', 'verified', 'takeover'],
  run: async ({ target }, tools) => ({
    admitted: await switchClients(true, target.hostname, tools),
  }),
};
