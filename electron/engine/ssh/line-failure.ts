import type { Failure } from '../../../shared/failure';
import type { Address } from './dial';
import type { Greeting } from './greeting';

/** How far a connection had come. */
export type Stage = 'handshake' | 'login' | 'ready';

/** ssh2 tells these apart by text only. */
const noCommon = 'Handshake failed: no matching ';

/** What the end of a connection means: `error` as ssh2 emitted it, or none where it just closed. */
export function failureOf(
  error: (Error & { readonly level?: string; readonly code?: unknown }) | undefined,
  { host, port }: Address,
  state: { readonly stage: Stage; readonly greeting: Greeting; readonly user: string },
): Failure {
  if (state.stage === 'handshake') {
    if (!state.greeting.isSsh && state.greeting.text !== '') {
      return { code: 'ssh.not-ssh', facts: { host, port, seen: state.greeting.text } };
    }
    const message = error?.message ?? '';
    if (message.startsWith(noCommon)) {
      const seen = message.slice(noCommon.length);
      return { code: 'ssh.no-common-algorithm', facts: { host, port, seen } };
    }
    if (error?.level === 'handshake') {
      return { code: 'ssh.not-ssh', facts: { host, port, seen: message.slice(0, 200) } };
    }
  }
  // A number is the reason of a DISCONNECT message: while logging in, that the server has had enough.
  if (state.stage === 'login' && typeof error?.code === 'number') {
    return { code: 'ssh.authentication', facts: { host, port, user: state.user } };
  }
  return { code: 'ssh.connection-lost', facts: { host, port } };
}
