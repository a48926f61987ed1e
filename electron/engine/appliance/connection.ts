import type { HostKey } from '../../../shared/appliance';
import { fail } from '../../../shared/failure';
import type { Contact } from '../../../shared/migration';
import type { Endpoint } from '../../../shared/plan';
import type { Line } from '../ssh/line';
import { rememberPassword } from '../ssh/passwords';
import { openSession, settleHostKey } from '../ssh/session';
import type { LoginDesk } from './appliance';

/** The way to one appliance: a session that is made anew when it was lost, always with the same host key. */
export type Connection = {
  readonly hostKey: HostKey;
  /** The live session, or a new one. */
  readonly session: () => Promise<Line>;
  readonly close: () => void;
};

/** Settles the host key, logs in and keeps the password for later logins. */
export async function openConnection(
  endpoint: Endpoint,
  desk: LoginDesk,
  signal: AbortSignal,
): Promise<Connection> {
  const passwords = rememberPassword(desk.password);
  let closed = false;
  let current: Line | undefined;
  let opening: Promise<Line> | undefined;

  let contact: Contact | undefined;
  const tell = (next: Contact): void => {
    if (contact === next || closed) return;
    contact = next;
    desk.onContact(next);
  };
  const telling = async <Value>(work: Promise<Value>): Promise<Value> => {
    tell('connecting');
    try {
      return await work;
    } catch (thrown) {
      tell('lost');
      throw thrown;
    }
  };

  const hostKey = await telling(settleHostKey(endpoint, desk, signal));
  const login = async (): Promise<Line> => {
    const line = await telling(openSession({ endpoint, hostKey, passwords, signal }));
    current = line;
    if (closed) line.close();
    tell('connected');
    line.onLost(() => tell('lost'));
    return line;
  };
  const session = async (): Promise<Line> => {
    if (closed) fail('ssh.connection-lost', { host: endpoint.host, port: endpoint.port });
    if (current && !current.isLost()) return current;
    opening ??= login().finally(() => {
      opening = undefined;
    });
    return opening;
  };

  await session();
  return {
    hostKey,
    session,
    close: () => {
      closed = true;
      current?.close();
    },
  };
}
