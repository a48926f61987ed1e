import { isFailure } from '../../../../shared/failure';
import type { Tools } from '../step';

/**
 * Who answers at the old address: nobody, one of the two servers by its pinned host key, a machine with another key, or one that shows
 * none.
 */
export type Occupant = 'nobody' | 'source' | 'target' | 'unknown' | { readonly key: string };

const probeTimeout = 2000;

/** Looks who has the old server's address now; nobody logs in. */
export async function occupant(tools: Tools): Promise<Occupant> {
  if (!(await tools.reach.answers('source', probeTimeout))) return 'nobody';
  const { facts, hostKeys } = tools.state();
  // Those that were accepted last: a restore may have made a new one, or a person let one take the place of another.
  const source = hostKeys.source ?? facts.source?.hostKey;
  const target = hostKeys.target ?? facts.target?.hostKey;
  // A server may hold keys of several types, and only those of one type can be compared.
  const shown = await keyAt(tools, target?.type);
  if (shown === undefined) return 'unknown';
  if (shown === target?.sha256) return 'target';
  if (shown === source?.sha256) return 'source';
  if (source === undefined || source.type === target?.type) return { key: shown };
  const other = await keyAt(tools, source.type);
  if (other === undefined) return 'unknown';
  return other === source.sha256 ? 'source' : { key: shown };
}

async function keyAt(tools: Tools, type: string | undefined): Promise<string | undefined> {
  try {
    return (await tools.reach.hostKeyAt('source', type))?.sha256;
  } catch (thrown) {
    tools.signal.throwIfAborted();
    if (isFailure(thrown, 'ssh.not-ssh', 'ssh.no-common-algorithm')) return undefined;
    throw thrown;
  }
}
