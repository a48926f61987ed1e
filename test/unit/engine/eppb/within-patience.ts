import { expect } from 'vitest';

/** Milliseconds that a person waits for any file. */
const patience = 5000;

/** Does the work, which has to take less of the processor than a person has patience; by the clock it would matter who else is at work. */
export async function withinPatience<Value>(work: () => Promise<Value>): Promise<Value> {
  const before = process.cpuUsage();
  const value = await work();
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000).toBeLessThan(patience);
  return value;
}
