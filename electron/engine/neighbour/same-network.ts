import { BlockList, isIP } from 'node:net';
import type { NetworkInterfaceInfo } from 'node:os';

/** Where an address is, seen from this computer. */
export type Whereabouts = 'this-computer' | 'same-network' | 'behind-router';

/** Judges an address (numbers, no name) by the networks that this computer has an address in. */
export function whereabouts(
  address: string,
  interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>,
): Whereabouts {
  // Without the zone of a link-local address.
  const plain = address.split('%')[0] ?? address;
  const family = isIP(plain) === 6 ? 'ipv6' : 'ipv4';
  const own = new BlockList();
  own.addSubnet('127.0.0.0', 8, 'ipv4');
  own.addAddress('::1', 'ipv6');
  const near = new BlockList();
  for (const { address: mine, cidr, internal } of Object.values(interfaces).flatMap(
    (each) => each ?? [],
  )) {
    const of = isIP(mine) === 6 ? 'ipv6' : 'ipv4';
    own.addAddress(mine, of);
    const prefix = Number(cidr?.split('/')[1]);
    if (!internal && Number.isInteger(prefix)) near.addSubnet(mine, prefix, of);
  }
  if (own.check(plain, family)) return 'this-computer';
  return near.check(plain, family) ? 'same-network' : 'behind-router';
}
