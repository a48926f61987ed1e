import { getCiphers } from 'node:crypto';
import type { Algorithms, CipherAlgorithm, KexAlgorithm, ServerHostKeyAlgorithm } from 'ssh2';

/** Name in SSH and name in the runtime's crypto library, fastest first; ssh2 throws on one that the runtime lacks. */
const ciphers: readonly (readonly [CipherAlgorithm, string])[] = [
  ['aes128-gcm@openssh.com', 'aes-128-gcm'],
  ['aes256-gcm@openssh.com', 'aes-256-gcm'],
  ['aes128-ctr', 'aes-128-ctr'],
  ['aes192-ctr', 'aes-192-ctr'],
  ['aes256-ctr', 'aes-256-ctr'],
  ['chacha20-poly1305@openssh.com', 'chacha20'],
];

const exchanges: readonly KexAlgorithm[] = [
  'curve25519-sha256',
  'curve25519-sha256@libssh.org',
  'ecdh-sha2-nistp256',
  'ecdh-sha2-nistp384',
  'ecdh-sha2-nistp521',
  'diffie-hellman-group14-sha256',
  'diffie-hellman-group16-sha512',
];

const hostKeys: readonly ServerHostKeyAlgorithm[] = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
];

/**
 * What this program offers to a server: nothing with SHA-1, MD5, CBC or DSA. Where a key of type `pinned` is expected,
 * that type comes first, so that a server with several keys shows the one that was accepted.
 */
export function offeredAlgorithms(pinned?: string): Algorithms {
  const known = new Set(getCiphers());
  return {
    kex: process.versions['electron'] ? [...exchanges] : [...exchanges, groupExchange],
    cipher: ciphers.filter(([, name]) => known.has(name)).map(([name]) => name),
    serverHostKey: [...hostKeys].sort((a, b) => rank(a, pinned) - rank(b, pinned)),
    hmac: [
      'hmac-sha2-256-etm@openssh.com',
      'hmac-sha2-512-etm@openssh.com',
      'hmac-sha2-256',
      'hmac-sha2-512',
    ],
    compress: ['none'],
  };
}

/** Takes more than 20 s with the 8192-bit groups of OpenSSH in Electron's BoringSSL, hence not there. */
const groupExchange: KexAlgorithm = 'diffie-hellman-group-exchange-sha256';

/** RSA keys are of type ssh-rsa whatever the signature. */
const rank = (algorithm: string, pinned: string | undefined): number =>
  algorithm === pinned || (pinned === 'ssh-rsa' && algorithm.startsWith('rsa-')) ? 0 : 1;
