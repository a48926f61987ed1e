import type { OpenAppliance } from './appliance';
import { openByCommand } from './by-command';
import type { Profiles } from './load-profile';

/** Opens appliances by the profile that their endpoint names; throws as `Profiles.load` does before anything is connected. */
export const openByProfile =
  (profiles: Pick<Profiles, 'load'>): OpenAppliance =>
  async (side, endpoint, desk, signal) => {
    const { profile } = profiles.load(endpoint.profile, desk.profileSha256);
    return await openByCommand(profile)(side, endpoint, desk, signal);
  };
