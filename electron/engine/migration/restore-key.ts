import type { Facts } from '../../../shared/facts';
import { fail } from '../../../shared/failure';
import type { KeyFault } from '../../../shared/migration';
import { keyOfHash } from '../eppb/key-check';
import { givenKey } from './given-key';
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
    const key = await keyOfHash(given.text, hash);
    if (key !== undefined) {
      tools.secrets.keepKey(request.backupId, key, given.how);
      return key;
    }
    fault = { failure: { code: 'key.wrong', facts: { backup: request.name } } };
  }
  return fail('key.wrong', { backup: request.name, attempts: attemptsAllowed });
}
