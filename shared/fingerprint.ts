import type { HostKey } from './appliance';

export type Comparison = 'empty' | 'unreadable' | 'same' | 'different';

/**
 * Compares what a person pasted with a host key or a certificate. Takes a whole line of `ssh-keygen -l` or of `openssl x509
 * -fingerprint`, or only the fingerprint, as SHA-256 (base64, or hex as browsers show it) or MD5 (hex pairs).
 */
export function compareFingerprint(pasted: string, hostKey: HostKey): Comparison {
  if (pasted.trim() === '') return 'empty';
  const hex = hexIn(pasted);
  if (hex !== undefined) return hex === hexOf(hostKey.sha256) ? 'same' : 'different';
  const md5 = md5In(pasted);
  if (md5 !== undefined) return md5 === md5In(hostKey.md5) ? 'same' : 'different';
  const sha256 = sha256In(pasted);
  if (sha256 !== undefined) return sha256 === sha256In(hostKey.sha256) ? 'same' : 'different';
  return 'unreadable';
}

/** 32 bytes in base64 are 43 characters and one `=`, which OpenSSH leaves out. */
const sha256In = (text: string): string | undefined =>
  /(?:^|[\s:])([A-Za-z0-9+/]{43})=?(?=$|\s)/.exec(text)?.[1];

/** 32 bytes in hex, with or without colons or blanks between the pairs, over several lines too. */
const hexIn = (text: string): string | undefined =>
  /(?:^|[^0-9a-f:]|sha-?256:)((?:[0-9a-f]{2}[\s:]*){31}[0-9a-f]{2})(?![0-9a-f:])/i
    .exec(text)?.[1]
    ?.replace(/[\s:]/g, '')
    .toLowerCase();

const base64Digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The bytes of a SHA-256 as OpenSSH writes it, in hex; empty where it is none. */
function hexOf(sha256: string): string {
  const digits = [...(sha256In(sha256) ?? '')].map((each) => base64Digits.indexOf(each));
  const bits = digits.map((digit) => digit.toString(2).padStart(6, '0')).join('');
  return (bits.match(/[01]{8}/g) ?? [])
    .map((byte) => Number.parseInt(byte, 2).toString(16).padStart(2, '0'))
    .join('');
}

/** A SHA-256 as browsers and openssl show it, in pairs of hex digits. */
export const asHexPairs = (sha256: string): string =>
  (hexOf(sha256).match(/../g) ?? []).join(':').toUpperCase();

const md5In = (text: string): string | undefined =>
  /(?:^|[^0-9a-f:]|md5:)((?:[0-9a-f]{2}:){15}[0-9a-f]{2})(?![0-9a-f:])/i
    .exec(text)?.[1]
    ?.toLowerCase();

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
