import { fail } from '../../../../shared/failure';
import { proveKey } from '../prove-key';
import type { Step } from '../step';

/** Goes on only when the key came back from where it was saved. Then it is forgotten, unless the plan wants it kept for the restore. */
export const saveKey: Step<'request', 'keyProof'> = {
  id: 'save-key',
  needs: ['request'],
  run: async ({ request }, tools) => {
    const keyProof = await proveKey('source', request, tools);
    if (keyProof === 'later') return fail('key.not-proven');
    if (tools.plan.keyAtRestore !== 'memory') tools.secrets.forgetKey();
    return { keyProof };
  },
  stillHolds: async (tools) => {
    const { request, keyProof } = tools.state().facts;
    return keyProof?.backupId === request?.backupId;
  },
};
