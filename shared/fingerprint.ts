import type { HostKey } from './appliance';

export type Comparison = 'empty' | 'unreadable' | 'same' | 'different';

/**
 * Compares what a person pasted with a host key. Takes a whole line of `ssh-keygen -l` or only the fingerprint, as
 * SHA-256 (base64) or MD5 (hex pairs).
 */
export function compareFingerprint(pasted: string, hostKey: HostKey): Comparison {
  if (pasted.trim() === '') return 'empty';
  const md5 = md5In(pasted);
  if (md5 !== undefined) return md5 === md5In(hostKey.md5) ? 'same' : 'different';
  const sha256 = sha256In(pasted);
  if (sha256 !== undefined) return sha256 === sha256In(hostKey.sha256) ? 'same' : 'different';
  return 'unreadable';
}

/** 32 bytes in base64 are 43 characters and one `=`, which OpenSSH leaves out. */
const sha256In = (text: string): string | undefined =>
  /(?:^|[\s:])([A-Za-z0-9+/]{43})=?(?=$|\s)/.exec(text)?.[1];

const md5In = (text: string): string | undefined =>
  /(?:^|[^0-9a-f])((?:[0-9a-f]{2}:){15}[0-9a-f]{2})(?![0-9a-f:])/i.exec(text)?.[1]?.toLowerCase();

const files: Readonly<Record<string, string>> = {
  'ssh-ed25519': 'ed25519',
  'ssh-rsa': 'rsa',
  'rsa-sha2-256': 'rsa',
  'rsa-sha2-512': 'rsa',
  'ssh-dss': 'dsa',
};

/** What shows the fingerprint on the server's own console. */
export const consoleCommand = (keyType: string): string =>
  `ssh-keygen -lf /etc/ssh/ssh_host_${files[keyType] ?? (keyType.startsWith('ecdsa-') ? 'ecdsa' : 'ed25519')}_key.pub`;
