import { internalAddress, type Network } from '../../../shared/appliance';
import type { LearnedOfLinux } from '../../../shared/probes';
import type { Told } from './probe-lines';

/**
 * What all answers tell together. The network is that of the address that this program is connected to (`host`), else of the first
 * one; the internal address, which is the same on every machine, is never that.
 */
export function learnedOf(answers: readonly Told[], host: string): LearnedOfLinux {
  const told: Told = Object.assign({}, ...answers);
  const { space, inodes, memoryBytes, cores, ...rest } = told;
  const own = (rest.ownAddresses ?? []).filter(({ address }) => address !== internalAddress);
  const main = own.find(({ address }) => address === host) ?? own[0];
  const network = main && networkOf(main, rest);
  return {
    ...rest,
    ...(space && { disk: { ...space, ...inodes } }),
    ...(memoryBytes !== undefined && cores !== undefined && { machine: { cores, memoryBytes } }),
    ...(network && { network }),
    ...(main?.mac !== undefined && { mac: main.mac }),
  };
}

const networkOf = (
  { address, prefix }: Pick<Network, 'address' | 'prefix'>,
  { gateway, dns }: Told,
): Network | undefined =>
  gateway === undefined || !dns ? undefined : { address, prefix, gateway, dns };
