import type { Check } from './check';

/** EPP-120: the licence of the old server. */
export const licenceOfSource: Check = {
  id: 'EPP-120',
  on: 'source',
  look: async ({ servers }) => {
    const { valid, kind, computers, until } = await servers.source.licence();
    return {
      level: valid ? 'ok' : 'error',
      measured: `${valid ? 'valid' : 'not valid'}, ${kind}, ${computers} computers, until ${until}`,
      required: 'valid, and a licence file for the new server at hand',
    };
  },
};

/** EPP-124: a fresh server begins with the free trial. */
export const licenceOfTarget: Check = {
  id: 'EPP-124',
  on: 'target',
  look: async ({ servers }) => {
    const { valid, kind, until } = await servers.target.licence();
    return {
      level: valid ? 'ok' : 'error',
      measured: `${valid ? 'active' : 'not active'}, ${kind}, until ${until}`,
      required: 'Free Trial or licence active',
    };
  },
};

const gibibyte = 1_073_741_824;
/** Documented for up to 300 computers. Disks and memory are told in full numbers less than they are sold as. */
const least = { cores: 2, memoryBytes: 3.5 * gibibyte, diskBytes: 300_000_000_000 };

/** EPP-121: the smallest machine that the vendor names. */
export const sizeOfTarget: Check = {
  id: 'EPP-121',
  on: 'target',
  look: async ({ servers: { target } }) => {
    const [{ cores, memoryBytes }, { sizeBytes }] = await Promise.all([
      target.machine(),
      target.disk(),
    ]);
    const small =
      cores < least.cores || memoryBytes < least.memoryBytes || sizeBytes < least.diskBytes;
    return {
      level: small ? 'warning' : 'ok',
      measured: `${cores} cores, ${(memoryBytes / gibibyte).toFixed(1)} GiB memory, ${Math.round(sizeBytes / 1e9)} GB disk`,
      required: '2 cores, 4 GB memory, 320 GB disk; more for more than 300 computers',
    };
  },
};
