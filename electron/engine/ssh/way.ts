import type { Duplex } from 'node:stream';
import type { ServerAt } from '../../../shared/connecting';
import { type FailureCode, FailureError } from '../../../shared/failure';
import { formatAddress, type ServerLogin } from '../../../shared/plan';
import { dial, patienceMilliseconds, timeout } from './dial';
import type { Line, Settle } from './line';
import type { LoginDesk } from './login-desk';
import { printable } from './printable';
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
    close: () => {
      for (const { line } of [...hops].reverse()) line?.close();
    },
  };
}

/** Reason of SSH_MSG_CHANNEL_OPEN_FAILURE where the jump host tried to connect on (RFC 4254, section 5.1). */
const connectFailed = 2;
/** What it says then is the text of its own system's error; OpenSSH's is that of strerror or of the name lookup. */
const sayings: readonly (readonly [RegExp, FailureCode])[] = [
  [/no route|unreachable/i, 'ssh.unreachable'],
  [/timed out/i, 'ssh.timeout'],
  [/not known|resol|no address|name or service/i, 'ssh.unknown-host'],
];

/** Lets a jump host connect on. The stream ends when the jump host is lost. */
async function forward(
  line: Line,
  jump: ServerLogin,
  server: ServerAt,
  milliseconds: number,
): Promise<Duplex> {
  let timer: NodeJS.Timeout | undefined;
  const opening = line.run<Duplex>((client, settle: Settle<Duplex>) => {
    timer = setTimeout(() => settle(new FailureError(timeout(server, milliseconds))), milliseconds);
    client.forwardOut('127.0.0.1', 0, server.host, server.port, (error, stream) => {
      if (error) settle(refusal(error, jump, server));
      else settle(undefined, stream);
    });
  });
  try {
    const stream = await opening;
    line.onLost(() => stream.destroy());
    return stream;
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
  if (error.reason !== connectFailed) {
    return new FailureError({ code: 'ssh.forwarding-refused', facts }, error);
  }
  const code = sayings.find(([pattern]) => pattern.test(said))?.[1] ?? 'ssh.refused';
  return new FailureError({ code, facts }, error);
}
