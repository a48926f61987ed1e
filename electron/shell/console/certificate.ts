import { createHash, X509Certificate } from 'node:crypto';
import type { ConsoleCertificate } from '../../../shared/console-view';

const longest = 200;

/** What a certificate says of itself, with the fingerprints of its DER; throws for what is none. */
export function readCertificate(pem: string): ConsoleCertificate {
  const { subject, issuer, validFrom, validTo, raw } = new X509Certificate(pem);
  const md5 = createHash('md5').update(raw).digest('hex');
  return {
    subject: oneLine(subject),
    issuer: oneLine(issuer),
    from: moment(validFrom),
    until: moment(validTo),
    sha256: `SHA256:${createHash('sha256').update(raw).digest('base64').replace(/=+$/, '')}`,
    md5: md5.match(/../g)?.join(':') ?? '',
  };
}

/** Names come one a line, and may hold anything. */
const oneLine = (text: string | undefined): string =>
  (text ?? '')
    .replaceAll('\n', ', ')
    .replace(/[^\x20-\x7e\u00a0-\ud7ff]/g, '?')
    .slice(0, longest);

const moment = (text: string): string => {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? '' : at.toISOString();
};
