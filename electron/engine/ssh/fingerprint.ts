import { createHash } from 'node:crypto';
import type { HostKey } from '../../../shared/appliance';

/** The host key in an SSH public key blob: its type and its fingerprints as `ssh-keygen -l` prints them. */
export const hostKeyOf = (blob: Buffer): HostKey => ({
  type: typeOf(blob),
  ...fingerprintsOf(blob),
});

/** Both fingerprints of some bytes, as OpenSSH writes them. */
export function fingerprintsOf(bytes: Buffer): Pick<HostKey, 'sha256' | 'md5'> {
  const sha256 = createHash('sha256').update(bytes).digest('base64').replace(/=+$/, '');
  const md5 = createHash('md5').update(bytes).digest('hex');
  return { sha256: `SHA256:${sha256}`, md5: (md5.match(/../g) ?? []).join(':') };
}

/** True where both are the same key. */
export const sameHostKey = (a: HostKey, b: HostKey): boolean =>
  a.type === b.type && a.sha256 === b.sha256;

/** The blob begins with the length (4 bytes) and the name of its type. */
function typeOf(blob: Buffer): string {
  const length = blob.length >= 4 ? blob.readUInt32BE(0) : 0;
  const name = blob.subarray(4, 4 + length).toString('latin1');
  return length > 0 && length <= 64 && name.length === length && /^[\x21-\x7e]+$/.test(name)
    ? name
    : 'unknown';
}
