import type { Facts } from '../../../shared/facts';
import { FailureError, fail } from '../../../shared/failure';
import { readingsOf } from '../../../shared/key-groups';
import type { KeyFault } from '../../../shared/migration';
import { keyOfHash } from '../eppb/key-check';
import { type GivenKey, givenKey } from './given-key';
import type { Tools } from './step';

const attemptsAllowed = 10;

/**
 * The key for the restore: the one in memory, where the plan lets it stay there or it was given in this run, else asked for, so that
 * the kit is tested while the old server lives. A wrong one is known here, before the new server sees it. Throws
 * `key.lost`, `key.wrong`.
 */
export async function restoreKey(
  request: Facts['request'],
  { hash }: Facts['keyProof'],
  tools: Tools,
): Promise<string> {
  const kept = tools.secrets.key(request.backupId);
  if (kept !== undefined) return kept;
  let fault: KeyFault | undefined;
  for (let attempt = 0; attempt < attemptsAllowed; attempt++) {
    const answer = await tools.ask<'enter-key'>({
      kind: 'enter-key',
      backupName: request.name,
      again: fault !== undefined,
      ...(fault && { fault }),
    });
    if (answer.lost) fail('key.lost', { backup: request.name });
    const given = await givenKey(answer, request);
    if (!('how' in given)) {
      fault = given;
      continue;
    }
    const key = hash ? await keyOfHash(given.text, hash) : unchecked(given);
    if (key !== undefined) {
      tools.secrets.keepKey(request.backupId, key, given.how);
      return key;
    }
    fault = { failure: { code: 'key.wrong', facts: { backup: request.name } } };
  }
  if (fault && 'failure' in fault) throw new FailureError(fault.failure);
  return fail('key.wrong', { backup: request.name });
}

/** Without a hash to hold it against, in journals of earlier versions, the new server is who tells. */
const unchecked = ({ text, how }: GivenKey): string | undefined =>
  how === 'kit' ? text : readingsOf(text).at(-1);
