import type { Check } from './check';

/** EPP-131: one machine reached by two names, or a clone of the old server, must not be migrated onto itself. */
export const differentMachines: Check = async ({ identities: { source, target } }) => {
  const same =
    source.machineId === target.machineId
      ? `the machine id ${source.machineId.slice(0, 8)}… on both`
      : source.hostKey.sha256 === target.hostKey.sha256
        ? 'the same host key on both'
        : undefined;
  return {
    id: 'EPP-131',
    level: same ? 'error' : 'ok',
    on: 'both',
    measured: same ?? 'different machine ids and host keys',
    required: 'different machine ids and host keys',
  };
};
