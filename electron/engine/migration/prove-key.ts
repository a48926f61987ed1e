import type { Side } from '../../../shared/appliance';
import type { Facts } from '../../../shared/facts';
import { fail } from '../../../shared/failure';
import { gateState } from '../../../shared/key-gate';
import type { KeyFault } from '../../../shared/migration';
import { hashKey, keyOfHash } from '../eppb/key-check';
import { givenKey } from './given-key';
import type { Tools } from './step';

const attemptsAllowed = 10;

/**
 * The gate of a key: answers only when it came back from where it was saved, typed or read from the kit that was opened; there is no other
 * way past it. Of the new server's first backup a person may say `later`. Throws `key.rejected`, `key.not-proven`.
 */
export async function proveKey(
  side: Side,
  request: Facts['request'],
  tools: Tools,
): Promise<Facts['keyProof'] | 'later'> {
  const { backupId } = request;
  let fault: KeyFault | undefined;
  for (let attempt = 0; attempt < attemptsAllowed; attempt++) {
    const answer = await tools.ask<'save-key'>({
      kind: 'save-key',
      ...(side === 'target' && { side }),
      backupName: request.name,
      again: fault !== undefined,
      ...(fault && { fault }),
    });
    if (side === 'target' && answer.later) return 'later';
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
    const { kit } = gateState(tools.state(), side);
    return {
      ...{ backupId, how: given.how, hash },
      provenAt: tools.now().toISOString(),
      ...(kit && { kitPath: kit.path }),
    };
  }
  return fail('key.rejected', { attempts: attemptsAllowed });
}
