import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import type { ServerAt } from '../../../shared/connecting';
import { FailureError, fail } from '../../../shared/failure';
import type { ShownCertificate } from '../../../shared/probes';
import { printable } from '../printable';
import { dial } from '../ssh/dial';
import { factsOf } from '../ssh/server-facts';

const certificatesMax = 10;

/**
 * A TLS connection to a web port, in which nobody's signature is trusted: nothing secret may go over it. Throws `web.no-answer`
 * where nobody accepts a connection before the signal aborts, `web.not-https` where it speaks no TLS.
 */
export async function openWebLine(server: ServerAt, signal: AbortSignal): Promise<TLSSocket> {
  const stream = await dial(server, signal).catch((thrown: unknown) => {
    const { code } = thrown instanceof FailureError ? thrown.failure : { code: 'web.no-answer' };
    const seen = signal.aborted ? 'silent' : code.replace(/^ssh\./, '');
    return fail('web.no-answer', { ...factsOf(server), seen }, thrown);
  });
  return await new Promise((resolve, reject) => {
    const { host } = server;
    const options: ConnectionOptions = {
      ...{ socket: stream, rejectUnauthorized: false, checkServerIdentity: () => undefined },
      ...{ minVersion: 'TLSv1', ALPNProtocols: ['http/1.1'] },
      ...(isIP(host) === 0 && { servername: host }),
    };
    const socket = connect(options);
    const refuse = (seen: string): void => {
      signal.removeEventListener('abort', onAbort);
      socket.destroy();
      stream.destroy();
      reject(new FailureError({ code: 'web.not-https', facts: { ...factsOf(server), seen } }));
    };
    const onAbort = (): void => refuse('silent');
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
    socket.on('error', (error: NodeJS.ErrnoException) => refuse(error.code ?? 'error'));
    socket.on('close', () => refuse('closed'));
    socket.once('secureConnect', () => {
      signal.removeEventListener('abort', onAbort);
      // What is said after this is of no use any more; a listener has to stay.
      resolve(socket);
    });
  });
}

/** The certificates that a server shows, its own first; at most ten, and none twice. */
export function shownChain(socket: TLSSocket): readonly ShownCertificate[] {
  const found = new Map<string, ShownCertificate>();
  let current = socket.getPeerX509Certificate();
  while (current && found.size < certificatesMax) {
    const sha256 = createHash('sha256').update(current.raw).digest('hex');
    if (found.has(sha256)) break;
    const { subject, issuer, validFrom, validTo, publicKey } = current;
    const selfSigned = subject === issuer && current.verify(publicKey);
    found.set(sha256, {
      ...{ subject: named(subject), issuer: named(issuer), sha256, selfSigned },
      ...{ notBefore: isoTime(validFrom), notAfter: isoTime(validTo) },
    });
    current = current.issuerCertificate;
  }
  return [...found.values()];
}

/** `CN=epp, O=Example`: one line, whoever wrote it. */
const named = (name: string | undefined): string =>
  printable((name ?? '').split('\n').join(', ')).slice(0, 300);

const isoTime = (text: string): string => {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? '' : at.toISOString();
};
