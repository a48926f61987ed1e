import { type HostKey, webKeyType } from '../../../../shared/appliance';
import { isFailure } from '../../../../shared/failure';
import type { Tools } from '../step';

/**
 * Who answers at the old address: nobody, one of the two servers by its pinned host key, a machine with another key, or one that shows
 * none.
 */
export type Occupant =
  | 'nobody'
  | 'source'
  | 'target'
  | 'unknown'
  | {
      readonly key: string;
      /** Where it is a certificate, the whole of it. */
      readonly certificate?: HostKey | undefined;
    };

const probeTimeout = 2000;

/** Looks who has the old server's address now; nobody logs in. */
export async function occupant(tools: Tools): Promise<Occupant> {
  if (!(await tools.reach.answers('source', probeTimeout))) return 'nobody';
  const { facts, hostKeys } = tools.state();
  // Those that were accepted last: a restore may have made a new one, or a person let one take the place of another.
  const source = hostKeys.source ?? facts.source?.hostKey;
  const target = hostKeys.target ?? facts.target?.hostKey;
  // A server may hold keys of several types, and only those of one type can be compared.
  const key = await keyAt(tools, target?.type);
  const shown = key?.sha256;
  const oneKind = source === undefined || source.type === target?.type;
  if (shown !== undefined && shown === target?.sha256) {
    // A restore may bring the old server's certificate: then it tells the two apart no more, but where the new one is does.
    const alike = oneKind && shown === source?.sha256;
    return alike && (await tools.reach.answers('target', probeTimeout)) ? 'source' : 'target';
  }
  if (shown !== undefined && shown === source?.sha256) return 'source';
  const certificate = key?.type === webKeyType ? { certificate: key } : {};
  if (oneKind) return shown === undefined ? 'unknown' : { key: shown, ...certificate };
  const other = (await keyAt(tools, source.type))?.sha256;
  if (other === source.sha256) return 'source';
  // One without SSH shows its certificate alone.
  if (shown === undefined || (other === undefined && key?.type !== webKeyType)) return 'unknown';
  return { key: shown, ...certificate };
}

async function keyAt(tools: Tools, type: string | undefined): Promise<HostKey | undefined> {
  try {
    return await tools.reach.hostKeyAt('source', type);
  } catch (thrown) {
    tools.signal.throwIfAborted();
    if (isFailure(thrown, 'ssh.not-ssh', 'ssh.no-common-algorithm')) return undefined;
    throw thrown;
  }
}
