import type { Side } from '../../../../shared/appliance';
import { fail, isFailure } from '../../../../shared/failure';
import type { AddressHolder } from '../../../../shared/roll-back';
import { knownAs } from '../shown-as';
import type { Tools } from '../step';

/**
 * Who has the old server's address, by host key; `nobody` also where a server there does not speak SSH yet. Throws
 * `rollback.stranger` where it is neither server of this migration.
 */
export async function addressHolder(tools: Tools): Promise<AddressHolder> {
  const { host, port } = tools.plan.source;
  let stranger: string | undefined;
  let silent = false;
  for (const side of ['source', 'target'] as const) {
    const { facts, hostKeys } = tools.state();
    // The one that was accepted last.
    const pinned = hostKeys[side] ?? facts[side]?.hostKey;
    if (!pinned) continue;
    const seen = await keyShown(tools, pinned.type);
    if (seen === pinned.sha256) return side satisfies Side;
    // A server without SSH shows nothing of that kind; what it is shows its certificate.
    if (seen === undefined) silent = true;
    else stranger = seen;
  }
  if (silent) return 'nobody';
  return fail('rollback.stranger', {
    ...{ host, port, seen: stranger ?? '?' },
    ...knownAs(tools, 'source'),
  });
}

/** A server that is starting or stopping breaks off in the middle: that is as good as no answer, for now. */
async function keyShown(tools: Tools, type: string): Promise<string | undefined> {
  try {
    return (await tools.reach.hostKeyAt('source', type))?.sha256;
  } catch (thrown) {
    tools.signal.throwIfAborted();
    if (isFailure(thrown, 'ssh.connection-lost', 'ssh.timeout', 'ssh.refused', 'ssh.unreachable'))
      return undefined;
    throw thrown;
  }
}
