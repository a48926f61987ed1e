import type { Duplex } from 'node:stream';
import type { ServerAt } from '../../../shared/connecting';
import { type FailureCode, FailureError } from '../../../shared/failure';
import { formatAddress, type ServerLogin } from '../../../shared/plan';
import { printable } from '../printable';
import { dial, patienceMilliseconds, timeout } from './dial';
import type { Line, Settle } from './line';
import type { LoginDesk } from './login-desk';
import { factsOf } from './server-facts';
import { type Session, sessionFor } from './session';
import { stageTeller } from './stages';

/** The jump hosts on the way to a server, each verified and logged in to when first needed, and again when lost. */
export type Way = {
  /**
   * A connection to a server at the end of the way. Throws as logging in does for the jump hosts, as `dial` for the server, and
   * `ssh.forwarding-refused` where the last jump host does not connect on for anybody.
   */
  readonly dial: (server: ServerAt, milliseconds?: number) => Promise<Duplex>;
  /** The same way over connections of its own, for which nobody is asked anything; the signal ends them. */
  readonly again: (signal: AbortSignal) => Pick<Way, 'dial' | 'close'>;
  readonly close: () => void;
};

/** `via`: the one that this computer reaches first comes first. */
export function openWay(via: readonly ServerLogin[], desk: LoginDesk, signal: AbortSignal): Way {
  const hops: { readonly login: ServerLogin; readonly session: Session; line?: Line }[] = [];
  const reach = async (
    count: number,
    server: ServerAt,
    milliseconds = patienceMilliseconds,
  ): Promise<Duplex> => {
    const tell = stageTeller(desk, server);
    const last = hops[count - 1];
    if (!last) return dial(server, signal, milliseconds, tell);
    if (!last.line || last.line.isLost()) last.line = await last.session.open();
    tell('dns', 'skipped');
    tell('tcp', 'running');
    const stream = await forward(last.line, last.login, server, milliseconds);
    tell('tcp', 'done', `through ${formatAddress(last.login)}`);
    return stream;
  };
  for (const [index, login] of via.entries()) {
    const session = sessionFor({
      ...{ login, hop: index + 1, desk, signal },
      dial: (server) => reach(index, server),
    });
    hops.push({ login, session });
  }
  return {
    dial: (server, milliseconds) => reach(hops.length, server, milliseconds),
    again: (signal) => {
      const lines: Line[] = [];
      const reachAgain = async (
        count: number,
        server: ServerAt,
        milliseconds = patienceMilliseconds,
      ): Promise<Duplex> => {
        const last = hops[count - 1];
        if (!last) return dial(server, signal, milliseconds);
        const line = await last.session.again(signal, (hop) => reachAgain(count - 1, hop));
        lines.push(line);
        return await forward(line, last.login, server, milliseconds);
      };
      return {
        dial: (server, milliseconds) => reachAgain(hops.length, server, milliseconds),
        close: () => {
          for (const line of lines.reverse()) line.close();
        },
      };
    },
    close: () => {
      for (const { line } of [...hops].reverse()) line?.close();
    },
  };
}

/** Reason of SSH_MSG_CHANNEL_OPEN_FAILURE where the jump host tried to connect on (RFC 4254, section 5.1). */
const connectFailed = 2;
/**
 * What it says then is the text of its own system's error; OpenSSH's is that of strerror or of the name lookup, some servers say
 * nothing. Any other text is a trouble of the jump host itself, such as a network that is down.
 */
const sayings: readonly (readonly [RegExp, FailureCode])[] = [
  [/^$|refused/i, 'ssh.refused'],
  [/no route to host|host is down/i, 'ssh.unreachable'],
  [/timed out/i, 'ssh.timeout'],
  [/not known|resol|no address|name or service/i, 'ssh.unknown-host'],
];

/** Lets a jump host, or an appliance to its own web pages, connect on. What runs over the stream fails for the jump host's reason when that is lost. */
export async function forward(
  line: Line,
  jump: ServerLogin,
  server: ServerAt,
  milliseconds: number,
): Promise<Duplex> {
  let timer: NodeJS.Timeout | undefined;
  let over = false;
  try {
    const stream = await line.run<Duplex>((client, settle: Settle<Duplex>) => {
      timer = setTimeout(() => {
        over = true;
        // Whether it is the server that is silent, or the jump host.
        isAlive(line).then((alive) => {
          if (alive) settle(new FailureError(timeout(server, milliseconds)));
          else line.lose({ code: 'ssh.timeout', facts: line.address });
        });
      }, milliseconds);
      client.forwardOut('127.0.0.1', 0, server.host, server.port, (error, opened) => {
        if (error) settle(refusal(error, jump, server));
        else if (over) opened.destroy();
        else settle(undefined, opened);
      });
    });
    stream.on('error', () => {});
    line.onLost((failure) => {
      stream.emit('error', failure);
      stream.destroy();
    });
    return stream;
  } finally {
    clearTimeout(timer);
  }
}

const signOfLifeWithin = 5000;

/** True where the jump host answers in time: to a request that changes nothing, and to which every server has to say something. */
async function isAlive(line: Line): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  try {
    return await line.run<boolean>((client, settle) => {
      timer = setTimeout(() => settle(undefined, false), signOfLifeWithin);
      client.unforwardIn('127.0.0.1', 1, () => settle(undefined, true));
    });
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

function refusal(
  error: Error & { readonly reason?: unknown },
  jump: ServerLogin,
  server: ServerAt,
): FailureError {
  const said = printable(error.message.replace('(SSH) Channel open failure: ', ''));
  const facts = { ...factsOf(server), via: formatAddress(jump), seen: said.slice(0, 200) };
  const found = sayings.find(([pattern]) => pattern.test(said))?.[1];
  const code = (error.reason === connectFailed && found) || 'ssh.forwarding-refused';
  return new FailureError({ code, facts }, error);
}
