import { fail } from '../../../shared/failure';
import type { Contact } from '../../../shared/migration';
import type { Endpoint } from '../../../shared/plan';
import type { Line } from '../ssh/line';
import { sessionFor } from '../ssh/session';
import { openWay } from '../ssh/way';
import type { ApplianceDesk } from './appliance';

/** The way to one appliance: a session that is made anew when it was lost, always with the same host key. */
export type Connection = Pick<Line, 'hostKey' | 'sshServer' | 'agreed'> & {
  /** The live session, or a new one. */
  readonly session: () => Promise<Line>;
  readonly close: () => void;
};

/** Passes the jump hosts, settles host keys and logs in; what was typed is kept for later logins. */
export async function openConnection(
  endpoint: Endpoint,
  desk: ApplianceDesk,
  signal: AbortSignal,
): Promise<Connection> {
  const { via = [], ...login } = endpoint;
  const way = openWay(via, desk, signal);
  const server = sessionFor({ login, desk, signal, dial: via.length > 0 ? way.dial : undefined });
  let closed = false;
  let current: Line | undefined;
  let opening: Promise<Line> | undefined;

  let contact: Contact | undefined;
  const tell = (next: Contact): void => {
    if (contact === next || closed) return;
    contact = next;
    desk.onContact(next);
  };
  const logIn = async (): Promise<Line> => {
    tell('connecting');
    const line = await server.open().catch((thrown: unknown) => {
      tell('lost');
      if (closed) way.close();
      throw thrown;
    });
    current = line;
    if (closed) {
      line.close();
      way.close();
    }
    tell('connected');
    line.onLost(() => tell('lost'));
    return line;
  };
  const session = async (): Promise<Line> => {
    if (closed) fail('ssh.connection-lost', { host: endpoint.host, port: endpoint.port });
    if (current && !current.isLost()) return current;
    opening ??= logIn().finally(() => {
      opening = undefined;
    });
    return opening;
  };

  try {
    const { hostKey, sshServer, agreed } = await session();
    return {
      ...{ hostKey, sshServer, agreed, session },
      close: () => {
        closed = true;
        current?.close();
        way.close();
      },
    };
  } catch (thrown) {
    way.close();
    throw thrown;
  }
}
