import { setTimeout as pause } from 'node:timers/promises';

/** Asks until the answer is as wanted; a test that waits too long is ended by its own time limit. */
export async function until<Value>(
  ask: () => Promise<Value>,
  wanted: (value: Value) => boolean,
): Promise<Value> {
  for (;;) {
    const value = await ask();
    if (wanted(value)) return value;
    await pause(20);
  }
}

/** A restarting appliance refuses connections, drops them and says that it is busy. */
export async function patiently<Value>(ask: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await ask();
  } catch (thrown) {
    const { failure } = thrown as { readonly failure?: { readonly code: string } };
    const passing = ['ssh.refused', 'ssh.connection-lost', 'ssh.timeout', 'appliance.busy'];
    if (failure && passing.includes(failure.code)) return undefined;
    throw thrown;
  }
}
