import type { HostKey } from '../../../shared/appliance';
import type { Reach } from '../appliance/appliance';
import { dial } from './dial';
import { openLine } from './line';

/**
 * The host key that the server there has proven to hold, of this `type` if it has one; nobody logs in. Fails with one of
 * `ssh.*`.
 */
export async function hostKeyAt(
  host: string,
  port: number,
  signal: AbortSignal,
  type?: string,
): Promise<HostKey> {
  const wish = { user: '', verify: () => undefined, expectedType: type, signal };
  const line = await openLine({ host, port }, wish);
  line.close();
  return line.hostKey;
}

/** True where a TCP connection is accepted in time. */
export async function answers(host: string, port: number, milliseconds: number): Promise<boolean> {
  try {
    const socket = await dial({ host, port }, undefined, milliseconds);
    socket.on('error', () => {});
    socket.destroy();
    return true;
  } catch {
    return false;
  }
}

/** The `Reach` port over TCP and SSH. */
export const reach: Reach = { answers, hostKeyAt };
