import { type HostKey, type Side, webKeyType } from './appliance';
import type { MigrationState } from './migration';

/** What a machine is recognised by, in the middle of a sentence. */
export type KnownBy = 'host key' | 'certificate';

export const knownByKey = (key: Pick<HostKey, 'type'> | undefined): KnownBy =>
  key?.type === webKeyType ? 'certificate' : 'host key';

/** What a server of a migration is recognised by: where there is no SSH nothing but its certificate. */
export const knownBy = (
  { plan, hostKeys }: Pick<MigrationState, 'plan' | 'hostKeys'>,
  side: Side,
): KnownBy => (plan[side].access === 'web' ? 'certificate' : knownByKey(hostKeys[side]));
