import { TLSSocket } from 'node:tls';
import { Client, FTPError } from 'basic-ftp';
import { FailureError, fail } from '../../../shared/failure';
import { judgeCertificate } from './certificate';
import { ftpFailure, hushOf, type Spoken } from './ftp-failure';

/** How an FTP server is reached. */
export type FtpServer = {
  readonly host: string;
  /** 21, or 990 with implicit TLS, where it is absent. */
  readonly port?: number | undefined;
  readonly user: string;
  /** `none` sends user, password and file in plain text; only ever a person's explicit choice. */
  readonly secure: 'none' | 'explicit' | 'implicit';
  /** SHA-256 fingerprint of the one certificate that is accepted then, whoever signed it. */
  readonly allowCertificate?: string | undefined;
};

/** A client that is logged in, in binary mode. */
export type LoggedIn = {
  readonly client: Client;
  readonly spoken: Spoken;
  /** SHA-256 fingerprint of the certificate that was judged right; undefined without TLS. */
  readonly certificate: string | undefined;
  /** Names of what the server can, in capital letters. */
  readonly features: ReadonlySet<string>;
};

const patienceSeconds = 30;

/** Connects, encrypts, judges the certificate and only then logs in. Fails with one of `ftp.*`, or `migration.cancelled`. */
export async function logIn(
  server: FtpServer,
  password: string,
  signal: AbortSignal,
  seconds = patienceSeconds,
): Promise<LoggedIn> {
  const port = server.port ?? (server.secure === 'implicit' ? 990 : 21);
  for (const [where, text] of Object.entries({ user: server.user, password }))
    if (/[\0\r\n]/.test(text)) fail('contract.bad-input', { where, seen: 'a line break' });
  const spoken: Spoken = { host: server.host, port, hush: hushOf(password) };
  // It would count the silence of the control connection during a transfer; silence is watched elsewhere.
  const client = new Client(0);
  let during = 'connecting';
  let ended: FailureError | undefined;
  let leave: (failure: FailureError) => void = () => {};
  // Closing the client does not end everything that it waits for.
  const over = new Promise<never>((_, reject) => {
    leave = reject;
  });
  over.catch(() => {});
  const end = (failure: FailureError): void => {
    ended ??= failure;
    leave(failure);
    client.close();
  };
  const cancelled = (): void => end(new FailureError({ code: 'migration.cancelled', facts: {} }));
  const { host } = server;
  const timer = setTimeout(() => {
    const facts = { host, port, seconds, during };
    end(new FailureError({ code: 'ftp.no-answer', facts }));
  }, seconds * 1000);
  signal.addEventListener('abort', cancelled);
  hearOthers(client, (seen) =>
    end(new FailureError({ code: 'ftp.not-ftp', facts: { host, port, seen: spoken.hush(seen) } })),
  );
  try {
    if (signal.aborted) cancelled();
    if (ended) throw ended;
    const work = async (): Promise<LoggedIn> => {
      const certificate = await connect(client, server, spoken, (stage) => {
        during = stage;
      });
      during = 'logging in';
      await client.login(server.user, password).catch((thrown) => refused(thrown, server, spoken));
      during = 'settling how files are moved';
      return { client, spoken, certificate, features: await settle(client, spoken) };
    };
    return await Promise.race([work(), over]);
  } catch (thrown) {
    client.close();
    if (ended) throw ended;
    return ftpFailure(thrown, spoken, { command: during });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancelled);
  }
}

async function connect(
  client: Client,
  server: FtpServer,
  spoken: Spoken,
  during: (stage: string) => void,
): Promise<string | undefined> {
  const { host, port } = spoken;
  const { secure, allowCertificate } = server;
  // Judged below, where a certificate that is not trusted can be shown to a person.
  const tls = { host, rejectUnauthorized: false } as const;
  if (secure === 'implicit') {
    await client.connectImplicitTLS(host, port, tls).catch((thrown) => unreachable(thrown, spoken));
  } else {
    await client.connect(host, port).catch((thrown) => unreachable(thrown, spoken));
  }
  if (secure === 'explicit') {
    during('asking for TLS');
    const encrypt = client.useTLS.bind(client);
    await encrypt(tls).catch((thrown: unknown) => {
      const seen = spoken.hush(thrown instanceof Error ? thrown.message : String(thrown));
      if (thrown instanceof FTPError && thrown.code !== 421)
        fail('ftp.no-tls', { host, port, seen });
      fail('ftp.tls-failed', { host, port, seen }, thrown);
    });
  }
  const { socket } = client.ftp;
  socket.setNoDelay(true);
  if (!(socket instanceof TLSSocket)) return undefined;
  return judgeCertificate(socket, spoken, allowCertificate);
}

/** Binary, names in UTF-8, and over TLS data as encrypted as commands; gives what the server can. */
async function settle(client: Client, spoken: Spoken): Promise<ReadonlySet<string>> {
  const features = await client.features();
  await client.send('TYPE I');
  await client.sendIgnoringError('OPTS UTF8 ON');
  if (client.ftp.hasTLS) {
    await client.sendIgnoringError('PBSZ 0');
    await client.send('PROT P').catch((thrown: unknown) => {
      if (!(thrown instanceof FTPError)) throw thrown;
      const { host, port, hush } = spoken;
      fail('ftp.no-tls', { host, port, seen: hush(thrown.message) });
    });
  }
  return new Set([...features.keys()].map((name) => name.toUpperCase()));
}

/** Whatever greets in another way than FTP does ends the try at once; later lines are left to the client. */
function hearOthers(client: Client, other: (seen: string) => void): void {
  let heard = false;
  // The only place where the library shows what it could not read. It is never told a password.
  client.ftp.log = (message) => {
    if (heard || !message.startsWith('< ')) return;
    heard = true;
    if (!/^\s*\d\d\d[ -]/.test(message.slice(2))) other(message.slice(2));
  };
}

function unreachable(thrown: unknown, spoken: Spoken): never {
  const { host, port, hush } = spoken;
  const code = (thrown as NodeJS.ErrnoException).code ?? '';
  const seen = hush(thrown instanceof Error ? thrown.message : String(thrown));
  if (thrown instanceof FTPError) return ftpFailure(thrown, spoken, { command: 'connecting' });
  if (/SSL|TLS|EPROTO/.test(code)) return fail('ftp.tls-failed', { host, port, seen }, thrown);
  if (/^E[A-Z]+/.test(code) && code !== 'ECONNRESET')
    return fail('ftp.unreachable', { host, port, seen: reasons[code] ?? code }, thrown);
  return fail('ftp.connection-lost', { host, port, seen }, thrown);
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refused the connection',
  ENOTFOUND: 'no server has this name',
  EAI_AGAIN: 'the name could not be looked up',
  EHOSTUNREACH: 'there is no way to this host',
  ENETUNREACH: 'there is no way to this network',
  ETIMEDOUT: 'no answer',
};

function refused(thrown: unknown, { user }: FtpServer, spoken: Spoken): never {
  if (!(thrown instanceof FTPError) || thrown.code === 421) throw thrown;
  const { host, port, hush } = spoken;
  return fail('ftp.login', { host, port, user, seen: hush(thrown.message) });
}
