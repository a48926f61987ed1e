import { createSocket } from 'node:dgram';
import { BlockList, isIP } from 'node:net';
import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';

/** An address of this computer that a server might connect to. */
export type Candidate = {
  /** The name of its interface. */
  readonly name: string;
  readonly address: string;
  /** Why it stands where it stands: in the server's network, on the way that this computer takes there, or neither. */
  readonly because: 'same-network' | 'route' | 'other' | 'this-computer-only';
};

type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>;

/**
 * The addresses of this computer of the kind of `address` (IPv4 or IPv6), the best for a server there first: in the same network, the
 * smallest before others; then the one from which this computer itself would connect; then all others, loopback last. Nothing is sent.
 */
export async function interfacesTowards(
  address: string,
  interfaces: Interfaces = networkInterfaces(),
  route: (address: string) => Promise<string | undefined> = routeTowards,
): Promise<readonly Candidate[]> {
  const kind = isIP(address);
  const own = kind === 0 ? undefined : await route(address);
  const ranked = Object.entries(interfaces).flatMap(([name, all]) =>
    (all ?? [])
      .filter(({ family }) => kind === 0 || family === `IPv${kind}`)
      // Without its zone such an address cannot be typed anywhere.
      .filter((each) => !each.address.toLowerCase().startsWith('fe80:'))
      .map((each) => {
        const because = reasonOf(each, address, own);
        const rank = order.indexOf(because) * 1000 - prefixOf(each);
        return { rank, candidate: { name, address: each.address, because } };
      }),
  );
  return ranked.sort((a, b) => a.rank - b.rank).map(({ candidate }) => candidate);
}

const order: readonly Candidate['because'][] = [
  'same-network',
  'route',
  'other',
  'this-computer-only',
];

function reasonOf(
  each: NetworkInterfaceInfo,
  address: string,
  own: string | undefined,
): Candidate['because'] {
  if (isInNetwork(each, address)) return 'same-network';
  if (each.address === own) return 'route';
  return each.internal ? 'this-computer-only' : 'other';
}

const prefixOf = ({ cidr }: NetworkInterfaceInfo): number => Number(cidr?.split('/')[1] ?? 0);

function isInNetwork(each: NetworkInterfaceInfo, address: string): boolean {
  if (isIP(address) === 0 || prefixOf(each) === 0) return false;
  const family = each.family === 'IPv4' ? 'ipv4' : 'ipv6';
  const network = new BlockList();
  network.addSubnet(each.address, prefixOf(each), family);
  return network.check(address, family);
}

/** The address that the system would connect from; a connected UDP socket asks its routes and sends nothing. */
function routeTowards(address: string): Promise<string | undefined> {
  const socket = createSocket(isIP(address) === 6 ? 'udp6' : 'udp4');
  return new Promise<string | undefined>((resolve) => {
    socket.once('error', () => resolve(undefined));
    socket.connect(9, address, () => resolve(socket.address().address));
  }).finally(() => socket.close());
}
