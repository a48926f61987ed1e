import { type AuthHandlerMiddleware, Client } from 'ssh2';
import type { HostKey } from '../../../shared/appliance';
import { type Failure, FailureError } from '../../../shared/failure';
import { offeredAlgorithms } from './algorithms';
import type { LoginLine } from './authentication';
import { type Address, dial, patienceMilliseconds, timeout } from './dial';
import { hostKeyOf } from './fingerprint';
import { watchGreeting } from './greeting';
import { failureOf, type Stage } from './line-failure';

export type Settle<Value> = (error: unknown, value?: Value) => void;

/** A live connection to an SSH server whose host key was verified. */
export type Line = {
  readonly address: Address;
  readonly hostKey: HostKey;
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
  /** Type of the host key that is expected, if any. */
  readonly expectedType?: string | undefined;
  /** Says before anything else leaves whether this key will do; a failure ends the connection. Also heard at rekeying. */
  readonly verify: (hostKey: HostKey) => Failure | undefined;
  /** Absent: the line is there as soon as the server has proven its key, and nobody logs in. */
  readonly login?: ((line: LoginLine) => AuthHandlerMiddleware) | undefined;
  readonly signal: AbortSignal;
  /** Milliseconds of silence allowed until the login is through. */
  readonly patience?: number | undefined;
  /** Milliseconds between two signs of life that are asked for; three without an answer end the line. */
  readonly keepalive?: number | undefined;
};

const keepaliveMilliseconds = 10_000;

/** Connects, verifies the host key and logs in. Fails with one of `ssh.*`; aborting the signal ends the line at any time. */
export async function openLine({ host, port }: Address, wish: LineWish): Promise<Line> {
  const address = { host, port };
  const patience = wish.patience ?? patienceMilliseconds;
  const socket = await dial(address, wish.signal, patience);
  const client = new Client();
  const greeting = watchGreeting(socket);
  const pending = new Set<(failure: FailureError) => void>();
  const hearers = new Set<() => void>();
  let stage: Stage = 'handshake';
  let lost: FailureError | undefined;
  let hostKey: HostKey | undefined;

  const lose = (failure: Failure, cause?: unknown): void => {
    if (lost) return;
    lost = new FailureError(failure, cause);
    clearTimeout(timer);
    wish.signal.removeEventListener('abort', onAbort);
    socket.destroy();
    for (const reject of pending) reject(lost);
    pending.clear();
    for (const hear of hearers) hear();
  };
  const broke = (error?: Error): void =>
    lose(failureOf(error, address, { stage, greeting: greeting(), user: wish.user }), error);
  const onAbort = (): void => lose({ code: 'migration.cancelled', facts: {} });
  const onTime = (): void => {
    if (stage === 'handshake' && greeting().text !== '' && !greeting().isSsh) broke();
    else lose(timeout(address, patience));
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
    hostKey = hostKeyOf(blob);
    const refusal = wish.verify(hostKey);
    if (refusal) lose(refusal);
    return refusal === undefined;
  };
  const close = (): void => {
    if (lost) return;
    client.end();
    lost = new FailureError({ code: 'ssh.connection-lost', facts: { host, port } });
    clearTimeout(timer);
    wish.signal.removeEventListener('abort', onAbort);
    for (const reject of pending) reject(lost);
    pending.clear();
    socket.destroySoon();
  };
  const loginLine: LoginLine = {
    isLost: () => lost !== undefined,
    lose,
    pauseTimeout: () => clearTimeout(timer),
    restartTimeout: () => {
      clearTimeout(timer);
      if (!lost) timer = setTimeout(onTime, patience);
    },
    refusal: (facts) => ({
      code: 'ssh.authentication',
      facts: { ...address, user: wish.user, ...facts },
    }),
  };

  wish.signal.addEventListener('abort', onAbort);
  client.on('error', (error: Error & { level?: string }) => {
    // A key that cannot sign or an agent that does not answer: ssh2 goes on to the next way of logging in.
    if (error.level === 'agent' || error.level === 'client-authentication') return;
    broke(error);
  });
  client.on('end', () => broke()).on('close', () => broke());
  client.on('change password', () => lose(loginLine.refusal({ seen: 'password expired' })));

  await run<void>((_client, settle) => {
    client.on('handshake', () => {
      if (stage !== 'handshake') return;
      stage = 'login';
      if (wish.login) loginLine.restartTimeout();
      else settle(undefined);
    });
    client.on('ready', () => {
      stage = 'ready';
      clearTimeout(timer);
      settle(undefined);
    });
    client.connect({
      sock: socket,
      username: wish.user,
      hostVerifier: verify,
      authHandler: wish.login?.(loginLine) ?? ((_left, _partial, _next) => {}),
      algorithms: offeredAlgorithms(wish.expectedType),
      readyTimeout: 0,
      keepaliveInterval: wish.keepalive ?? keepaliveMilliseconds,
      keepaliveCountMax: 3,
    });
  });
  clearTimeout(timer);

  return {
    address,
    hostKey: hostKey as unknown as HostKey,
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
