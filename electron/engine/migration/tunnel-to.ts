import type { Side } from '../../../shared/appliance';
import type { ConsoleTunnel } from '../../../shared/connecting';
import { fail } from '../../../shared/failure';
import type { MigrationState } from '../../../shared/migration';
import { webPortOf } from '../../../shared/plan';
import type { WebTunnels } from '../appliance/web-tunnel';
import type { Connections } from './connections';

/** The way over SSH to where the web pages of a server are now; whoever opens a console goes there by the same address. */
export async function tunnelTo(
  side: Side,
  { plan, facts }: Pick<MigrationState, 'plan' | 'facts'>,
  connections: Pick<Connections, 'appliance'>,
  tunnels: WebTunnels,
): Promise<ConsoleTunnel> {
  const endpoint = plan[side];
  const noSsh = { where: 'side', seen: 'nobody logs in to this server over SSH' };
  if (endpoint.access === 'web') return fail('contract.bad-input', noSsh);
  const moved = side === 'target' ? facts.moved?.network.address : undefined;
  const server = { host: moved ?? endpoint.host, port: webPortOf(endpoint) };
  const { connectOn } = await connections.appliance(side);
  if (!connectOn) return fail('contract.bad-input', noSsh);
  // Each time over the connection that is there: it is made anew when it was lost.
  return await tunnels.to(side, server, async () => {
    const now = await connections.appliance(side);
    return now.connectOn ? await now.connectOn(server) : fail('contract.bad-input', noSsh);
  });
}
