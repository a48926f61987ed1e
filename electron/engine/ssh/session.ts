import type { HostKey } from '../../../shared/appliance';
import { type Failure, fail, isFailure } from '../../../shared/failure';
import type { Endpoint } from '../../../shared/plan';
import type { LoginDesk } from '../appliance/appliance';
import { authenticate } from './authentication';
import { sameHostKey } from './fingerprint';
import { readKeyFile } from './key-file';
import { type Line, openLine } from './line';
import type { Passwords } from './passwords';
import { hostKeyAt } from './reach';

export type SessionWish = {
  readonly endpoint: Endpoint;
  /** The key that the server has to show. */
  readonly hostKey: HostKey;
  readonly passwords: Passwords;
  readonly signal: AbortSignal;
};

/**
 * The host key to log in with: the pinned one, or the one that the server shows and a person accepts. It is asked
 * with no connection open, because servers end one that does not log in within a minute or two.
 */
export async function settleHostKey(
  endpoint: Endpoint,
  desk: Pick<LoginDesk, 'pinned' | 'trust'>,
  signal: AbortSignal,
): Promise<HostKey> {
  if (desk.pinned) return desk.pinned;
  const { host, port } = endpoint;
  const seen = await hostKeyAt(host, port, signal);
  if (!(await desk.trust(seen))) fail('ssh.host-key-rejected', { host, port });
  return seen;
}

/**
 * Logs in, with the key file or an SSH agent's keys first and passwords then. Nothing but the user name leaves before the
 * server has proven to hold the expected host key. Where the connection ends while a person thinks, it is made anew.
 */
export async function openSession(wish: SessionWish): Promise<Line> {
  const { endpoint, passwords, signal } = wish;
  const key = endpoint.identityFile ? await readKeyFile(endpoint.identityFile) : undefined;
  let agent = key ? undefined : process.env['SSH_AUTH_SOCK'];
  passwords.begin();
  for (;;) {
    let methodsKnown = false;
    try {
      return await openLine(endpoint, {
        user: endpoint.user,
        expectedType: wish.hostKey.type,
        verify: (seen) => compare(endpoint, wish.hostKey, seen),
        login: (line) => {
          const next = authenticate({ user: endpoint.user, key, agent, passwords }, line);
          return (left, partial, callback) => {
            methodsKnown ||= left !== null;
            next(left, partial, callback);
          };
        },
        signal,
      });
    } catch (thrown) {
      if (isFailure(thrown, 'ssh.connection-lost', 'ssh.timeout') && passwords.secondChance()) {
        await passwords.current();
      } else if (agent !== undefined && isFailure(thrown, 'ssh.authentication') && !methodsKnown) {
        // An agent with many keys uses up the tries that the server allows before the password's turn.
        agent = undefined;
      } else {
        throw thrown;
      }
    }
  }
}

function compare({ host, port }: Endpoint, expected: HostKey, seen: HostKey): Failure | undefined {
  if (sameHostKey(expected, seen)) return undefined;
  return {
    code: 'ssh.host-key-changed',
    facts: { host, port, expected: expected.sha256, seen: seen.sha256 },
  };
}
