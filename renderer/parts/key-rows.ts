import type { HostKey } from '../../shared/appliance';
import type { FactRow } from './fact-list';

/** `ed25519`, `rsa`. */
export const keyKind = ({ type }: HostKey): string => type.replace('ssh-', '');

/** Both forms of a host key's fingerprint. */
export const keyRows = (key: HostKey): readonly FactRow[] => [
  { name: `SHA-256 (${keyKind(key)})`, value: key.sha256, mono: true },
  { name: 'MD5', value: key.md5, mono: true },
];
