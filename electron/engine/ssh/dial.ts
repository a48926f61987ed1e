import { connect, isIP, type Socket } from 'node:net';
import type { ServerAt } from '../../../shared/connecting';
import { type Failure, FailureError } from '../../../shared/failure';
import { factsOf } from './server-facts';
import type { TellStage } from './stages';

/** How long a TCP connection may take, and how long a server may be silent until the login is through. */
export const patienceMilliseconds = 20_000;

/**
 * A TCP connection without Nagle's delay (which made ssh2 ten times slower). Throws `ssh.unknown-host`, `ssh.refused`,
 * `ssh.unreachable`, `ssh.timeout`, or `migration.cancelled` when the signal aborts.
 */
export function dial(
  server: ServerAt,
  signal: AbortSignal | undefined,
  milliseconds: number = patienceMilliseconds,
  tell: TellStage = () => {},
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(new FailureError({ code: 'migration.cancelled', facts: {} }));
      return;
    }
    const { host, port } = server;
    const named = isIP(host) === 0;
    let found: string[] = [];
    tell('dns', named ? 'running' : 'skipped');
    if (!named) tell('tcp', 'running');
    const socket = connect({ host, port, noDelay: true });
    const end = (failure: Failure, cause?: unknown): void => {
      quiet();
      socket.on('error', () => {});
      socket.destroy();
      reject(new FailureError(failure, cause));
    };
    const onError = (error: Error): void => end(failureOf(error, server), error);
    const onAbort = (): void => end({ code: 'migration.cancelled', facts: {} });
    const onTime = (): void => end(timeout(server, milliseconds));
    const onLookup = (error: Error | null, address: string): void => {
      if (error) return;
      found = [...found, address];
      tell('dns', 'done', found.join(', '));
      tell('tcp', 'running');
    };
    const onConnect = (): void => {
      quiet();
      tell('tcp', 'done', `${socket.remoteAddress ?? host} port ${port}`);
      resolve(socket);
    };
    const timer = setTimeout(onTime, milliseconds);
    const quiet = (): void => {
      clearTimeout(timer);
      socket.off('error', onError).off('connect', onConnect).off('lookup', onLookup);
      signal?.removeEventListener('abort', onAbort);
    };
    socket.on('error', onError).on('connect', onConnect).on('lookup', onLookup);
    signal?.addEventListener('abort', onAbort);
  });
}

/** The failure for a server that let this much time pass. */
export const timeout = (server: ServerAt, milliseconds: number): Failure => ({
  code: 'ssh.timeout',
  facts: { ...factsOf(server), seconds: Math.round(milliseconds / 1000) },
});

/** What the system says where it knows no way to the address; EINVAL is an IPv6 zone that this computer does not have. */
const noWay: ReadonlySet<string> = new Set([
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ENETDOWN',
  'EHOSTDOWN',
  'EADDRNOTAVAIL',
  'EAFNOSUPPORT',
  'EINVAL',
]);

function failureOf(error: NodeJS.ErrnoException, server: ServerAt): Failure {
  const code = error.code ?? '';
  const facts = factsOf(server);
  if (code === 'ENOTFOUND' || code.startsWith('EAI_')) {
    return { code: 'ssh.unknown-host', facts: { ...facts, seen: code } };
  }
  if (code === 'ECONNREFUSED') return { code: 'ssh.refused', facts };
  if (code === 'ECONNRESET') return { code: 'ssh.connection-lost', facts };
  if (noWay.has(code)) return { code: 'ssh.unreachable', facts: { ...facts, seen: code } };
  if (code === 'ETIMEDOUT') return { code: 'ssh.timeout', facts: { ...facts, seen: code } };
  return { code: 'ssh.unreachable', facts: { ...facts, seen: code } };
}
