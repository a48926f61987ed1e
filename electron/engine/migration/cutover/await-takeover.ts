import { fail } from '../../../../shared/failure';
import type { Tools } from '../step';
import { mustBeNobodyElse } from '../watch-address';
import { acceptedCertificate } from './accept-certificate';
import { isOldCard } from './cards';
import { occupant } from './occupant';

/** Seconds: for a command, for a person at a console, and where something still points to the old server's network card. */
const limits = { command: 120, hand: 600, stale: 280 } as const;

/**
 * Waits until the new server answers at the old address with its own host key. Throws `cutover.*` where somebody else does, or nobody
 * in time: `cutover.stale-neighbour` where this computer still looks for the old server's network card there.
 */
export async function awaitTakeover(tools: Tools, by: 'command' | 'hand'): Promise<void> {
  const { host, port } = tools.plan.source;
  const begun = tools.awake();
  for (;;) {
    const who = await occupant(tools);
    if (who === 'target') return;
    if (await acceptedCertificate(who, tools)) continue;
    mustBeNobodyElse(who, tools);
    const { mac } = await tools.reach.macAt('source');
    const stale = isOldCard(mac, tools);
    const seconds = stale ? Math.max(limits.stale, limits[by]) : limits[by];
    if (tools.awake() > begun + seconds * 1000) {
      if (stale) fail('cutover.stale-neighbour', { host, port, seconds, mac: mac ?? '' });
      fail('cutover.address-silent', { host, port, seconds });
    }
    if (stale) tools.progress({ unit: 'percent', done: 0, total: 100, doing: 'stale-neighbour' });
    await tools.pause(tools.plan.practice === undefined ? 1000 : 300);
  }
}
