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

/** The length of the prefix of a netmask with dots, as 24 of 255.255.255.0; undefined where it is none. */
export function prefixOfMask(mask: string): number | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(mask)?.slice(1).map(Number);
  if (!parts || parts.some((part) => part > 255)) return undefined;
  const bits = parts.map((part) => part.toString(2).padStart(8, '0')).join('');
  return /^1*0*$/.test(bits) ? bits.replaceAll('0', '').length : undefined;
}
