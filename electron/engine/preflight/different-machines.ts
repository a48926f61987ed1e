import { type SameMachine, sameMachine } from '../../../shared/appliance';
import type { Check } from './check';

const measured: Readonly<Record<SameMachine, string>> = {
  'machine-id': 'the same machine id on both',
  'host-key': 'the same host key on both',
  address: 'the same address on both',
};

/** EPP-131: one machine reached by two names, or a clone of the old server, must not be migrated onto itself. */
export const differentMachines: Check = async ({ identities: { source, target } }) => {
  const same = sameMachine(source, target);
  return {
    id: 'EPP-131',
    level: same ? 'error' : 'ok',
    on: 'both',
    measured: same ? measured[same] : 'different machine ids, host keys and addresses',
    required: 'different machine ids, host keys and addresses',
  };
};
