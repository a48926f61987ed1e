import { createHash } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { connect } from 'node:tls';

/**
 * SHA-256 of the certificate (DER, hex in lower case) that the server at the other end of a stream shows over TLS, undefined where
 * it shows none in time. It is looked at, not trusted: nothing is sent to that server, so anybody may have signed it.
 */
export const shownCertificate = (
  stream: Duplex,
  milliseconds: number,
): Promise<string | undefined> =>
  new Promise((resolve) => {
    const socket = connect({
      ...{ socket: stream, rejectUnauthorized: false, checkServerIdentity: () => undefined },
      ...{ minVersion: 'TLSv1', ALPNProtocols: ['http/1.1'] },
    });
    const end = (found: string | undefined): void => {
      clearTimeout(timer);
      resolve(found);
      socket.destroy();
      stream.destroy();
    };
    const timer = setTimeout(() => end(undefined), milliseconds);
    socket.on('error', () => end(undefined));
    socket.on('close', () => end(undefined));
    socket.on('secureConnect', () => {
      const raw = socket.getPeerX509Certificate()?.raw;
      end(raw && createHash('sha256').update(raw).digest('hex'));
    });
  });
