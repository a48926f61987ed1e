import type { HostKey } from '../../shared/appliance';
import type { FactRow } from './fact-list';

/** Both forms of a host key's fingerprint. */
export const keyRows = ({ type, sha256, md5 }: HostKey): readonly FactRow[] => [
  { name: `SHA-256 (${type.replace('ssh-', '')})`, value: sha256, mono: true },
  { name: 'MD5', value: md5, mono: true },
];
