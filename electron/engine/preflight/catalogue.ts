import type { Check } from './check';
import { differentMachines } from './different-machines';
import { freshTarget } from './fresh-target';
import { nothingElseRuns } from './nothing-else-runs';
import { roomOnSource, roomOnTarget, roomOnWorkstation } from './room';

/** Every check that runs before anything is changed, in the order in which the findings are shown. */
export const catalogue: readonly Check[] = [
  differentMachines,
  nothingElseRuns,
  roomOnSource,
  roomOnTarget,
  roomOnWorkstation,
  freshTarget,
];
