import type { MachineState } from './machine';

/** What the machine says that the time was at `at` (milliseconds), as ISO 8601: its clock may be off. */
export const timeTold = ({ faults }: MachineState, at: number | string): string =>
  new Date(new Date(at).getTime() + (faults['clock-off']?.seconds ?? 0) * 1000).toISOString();
