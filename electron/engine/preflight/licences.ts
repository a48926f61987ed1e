import type { Check } from './check';
import { ifTold } from './look';

/** EPP-120: the licence of the old server. */
export const licenceOfSource: Check = {
  id: 'EPP-120',
  on: 'source',
  look: async ({ servers, now }) => {
    const { valid, kind, computers, until } = await servers.source.licence();
    return {
      level: valid && !isOver(until, now()) ? 'ok' : 'error',
      measured: `${valid ? 'valid' : 'not valid'}, ${kind}, ${computers} computers, until ${until}`,
      required: 'valid, and not over',
    };
  },
};

/** EPP-124: a fresh server begins with the free trial. */
export const licenceOfTarget: Check = {
  id: 'EPP-124',
  on: 'target',
  look: async ({ servers, now }) => {
    const { valid, kind, until } = await servers.target.licence();
    return {
      level: valid && !isOver(until, now()) ? 'ok' : 'error',
      measured: `${valid ? 'active' : 'not active'}, ${kind}, until ${until}`,
      required: 'Free Trial or licence active',
    };
  },
};

const day = 86_400_000;

/** True where the day is past everywhere on earth. */
const isOver = (until: string, now: Date): boolean => Date.parse(until) + 2 * day < now.getTime();

const gibibyte = 1_073_741_824;
/** Documented for up to 300 computers. Disks and memory are told in full numbers less than they are sold as. */
const least = { cores: 2, memoryBytes: 3.5 * gibibyte, diskBytes: 300_000_000_000 };

const computersOfLeast = 300;

/** EPP-121: the smallest machine that the vendor names. */
export const sizeOfTarget: Check = {
  id: 'EPP-121',
  on: 'target',
  look: async ({ servers: { source, target } }) => {
    const [{ cores, memoryBytes }, { sizeBytes }, counts] = await Promise.all([
      target.machine(),
      target.disk(),
      ifTold(source.counts()),
    ]);
    const small =
      cores < least.cores || memoryBytes < least.memoryBytes || sizeBytes < least.diskBytes;
    // The vendor's table goes on to 20,000 computers; we only know that its smallest machine is for 300.
    const smallest = cores <= least.cores || memoryBytes < 2 * least.memoryBytes;
    const many = (counts?.computers ?? 0) > computersOfLeast;
    return {
      level: small || (many && smallest) ? 'warning' : 'ok',
      measured: `${cores} cores, ${(memoryBytes / gibibyte).toFixed(1)} GiB memory, ${Math.round(sizeBytes / 1e9)} GB disk`,
      required: '2 cores, 4 GB memory, 320 GB disk; more for more than 300 computers',
    };
  },
};
