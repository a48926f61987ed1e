import { createHash } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { connect } from 'node:tls';
import { type HostKey, webKeyType } from '../../../shared/appliance';
import { fingerprintsOf } from './fingerprint';

/**
 * SHA-256 of the certificate (DER, hex in lower case) that the server at the other end of a stream shows over TLS, undefined where
 * it shows none in time. It is looked at, not trusted: nothing is sent to that server, so anybody may have signed it.
 */
export const shownCertificate = async (
  stream: Duplex,
  milliseconds: number,
): Promise<string | undefined> => {
  const der = await shownDer(stream, milliseconds);
  return der && createHash('sha256').update(der).digest('hex');
};

/** The same as a key that a server is known by, of the type `x509`; its fingerprints are written as those of host keys are. */
export const shownWebKey = async (
  stream: Duplex,
  milliseconds: number,
): Promise<HostKey | undefined> => {
  const der = await shownDer(stream, milliseconds);
  return der && webKeyOf(der);
};

/** The key that a certificate (DER) is known by. */
export const webKeyOf = (der: Buffer): HostKey => ({
  type: webKeyType,
  ...fingerprintsOf(der),
});

const shownDer = (stream: Duplex, milliseconds: number): Promise<Buffer | undefined> =>
  new Promise((resolve) => {
    const socket = connect({
      ...{ socket: stream, rejectUnauthorized: false, checkServerIdentity: () => undefined },
      ...{ minVersion: 'TLSv1', ALPNProtocols: ['http/1.1'] },
    });
    const end = (found: Buffer | undefined): void => {
      clearTimeout(timer);
      resolve(found);
      socket.destroy();
      stream.destroy();
    };
    const timer = setTimeout(() => end(undefined), milliseconds);
    socket.on('error', () => end(undefined));
    socket.on('close', () => end(undefined));
    socket.on('secureConnect', () => {
      end(socket.getPeerX509Certificate()?.raw);
    });
  });
