import type { HostKey } from '../../../shared/appliance';
import { isFailure } from '../../../shared/failure';
import type { Endpoint } from '../../../shared/plan';
import type { Reach } from '../appliance/appliance';
import { dial } from './dial';
import { openLine } from './line';
import type { LoginDesk } from './login-desk';
import { openWay, type Way } from './way';

/**
 * The host key that the server there has proven to hold, of this `type` if it has one; nobody logs in. Fails with one of
 * `ssh.*`.
 */
export function hostKeyAt(
  host: string,
  port: number,
  signal: AbortSignal,
  type?: string,
): Promise<HostKey> {
  return look({ host, port, user: '' }, signal, type);
}

/** True where a TCP connection from this computer is accepted in time. */
export async function answers(host: string, port: number, milliseconds: number): Promise<boolean> {
  try {
    const socket = await dial({ host, port }, undefined, milliseconds);
    socket.on('error', () => {});
    socket.destroy();
    return true;
  } catch {
    return false;
  }
}

async function look(
  { host, port, legacy }: Endpoint,
  signal: AbortSignal,
  type?: string,
  way?: Way,
): Promise<HostKey> {
  const line = await openLine(
    { host, port },
    {
      ...{ user: '', legacy, signal, verify: () => undefined },
      ...(type === undefined ? {} : { expected: [type] }),
      ...(way && { dial: () => way.dial({ host, port }) }),
    },
  );
  line.close();
  return line.hostKey;
}

/** The `Reach` port: servers behind jump hosts are looked at from the last of them, which the desk helps to log in to. */
export function reachOver(desk: LoginDesk, signal: AbortSignal): Reach {
  const ways = new Map<string, Way>();
  const wayTo = ({ via = [] }: Endpoint): Way | undefined => {
    if (via.length === 0) return undefined;
    const name = JSON.stringify(via);
    const way = ways.get(name) ?? openWay(via, desk, signal);
    ways.set(name, way);
    return way;
  };
  return {
    answers: async (endpoint, milliseconds) => {
      const { host, port } = endpoint;
      const way = wayTo(endpoint);
      if (!way) return await answers(host, port, milliseconds);
      try {
        (await way.dial({ host, port }, milliseconds)).destroy();
        return true;
      } catch (thrown) {
        if (isSilence(thrown, endpoint)) return false;
        // Where the jump host itself is not reached, nothing is known of the server behind it.
        throw thrown;
      }
    },
    hostKeyAt: async (endpoint, type) => await look(endpoint, signal, type, wayTo(endpoint)),
    close: () => {
      for (const way of ways.values()) way.close();
    },
  };
}

/** What a jump host says, or does not say, of a server that is off. */
export function isSilence(
  thrown: unknown,
  { host, port }: Pick<Endpoint, 'host' | 'port'>,
): boolean {
  if (!isFailure(thrown)) return false;
  const { code, facts } = thrown.failure;
  if (facts['host'] !== host || facts['port'] !== port || facts['hop'] !== undefined) return false;
  if (code === 'ssh.forwarding-refused') return facts['reason'] === 'failed';
  return code === 'ssh.refused' || code === 'ssh.timeout' || code === 'ssh.connection-lost';
}
