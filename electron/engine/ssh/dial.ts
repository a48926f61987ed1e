import { connect, type Socket } from 'node:net';
import { type Failure, FailureError } from '../../../shared/failure';

export type Address = { readonly host: string; readonly port: number };

/** How long a TCP connection may take, and how long a server may be silent until the login is through. */
export const patienceMilliseconds = 20_000;

/**
 * A TCP connection without Nagle's delay (which made ssh2 ten times slower). Throws `ssh.unknown-host`, `ssh.refused`,
 * `ssh.timeout`, or `migration.cancelled` when the signal aborts.
 */
export function dial(
  address: Address,
  signal: AbortSignal | undefined,
  milliseconds: number = patienceMilliseconds,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(new FailureError({ code: 'migration.cancelled', facts: {} }));
      return;
    }
    const socket = connect({ host: address.host, port: address.port, noDelay: true });
    const end = (failure: Failure, cause?: unknown): void => {
      quiet();
      socket.on('error', () => {});
      socket.destroy();
      reject(new FailureError(failure, cause));
    };
    const onError = (error: Error): void => end(failureOf(error, address), error);
    const onAbort = (): void => end({ code: 'migration.cancelled', facts: {} });
    const onTime = (): void => end(timeout(address, milliseconds));
    const onConnect = (): void => {
      quiet();
      resolve(socket);
    };
    const timer = setTimeout(onTime, milliseconds);
    const quiet = (): void => {
      clearTimeout(timer);
      socket.off('error', onError).off('connect', onConnect);
      signal?.removeEventListener('abort', onAbort);
    };
    socket.on('error', onError).on('connect', onConnect);
    signal?.addEventListener('abort', onAbort);
  });
}

/** The failure for a server that let this much time pass. */
export const timeout = ({ host, port }: Address, milliseconds: number): Failure => ({
  code: 'ssh.timeout',
  facts: { host, port, seconds: Math.round(milliseconds / 1000) },
});

function failureOf(error: NodeJS.ErrnoException, { host, port }: Address): Failure {
  const code = error.code ?? '';
  if (code === 'ENOTFOUND' || code.startsWith('EAI_')) {
    return { code: 'ssh.unknown-host', facts: { host, seen: code } };
  }
  if (code === 'ECONNREFUSED') return { code: 'ssh.refused', facts: { host, port } };
  if (code === 'ECONNRESET') return { code: 'ssh.connection-lost', facts: { host, port } };
  return { code: 'ssh.timeout', facts: { host, port, seen: code } };
}
