import { compareVersions, parseVersion } from '../../shared/version';
import type { MachineState } from './machine';

/** Every appliance up to this version has the internal address on an interface of its own. */
const lastWithInternal = '5.9.4.2';

/** The same on every appliance that has it. No machine listens there, and none can be moved there. */
export const internalAddress = '111.33.33.111';

/** All addresses of a machine, its own first. */
export function addressesOf({ version, network }: MachineState): readonly string[] {
  const [own, last] = [parseVersion(version), parseVersion(lastWithInternal)];
  const has = own !== undefined && last !== undefined && (compareVersions(own, last) ?? 1) <= 0;
  return has ? [network.address, internalAddress] : [network.address];
}
