import { type Identity, internalAddress, type Network } from '../../../shared/appliance';

/** What an appliance says of its network. */
type Told = Network & { readonly addresses?: readonly string[] | undefined };

/**
 * The network settings and addresses of an appliance without the internal address, which is the same on every machine. Where
 * that one is told as the main address, it is the one that is `connected` to, or else the first of the others; undefined where
 * there is none.
 */
export function outerNetwork(
  { addresses: all, ...network }: Told,
  connected: string,
): Pick<Identity, 'network' | 'addresses'> | undefined {
  const addresses = all?.filter((address) => address !== internalAddress);
  const isInternal = network.address === internalAddress;
  const other = addresses?.find((address) => address === connected) ?? addresses?.[0];
  const address = isInternal ? other : network.address;
  if (address === undefined) return undefined;
  return { network: { ...network, address }, ...(addresses && { addresses }) };
}
