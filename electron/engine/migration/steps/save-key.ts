import { fail } from '../../../../shared/failure';
import type { Step } from '../step';

const attemptsAllowed = 5;

/** Goes on only when the key was typed back from where it was saved. There is no other way past this step. */
export const saveKey: Step<'request', 'keyProof'> = {
  id: 'save-key',
  needs: ['request'],
  run: async ({ request }, tools) => {
    for (let attempt = 0; attempt < attemptsAllowed; attempt++) {
      const answer = await tools.ask<'save-key'>({
        kind: 'save-key',
        backupName: request.name,
        again: attempt > 0,
      });
      if (tools.secrets.isKey(request.backupId, answer.secret)) {
        const kitPath = tools.state().kitPath;
        return {
          keyProof: {
            backupId: request.backupId,
            provenAt: tools.now().toISOString(),
            ...(kitPath === undefined ? {} : { kitPath }),
          },
        };
      }
    }
    return fail('key.rejected', { attempts: attemptsAllowed });
  },
  stillHolds: async (tools) => {
    const { request, keyProof } = tools.state().facts;
    return keyProof?.backupId === request?.backupId;
  },
};
