import { type Identity, internalAddress, type Network } from '../../../shared/appliance';
import { tidyMac } from '../../../shared/silence';

/** What an appliance says of its network. */
type Told = Network & {
  readonly addresses?: readonly string[] | undefined;
  readonly mac?: string | undefined;
  readonly revertsAt?: string | undefined;
};

/**
 * The network settings and addresses of an appliance without the internal address, which is the same on every machine. Where
 * that one is told as the main address, it is the one that is `connected` to, or else the first of the others; undefined where
 * there is none.
 */
export function outerNetwork(
  { addresses: all, mac: card, revertsAt, ...network }: Told,
  connected: string,
): Pick<Identity, 'network' | 'addresses' | 'mac' | 'revertsAt'> | undefined {
  const addresses = all?.filter((address) => address !== internalAddress);
  const isInternal = network.address === internalAddress;
  const other = addresses?.find((address) => address === connected) ?? addresses?.[0];
  const address = isInternal ? other : network.address;
  if (address === undefined) return undefined;
  const mac = tidyMac(card ?? '');
  return {
    network: { ...network, address },
    ...(addresses && { addresses }),
    ...(mac !== undefined && { mac }),
    ...(revertsAt !== undefined && { revertsAt }),
  };
}
