import { connect, type Socket } from 'node:net';
import ssh2, { type AuthContext, type Connection } from 'ssh2';
import { hostKeyOf } from '../../../../electron/engine/ssh/fingerprint';
import type { HostKey } from '../../../../shared/appliance';
import { newKeyPair } from '../key-pair';
import { withoutExtInfo } from './servers-protocol';
import { startTcp, type TestServer } from './servers-tcp';

/** One thing that a client let a server know of who it is. */
export type Told = {
  /** Number of the connection that it came over, from 1. */
  readonly connection: number;
  readonly method: string;
  readonly user: string;
  readonly password?: string;
  /** Type and blob (base64) of the public key; the signature (base64), and the hash that it was proven to be made with. */
  readonly publicKey?: string;
  readonly signedWith?: string;
  readonly signature?: string;
  readonly answers?: readonly string[];
};

export type Recorder = TestServer & {
  /** Everything that clients have told, in order. */
  readonly told: readonly Told[];
  /** What of it only the right server may know: passwords, answers, public keys, signatures. */
  readonly secrets: () => readonly Told[];
  /** How many clients have agreed to the host key, so that there are session keys. */
  readonly agreed: () => number;
  /** Hosts and ports that were asked for through this server. */
  readonly forwarded: readonly string[];
  readonly keys: Readonly<Record<'A' | 'B', HostKey>>;
  /** Which host key new connections see. */
  readonly show: (which: 'A' | 'B') => void;
  /** Ends all connections as a power cut does. */
  readonly cut: () => void;
  /** Heard each time that a connection is over. */
  readonly onGone: (hear: () => void) => void;
};

export type Recording = {
  readonly methods?: readonly ('password' | 'publickey' | 'keyboard-interactive')[];
  /** Prompts of keyboard-interactive, one list a round. */
  readonly rounds?: readonly (readonly string[])[];
  /** Whether what was told opens the server; by default a password or answer `right`, or any signature. */
  readonly accepts?: (told: Told) => boolean;
  /** Answers of commands, all with exit code 0; a command that is not in here ends with 127. */
  readonly commands?: Readonly<Record<string, string>>;
  /** Where connections through this server go, whatever they ask for; absent: it forwards nothing. */
  readonly forwardsTo?: TestServer;
  /** Like servers before OpenSSH 7.2: does not tell which signatures it takes. */
  readonly old?: boolean;
};

const opensByDefault = ({ password, answers, signature }: Told): boolean =>
  password === 'right' || answers?.[0] === 'right' || signature !== undefined;

/** Starts an SSH server that writes down all that it is told; it stops after the test. */
export async function startRecorder(recording: Recording = {}): Promise<Recorder> {
  const { methods = ['password'], accepts = opensByDefault } = recording;
  const pairs = { A: newKeyPair(), B: newKeyPair() };
  const told: Told[] = [];
  const forwarded: string[] = [];
  const sockets = new Set<Socket>();
  const hearers: (() => void)[] = [];
  let shown: 'A' | 'B' = 'A';
  let agreed = 0;

  const tcp = await startTcp((socket) => {
    const connectionNumber = tcp.connections();
    sockets.add(socket);
    socket.on('close', () => {
      sockets.delete(socket);
      for (const hear of hearers) hear();
    });
    const server = new ssh2.Server({ hostKeys: [pairs[shown].private] }, (connection) => {
      if (recording.old) withoutExtInfo(connection);
      connection.on('error', () => {});
      connection.on('handshake', () => {
        agreed++;
      });
      connection.on('authentication', async (context) => {
        const what = { connection: connectionNumber, ...(await toldBy(context, recording)) };
        told.push(what);
        // Without a signature a client only asks whether the key would do.
        const mere = context.method === 'publickey' && what.signature === undefined;
        const takes = methods.some((method) => method === context.method);
        if (takes && (mere || accepts(what))) context.accept();
        else context.reject([...methods]);
      });
      serve(connection, recording, forwarded);
    });
    server.injectSocket(socket);
  });

  return {
    ...tcp,
    ...{ told, forwarded },
    secrets: () =>
      told.filter(({ password, answers, publicKey }) => password ?? answers ?? publicKey),
    agreed: () => agreed,
    keys: { A: keyOf(pairs.A.public), B: keyOf(pairs.B.public) },
    show: (which) => {
      shown = which;
    },
    cut: () => {
      for (const socket of sockets) socket.destroy();
    },
    onGone: (hear) => hearers.push(hear),
  };
}

async function toldBy(
  context: AuthContext,
  { rounds = [['Password: ']] }: Recording,
): Promise<Omit<Told, 'connection'>> {
  const { method, username: user } = context;
  if (context.method === 'password') return { method, user, password: context.password };
  if (context.method === 'publickey') {
    const { key, signature, blob, hashAlgo } = context;
    const publicKey = `${key.algo} ${key.data.toString('base64')}`;
    if (!signature || !blob) return { method, user, publicKey };
    const parsed = ssh2.utils.parseKey(publicKey);
    const proven = !(parsed instanceof Error) && parsed.verify(blob, signature, hashAlgo) === true;
    const signedWith = proven ? (hashAlgo ?? 'its usual hash') : 'another key';
    return { method, user, publicKey, signature: signature.toString('base64'), signedWith };
  }
  if (context.method !== 'keyboard-interactive') return { method, user };
  const answers: string[] = [];
  for (const prompts of rounds) {
    const asked = prompts.map((prompt) => ({ prompt, echo: false }));
    answers.push(
      ...(await new Promise<readonly string[]>((resolve) =>
        context.prompt(asked, (given) => resolve(Array.isArray(given) ? given : [])),
      )),
    );
  }
  return { method, user, answers };
}

function serve(connection: Connection, recording: Recording, forwarded: string[]): void {
  const { commands = {}, forwardsTo } = recording;
  connection.on('session', (accept) => {
    accept().on('exec', (acceptExec, _reject, { command }) => {
      const channel = acceptExec();
      const answer = commands[command];
      channel.end(answer ?? '');
      channel.exit(answer === undefined ? 127 : 0);
      channel.close();
    });
  });
  // Without a listener ssh2 says that it is prohibited.
  if (!forwardsTo) return;
  connection.on('tcpip', (accept, _reject, { destIP, destPort }) => {
    forwarded.push(`${destIP}:${destPort}`);
    const channel = accept();
    const onward = connect(forwardsTo.port, forwardsTo.host);
    onward.on('error', () => channel.destroy());
    channel.on('error', () => onward.destroy());
    channel.pipe(onward).pipe(channel);
  });
}

function keyOf(line: string): HostKey {
  const parsed = ssh2.utils.parseKey(line);
  if (parsed instanceof Error) throw parsed;
  return hostKeyOf(parsed.getPublicSSH());
}
