import { setMaxListeners } from 'node:events';
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
  /**
   * One more connection to the same server, by the same way, beside the one that is there; it ends with this one. The signal stops
   * only its making. Nobody is asked anything: it rejects where that would be needed, and for good once the server has refused one.
   */
  readonly spare: (signal: AbortSignal) => Promise<Line>;
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
  const ending = new AbortController();
  let closed = false;
  let refused = false;
  let current: Line | undefined;
  let opening: Promise<Line> | undefined;

  let contact: Contact | undefined;
  const tell = (next: Contact): void => {
    if (contact === next || closed) return;
    contact = next;
    desk.onContact(next);
  };
  const gone = (): never =>
    fail('ssh.connection-lost', { host: endpoint.host, port: endpoint.port });
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
    if (closed) gone();
    if (current && !current.isLost()) return current;
    opening ??= logIn().finally(() => {
      opening = undefined;
    });
    return opening;
  };

  const spare = async (stop: AbortSignal): Promise<Line> => {
    if (stop.aborted || closed || refused || current === undefined || current.isLost())
      return gone();
    const making = new AbortController();
    const onStop = (): void => making.abort();
    stop.addEventListener('abort', onStop);
    const ends = AbortSignal.any([signal, ending.signal, making.signal]);
    // Each connection under way listens, and each jump host's.
    setMaxListeners(0, ends);
    const wayAgain = way.again(ends);
    try {
      const line = await server.again(ends, via.length > 0 ? wayAgain.dial : undefined);
      line.onLost(wayAgain.close);
      const close = (): void => {
        line.close();
        wayAgain.close();
      };
      return { ...line, close };
    } catch (thrown) {
      wayAgain.close();
      // What was only stopped is no refusal.
      refused ||= !ends.aborted;
      throw thrown;
    } finally {
      stop.removeEventListener('abort', onStop);
    }
  };

  try {
    const { hostKey, sshServer, agreed } = await session();
    return {
      ...{ hostKey, sshServer, agreed, session, spare },
      close: () => {
        closed = true;
        ending.abort();
        current?.close();
        way.close();
      },
    };
  } catch (thrown) {
    way.close();
    throw thrown;
  }
}
