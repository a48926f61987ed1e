import type { Duplex } from 'node:stream';
import { type Algorithms, Client } from 'ssh2';
import type { HostKey } from '../../../shared/appliance';
import type { AgreedAlgorithms, AlgorithmLists, ServerAt } from '../../../shared/connecting';
import { type Failure, FailureError, type FailureFacts } from '../../../shared/failure';
import { printable } from '../printable';
import { agree, agreedText } from './agreement';
import { offeredAlgorithms } from './algorithms';
import { dial, patienceMilliseconds, timeout } from './dial';
import { makeFast } from './fast-line';
import { hostKeyOf } from './fingerprint';
import { watchGreeting } from './greeting';
import type { Line, LineStage, LineWish, LoginLine, Settle } from './line';
import { failureOf } from './line-failure';
import { failureInWords } from './login-words';
import { factsOf } from './server-facts';

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
  const hearers = new Set<(failure: FailureError) => void>();
  const offered = offeredAlgorithms(wish);
  let stage: LineStage = 'handshake';
  let lost: FailureError | undefined;
  let hostKey: HostKey | undefined;
  let agreed: AgreedAlgorithms | undefined;
  let banner = '';
  const sent = new Set<string>();
  const withoutSecrets = (text: string): string =>
    [...sent].reduce((rest, secret) => rest.replaceAll(secret, '•••'), text);

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
    sent.clear();
    clearTimeout(timer);
    wish.signal.removeEventListener('abort', onAbort);
    socket.destroy();
    for (const reject of pending) reject(failure);
    pending.clear();
    for (const hear of hearers) hear(failure);
  };
  const broke = (error?: Error): void => {
    // What the line runs over has ended for a reason of its own.
    if (error instanceof FailureError) {
      loseFor(error);
      return;
    }
    const state = { stage, greeting: greeting(), user: wish.user, offered };
    // Where PAM lets nobody in after the password, OpenSSH says why and hangs up.
    const said =
      stage === 'login' ? failureInWords(banner, { ...address, user: wish.user }) : undefined;
    const { failure, cause } = said
      ? { failure: said, cause: error }
      : failureOf(error, server, state);
    loseFor(new FailureError({ ...failure, facts: cleaned(failure.facts) }, cause));
  };
  /** No server may put a secret into a journal by saying it back. */
  const cleaned = (facts: FailureFacts): FailureFacts =>
    typeof facts['seen'] === 'string' ? { ...facts, seen: withoutSecrets(facts['seen']) } : facts;
  const onAbort = (): void => lose({ code: 'migration.cancelled', facts: {} });
  const onTime = (): void => {
    const { text, version } = greeting();
    if (stage === 'handshake' && text !== '' && version === undefined) broke();
    else {
      const { code, facts } = timeout(server, patience);
      // Somebody took the connection, but said nothing.
      lose({ code, facts: version === undefined ? { ...facts, open: true } : facts });
    }
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
    sent.clear();
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
    banner: () => withoutSecrets(banner),
    sending: (secret) => {
      // Short ones would tear holes into ordinary words.
      if (secret.length >= 4) sent.add(secret);
    },
    withoutSecrets,
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
      banner = withoutSecrets(banner);
      sent.clear();
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
    makeFast(client, socket);
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
      if (lost) hear(lost);
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
