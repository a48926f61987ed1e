import { setTimeout as pause } from 'node:timers/promises';
import { type Faults, switchFault } from './faults';
import type { ServedMachine } from './served-machine';

/**
 * The faults that strike while something passes: a dropped connection at an operation or after so many bytes, and
 * slowness. What has struck as often as it should switches itself off.
 */
export function tripwires(
  faults: () => Faults,
  change: (faults: Faults) => void,
): Pick<ServedMachine, 'trapped' | 'meter' | 'pace'> {
  /** The fault that is counted for: setting it anew begins the count anew. */
  let watched: object | undefined;
  let count = 0;
  let metered: object | undefined;
  let passed = 0;
  let freeAt = 0;

  const strikes = (name: string): 'before' | 'after' | undefined => {
    const fault = faults()['drop-at'];
    if (!fault || fault.at !== name) return undefined;
    if (watched !== fault) count = 0;
    watched = fault;
    if (++count < fault.nth) return undefined;
    change(switchFault(faults(), 'drop-at', false));
    return fault.when;
  };

  return {
    trapped: async (name, operation) => {
      const strike = strikes(name);
      if (strike === 'before') return { dropped: true };
      const result = await operation();
      return strike === 'after' ? { dropped: true } : { dropped: false, result };
    },
    meter: (bytes) => {
      const fault = faults()['drop-after-bytes'];
      if (!fault) return bytes;
      if (metered !== fault) passed = 0;
      metered = fault;
      const left = fault.bytes - passed;
      passed += bytes;
      if (left > bytes) return bytes;
      const { times } = fault;
      change(
        switchFault(
          faults(),
          'drop-after-bytes',
          times > 1 && { bytes: fault.bytes, times: times - 1 },
        ),
      );
      return Math.min(left, bytes - 1);
    },
    pace: async (bytes) => {
      const fault = faults().slow;
      if (!fault) return;
      const now = Date.now();
      freeAt = Math.max(now, freeAt) + (bytes / fault.bytesPerSecond) * 1000;
      const wait = Math.max(freeAt - now, fault.latency);
      // A timer is no finer than a millisecond; less than that is made up for later.
      if (wait >= 1) await pause(wait);
    },
  };
}
