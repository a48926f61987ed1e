import { webPortOf } from '../../../../shared/plan';
import type { Tools } from '../step';
import type { Occupant } from './occupant';

/**
 * A change of the network may give a server a new certificate. Where that is all that the new server is known by, and its address was
 * moved, a person compares the fingerprint that is shown at the old address with the server's own console; true where they accept it.
 */
export async function acceptedCertificate(who: Occupant, tools: Tools): Promise<boolean> {
  const { plan, confirmed, hostKeys } = tools.state();
  if (typeof who !== 'object' || who.certificate === undefined) return false;
  // Before anybody was told to switch the old server off, nothing else belongs there.
  const begun = confirmed.includes('power-off') || confirmed.includes('isolate-source');
  if (plan.target.access !== 'web' || !begun) return false;
  const { host } = plan.source;
  const answer = await tools.ask<'trust-host'>({
    ...{ kind: 'trust-host', side: 'target', host, port: webPortOf(plan.source) },
    hostKey: who.certificate,
  });
  if (answer.accept) tools.acceptKey('target', who.certificate, hostKeys.target);
  return answer.accept;
}
