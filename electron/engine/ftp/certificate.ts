import type { TLSSocket } from 'node:tls';
import { fail } from '../../../shared/failure';
import { printable } from '../printable';

/**
 * Lets a certificate pass that this computer trusts for this host, or that has exactly the allowed fingerprint (SHA-256, hex with or
 * without colons); gives its fingerprint. Else throws `ftp.certificate-unknown` or `ftp.certificate-changed`, with fingerprint and names.
 */
export function judgeCertificate(
  socket: TLSSocket,
  { host, port }: { readonly host: string; readonly port: number },
  allowed: string | undefined,
): string {
  const shown = socket.getPeerX509Certificate();
  const fingerprint = shown?.fingerprint256 ?? '';
  const facts = { host, port, fingerprint };
  if (allowed !== undefined) {
    if (fingerprint !== '' && bare(fingerprint) === bare(allowed)) return fingerprint;
    fail('ftp.certificate-changed', { ...facts, expected: allowed });
  }
  if (socket.authorized) return fingerprint;
  const names = printable(
    [commonName(shown?.subject), shown?.subjectAltName].filter(Boolean).join(', '),
  ).slice(0, 200);
  // Node gives the name of the reason here, whatever the type says.
  const reason: unknown = socket.authorizationError;
  const seen = printable(reason instanceof Error ? reason.message : String(reason)).slice(0, 200);
  return fail('ftp.certificate-unknown', { ...facts, ...(names === '' ? {} : { names }), seen });
}

const bare = (fingerprint: string): string =>
  fingerprint
    .toLowerCase()
    .replace(/^sha-?256[:= ]/, '')
    .replaceAll(/[^0-9a-f]/g, '');

const commonName = (subject: string | undefined): string | undefined =>
  subject
    ?.split('\n')
    .find((line) => line.startsWith('CN='))
    ?.slice(3);
