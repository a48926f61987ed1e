import { fail } from '../../../../shared/failure';
import type { KeyFault } from '../../../../shared/migration';
import { hashKey, keyOfHash } from '../../eppb/key-check';
import { givenKey } from '../given-key';
import type { Step } from '../step';

const attemptsAllowed = 10;

/**
 * Goes on only when the key came back from where it was saved: typed, or read from the kit that was opened. There is no other
 * way past this step. Then the key is forgotten, unless the plan wants it kept for the restore.
 */
export const saveKey: Step<'request', 'keyProof'> = {
  id: 'save-key',
  needs: ['request'],
  run: async ({ request }, tools) => {
    const { backupId } = request;
    let fault: KeyFault | undefined;
    for (let attempt = 0; attempt < attemptsAllowed; attempt++) {
      const answer = await tools.ask<'save-key'>({
        kind: 'save-key',
        backupName: request.name,
        again: fault !== undefined,
        ...(fault && { fault }),
      });
      const given = await givenKey(answer, request);
      if (!('how' in given)) {
        fault = given;
        continue;
      }
      const key = tools.secrets.key(backupId) ?? fail('key.not-proven');
      const difference = tools.secrets.differenceOf(backupId, given.text);
      if (difference) {
        fault = { difference };
        continue;
      }
      const hash = await hashKey(key, tools.plan.practice === undefined ? 'real' : 'practice');
      // As strict as the restore will be: what is good enough here has to be good enough there.
      if (given.text !== key && (await keyOfHash(given.text, hash)) !== key) {
        fault = { difference: { groups: [], hints: ['spaces'] } };
        continue;
      }
      if (tools.plan.keyAtRestore !== 'memory') tools.secrets.forgetKey();
      const kit = tools.state().kit;
      return {
        keyProof: {
          ...{ backupId, how: given.how, hash },
          provenAt: tools.now().toISOString(),
          ...(kit && { kitPath: kit.path }),
        },
      };
    }
    return fail('key.rejected', { attempts: attemptsAllowed });
  },
  stillHolds: async (tools) => {
    const { request, keyProof } = tools.state().facts;
    return keyProof?.backupId === request?.backupId;
  },
};
