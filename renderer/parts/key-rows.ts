import { type HostKey, webKeyType } from '../../shared/appliance';
import { asHexPairs } from '../../shared/fingerprint';
import { certificateWords } from '../words/en-by-hand';
import type { FactRow } from './fact-list';

/** True for the certificate that a server without SSH is known by. */
export const isCertificate = ({ type }: HostKey): boolean => type === webKeyType;

/** `ed25519`, `rsa`, `certificate`. */
export const keyKind = (key: HostKey): string =>
  isCertificate(key) ? certificateWords.kind : key.type.replace('ssh-', '');

/** Both forms of a host key's fingerprint. */
export const keyRows = (key: HostKey): readonly FactRow[] => [
  { name: `SHA-256 (${keyKind(key)})`, value: key.sha256, mono: true },
  ...(isCertificate(key)
    ? [{ name: certificateWords.asBrowsers, value: asHexPairs(key.sha256), mono: true }]
    : []),
  { name: 'MD5', value: key.md5, mono: true },
];
