import type { Endpoint } from '../../../shared/plan';
import type { LinuxProbes } from '../../../shared/probes';
import type { ApplianceDesk } from '../appliance/appliance';
import { openConnection } from '../appliance/connection';
import { stageTeller } from '../ssh/stages';
import { probeLinux } from './linux-probes';

/** Logs in to a server of which nothing is known and asks what any Linux tells; throws as connecting and `probeLinux` do. */
export async function probeServer(
  endpoint: Endpoint,
  desk: ApplianceDesk,
  signal: AbortSignal,
): Promise<LinuxProbes> {
  const connection = await openConnection(endpoint, desk, signal);
  try {
    const tell = stageTeller(desk, endpoint);
    tell('shell', 'running');
    const probes = await probeLinux({ login: endpoint, connection, desk });
    tell('shell', 'done', probes.sshServer);
    for (const stage of ['privilege', 'product', 'version'] as const) tell(stage, 'skipped');
    return probes;
  } finally {
    connection.close();
  }
}
