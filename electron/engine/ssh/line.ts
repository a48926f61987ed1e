import type { Duplex } from 'node:stream';
import { type Algorithms, type AuthHandlerMiddleware, Client } from 'ssh2';
import type { HostKey } from '../../../shared/appliance';
import type { AgreedAlgorithms, AlgorithmLists, ServerAt } from '../../../shared/connecting';
import { type Failure, FailureError } from '../../../shared/failure';
import { agree, agreedText } from './agreement';
import { offeredAlgorithms } from './algorithms';
import type { LoginLine } from './authentication';
import { dial, patienceMilliseconds, timeout } from './dial';
import { hostKeyOf } from './fingerprint';
import { watchGreeting } from './greeting';
import { failureOf } from './line-failure';
import { printable } from './printable';
import { factsOf } from './server-facts';
import type { TellStage } from './stages';

export type Settle<Value> = (error: unknown, value?: Value) => void;

/** How far a connection has come. */
export type LineStage = 'handshake' | 'login' | 'ready';

/** A live connection to an SSH server whose host key was verified. */
export type Line = {
  /** The server, as failures name it. */
  readonly address: ReturnType<typeof factsOf>;
  readonly hostKey: HostKey;
  /** The server's name and version from its banner, without the protocol's, such as `OpenSSH_9.2p1 Debian-2`. */
  readonly sshServer: string;
  readonly agreed: AgreedAlgorithms | undefined;
  /** What the server had to say at the login, as one line of at most 1000 characters. */
  readonly banner: () => string;
  /**
   * Starts one operation of ssh2 and settles with it. Fails as soon as the connection is gone (ssh2's own callbacks
   * stay silent then), with `ssh.connection-lost` or whatever it was lost for.
   */
  readonly run: <Value>(start: (client: Client, settle: Settle<Value>) => void) => Promise<Value>;
  readonly isLost: () => boolean;
  /** Heard once, when the connection is gone for whatever reason. */
  readonly onLost: (hear: () => void) => void;
  /** Ends the connection at once; everything under way fails with this. */
  readonly lose: (failure: Failure, cause?: unknown) => void;
  /** Ends the connection politely. */
  readonly close: () => void;
};

export type LineWish = {
  readonly user: string;
  /** Types of the host keys that are expected, if any. */
  readonly expected?: readonly string[] | undefined;
  /** Whether weak algorithms may be used. */
  readonly legacy?: boolean | undefined;
  /** Says before anything else leaves whether this key will do; a failure ends the connection. Also heard at rekeying. */
  readonly verify: (hostKey: HostKey) => Failure | undefined;
  /** Absent: the line is there as soon as the server has proven its key, and nobody logs in. */
  readonly login?: ((line: LoginLine) => AuthHandlerMiddleware) | undefined;
  /** Makes the connection that the line runs over; absent: TCP from this computer. */
  readonly dial?: (() => Promise<Duplex>) | undefined;
  readonly signal: AbortSignal;
  /** Milliseconds of silence allowed until the login is through. */
  readonly patience?: number | undefined;
  /** Milliseconds between two signs of life that are asked for; three without an answer end the line. */
  readonly keepalive?: number | undefined;
  readonly tell?: TellStage | undefined;
  /** Told that something came from the server, at most once a second. */
  readonly onHeard?: (() => void) | undefined;
};

const keepaliveMilliseconds = 10_000;
const bannerMax = 1000;

/** Connects, verifies the host key and logs in. Fails with one of `ssh.*`; aborting the signal ends the line at any time. */
export async function openLine(server: ServerAt, wish: LineWish): Promise<Line> {
  const address = factsOf(server);
  const patience = wish.patience ?? patienceMilliseconds;
  const tell = wish.tell ?? (() => {});
  const socket = await (wish.dial?.() ?? dial(server, wish.signal, patience, tell));
  const client = new Client();
  const pending = new Set<(failure: FailureError) => void>();
  const hearers = new Set<() => void>();
  const offered = offeredAlgorithms(wish);
  let stage: LineStage = 'handshake';
  let lost: FailureError | undefined;
  let hostKey: HostKey | undefined;
  let agreed: AgreedAlgorithms | undefined;
  let banner = '';

  tell('banner', 'running');
  const greeting = watchGreeting(socket, {
    onVersion: (version) => {
      tell('banner', 'done', version);
      tell('key-exchange', 'running');
    },
    onTooMuch: () => broke(),
  });
  if (wish.onHeard) onceASecond(socket, wish.onHeard);

  const lose = (failure: Failure, cause?: unknown): void =>
    loseFor(new FailureError(failure, cause));
  const loseFor = (failure: FailureError): void => {
    if (lost) return;
    lost = failure;
    clearTimeout(timer);
    wish.signal.removeEventListener('abort', onAbort);
    socket.destroy();
    for (const reject of pending) reject(failure);
    pending.clear();
    for (const hear of hearers) hear();
  };
  const broke = (error?: Error): void => {
    const state = { stage, greeting: greeting(), user: wish.user, offered };
    loseFor(failureOf(error, server, state));
  };
  const onAbort = (): void => lose({ code: 'migration.cancelled', facts: {} });
  const onTime = (): void => {
    const { text, version } = greeting();
    if (stage === 'handshake' && text !== '' && version === undefined) broke();
    else lose(timeout(server, patience));
  };
  let timer = setTimeout(onTime, patience);

  const run = <Value>(start: (client: Client, settle: Settle<Value>) => void): Promise<Value> =>
    new Promise<Value>((resolve, reject) => {
      if (lost) {
        reject(lost);
        return;
      }
      pending.add(reject);
      const settle: Settle<Value> = (error, value) => {
        pending.delete(reject);
        if (error) reject(error);
        else resolve(value as Value);
      };
      try {
        start(client, settle);
      } catch (thrown) {
        // ssh2 throws where its socket is no longer writable, some ticks before it says so.
        if (socket.writable) settle(thrown);
        else broke(thrown as Error);
      }
    });

  const verify = (blob: Buffer): boolean => {
    const first = hostKey === undefined;
    hostKey = hostKeyOf(blob);
    if (first) {
      const theirs = greeting().algorithms;
      agreed = theirs && agree(offered, theirs).agreed;
      tell('key-exchange', 'done', agreed && agreedText(agreed));
      tell('host-key', 'running');
    }
    const refusal = wish.verify(hostKey);
    if (refusal) lose(refusal);
    return refusal === undefined;
  };
  const close = (): void => {
    if (lost) return;
    client.end();
    lost = new FailureError({ code: 'ssh.connection-lost', facts: address });
    clearTimeout(timer);
    wish.signal.removeEventListener('abort', onAbort);
    for (const reject of pending) reject(lost);
    pending.clear();
    if ('destroySoon' in socket) (socket as { destroySoon: () => void }).destroySoon();
    else socket.destroy();
  };
  const loginLine: LoginLine = {
    isLost: () => lost !== undefined,
    lose,
    pauseTimeout: () => clearTimeout(timer),
    restartTimeout: () => {
      clearTimeout(timer);
      if (!lost && stage !== 'ready') timer = setTimeout(onTime, patience);
    },
    banner: () => banner,
  };

  wish.signal.addEventListener('abort', onAbort);
  client.on('error', (error: Error & { level?: string }) => {
    // A key that cannot sign or an agent that does not answer: ssh2 goes on to the next way of logging in.
    if (error.level === 'agent' || error.level === 'client-authentication') return;
    broke(error);
  });
  client.on('end', () => broke()).on('close', () => broke());
  client.on('banner', (text: string) => {
    banner = printable(`${banner} ${text.slice(0, bannerMax)}`).slice(0, bannerMax);
  });
  client.on('change password', (prompt: string) =>
    lose({
      code: 'ssh.password-expired',
      facts: { ...address, user: wish.user, seen: printable(String(prompt)).slice(0, 200) },
    }),
  );

  await run<void>((_client, settle) => {
    client.on('handshake', () => {
      if (stage !== 'handshake') return;
      stage = 'login';
      if (wish.login) {
        tell('host-key', 'done', hostKey && `${hostKey.type} ${hostKey.sha256}`);
        tell('authentication', 'running');
        loginLine.restartTimeout();
      } else settle(undefined);
    });
    client.on('ready', () => {
      stage = 'ready';
      clearTimeout(timer);
      settle(undefined);
    });
    client.connect({
      // ssh2 takes any stream; its types want one that is read only.
      sock: socket,
      username: wish.user,
      hostVerifier: verify,
      authHandler: wish.login?.(loginLine) ?? ((_left, _partial, _next) => {}),
      algorithms: ssh2Names(offered),
      readyTimeout: 0,
      keepaliveInterval: wish.keepalive ?? keepaliveMilliseconds,
      keepaliveCountMax: 3,
    });
  });
  clearTimeout(timer);

  return {
    address,
    hostKey: hostKey as unknown as HostKey,
    sshServer: (greeting().version ?? '').replace(/^SSH-[\d.]+-/, ''),
    agreed,
    banner: () => banner,
    run,
    isLost: () => lost !== undefined,
    onLost: (hear) => {
      if (lost) hear();
      else hearers.add(hear);
    },
    lose,
    close,
  };
}

const ssh2Names = ({ kex, hostKey, cipher, mac }: AlgorithmLists): Algorithms =>
  ({
    kex: [...kex],
    serverHostKey: [...hostKey],
    cipher: [...cipher],
    hmac: [...mac],
    compress: ['none'],
  }) as Algorithms;

function onceASecond(socket: Duplex, tell: () => void): void {
  let next = 0;
  socket.on('data', () => {
    const now = Date.now();
    if (now < next) return;
    next = now + 1000;
    tell();
  });
}
