import type { Side } from '../appliance';

/** What people call the two sides; code says source and target. */
export const sideWords = { source: 'old server', target: 'new server' } as const satisfies Record<
  Side,
  string
>;
