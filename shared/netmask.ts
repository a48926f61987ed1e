import type { Network } from './appliance';

/** The netmask of an IPv4 network with dots, as 255.255.255.0; undefined for IPv6. */
export function dottedMask({
  address,
  prefix,
}: Pick<Network, 'address' | 'prefix'>): string | undefined {
  if (address.includes(':') || prefix < 0 || prefix > 32) return undefined;
  return [0, 8, 16, 24]
    .map((from) => {
      const bits = Math.max(0, Math.min(8, prefix - from));
      return 256 - 2 ** (8 - bits);
    })
    .join('.');
}
