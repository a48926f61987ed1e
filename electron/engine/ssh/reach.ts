import type { Duplex } from 'node:stream';
import type { HostKey } from '../../../shared/appliance';
import type { ServerAt } from '../../../shared/connecting';
import { isFailure } from '../../../shared/failure';
import { type Endpoint, webPortOf } from '../../../shared/plan';
import type { Reach } from '../appliance/appliance';
import type { Offer } from './algorithms';
import { dial } from './dial';
import type { LoginDesk } from './login-desk';
import { openLine } from './open-line';
import { shownCertificate, shownWebKey } from './shown-certificate';
import { openWay, type Way } from './way';

/**
 * The host key that the server there has proven to hold, of an expected type if it has one; nobody logs in. Fails with one of
 * `ssh.*`.
 */
export const hostKeyAt = (
  host: string,
  port: number,
  signal: AbortSignal,
  offer: Offer = {},
): Promise<HostKey> => look({ host, port }, signal, offer);

/**
 * True where a TCP connection from this computer is accepted in time, false where the address is silent or refuses; throws where
 * that cannot be told from here, such as a name that is not found or a network that is down.
 */
export async function answers(host: string, port: number, milliseconds: number): Promise<boolean> {
  try {
    const socket = await dial({ host, port }, undefined, milliseconds);
    socket.on('error', () => {});
    socket.destroy();
    return true;
  } catch (thrown) {
    if (isSilence(thrown, { host, port })) return false;
    throw thrown;
  }
}

async function look(
  server: ServerAt,
  signal: AbortSignal,
  offer: Offer,
  way?: Way,
): Promise<HostKey> {
  const line = await openLine(server, {
    ...{ user: '', signal, verify: () => undefined },
    ...offer,
    ...(way && { dial: () => way.dial(server) }),
  });
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
  const atWebPort = async <Seen>(
    endpoint: Endpoint,
    look: (stream: Duplex, milliseconds: number) => Promise<Seen | undefined>,
  ): Promise<Seen | undefined> => {
    const server = { host: endpoint.host, port: webPortOf(endpoint) };
    const way = wayTo(endpoint);
    try {
      const stream = await (way?.dial(server, webPatience) ?? dial(server, signal, webPatience));
      return await look(stream, webPatience);
    } catch (thrown) {
      if (isSilence(thrown, server)) return undefined;
      throw thrown;
    }
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
    hostKeyAt: async (endpoint, type) => {
      try {
        const { host, port, legacy } = endpoint;
        const offer = { legacy, expected: type === undefined ? [] : [type] };
        return await look({ host, port }, signal, offer, wayTo(endpoint));
      } catch (thrown) {
        if (isSilence(thrown, endpoint)) return undefined;
        throw thrown;
      }
    },
    certificateAt: (endpoint) => atWebPort(endpoint, shownCertificate),
    webKeyAt: (endpoint) => atWebPort(endpoint, shownWebKey),
    close: () => {
      for (const way of ways.values()) way.close();
    },
  };
}

/** How long connecting to a web port may take, and how long it may take to show a certificate, in milliseconds. */
const webPatience = 5000;

/** What comes of connecting to a server that is off; trouble on the way there, or a jump host that is off, is something else. */
function isSilence(thrown: unknown, { host, port }: ServerAt): boolean {
  if (!isFailure(thrown)) return false;
  const { code, facts } = thrown.failure;
  if (facts['host'] !== host || facts['port'] !== port || facts['hop'] !== undefined) return false;
  // That there is no way to a host says its neighbour, or this computer after it has asked in vain who has the address.
  if (code === 'ssh.unreachable') return noSuchHost.test(String(facts['seen']));
  return code === 'ssh.refused' || code === 'ssh.timeout' || code === 'ssh.connection-lost';
}

const noSuchHost = /^EHOST(?:UNREACH|DOWN)$|no route to host|host is down/i;
