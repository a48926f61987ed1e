import { createDiffieHellmanGroup, getCiphers } from 'node:crypto';
import type { CipherAlgorithm, KexAlgorithm, ServerHostKeyAlgorithm } from 'ssh2';
import type { AlgorithmLists } from '../../../shared/connecting';

/** Which algorithms are offered. */
export type Offer = {
  /** Types of host keys that come first, so that a server with several shows one that was accepted. */
  readonly expected?: readonly string[] | undefined;
  /** True where a person allowed weak algorithms for this server: they come after all others. */
  readonly legacy?: boolean | undefined;
};

/** Name in SSH and name in the runtime's crypto library, fastest first; ssh2 throws on one that the runtime lacks. */
const ciphers: readonly (readonly [CipherAlgorithm, string])[] = [
  ['aes128-gcm@openssh.com', 'aes-128-gcm'],
  ['aes256-gcm@openssh.com', 'aes-256-gcm'],
  ['aes128-ctr', 'aes-128-ctr'],
  ['aes192-ctr', 'aes-192-ctr'],
  ['aes256-ctr', 'aes-256-ctr'],
  ['chacha20-poly1305@openssh.com', 'chacha20'],
];
const weakCiphers: typeof ciphers = [
  ['aes256-cbc', 'aes-256-cbc'],
  ['aes192-cbc', 'aes-192-cbc'],
  ['aes128-cbc', 'aes-128-cbc'],
  ['3des-cbc', 'des-ede3-cbc'],
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
/** Takes more than 20 s with the 8192-bit groups of OpenSSH in Electron's BoringSSL, hence not there. */
const groupExchange: KexAlgorithm = 'diffie-hellman-group-exchange-sha256';
/** With the group of the runtime's crypto library that each needs; BoringSSL has no modp2. */
const weakExchanges: readonly (readonly [KexAlgorithm, string])[] = [
  ['diffie-hellman-group14-sha1', 'modp14'],
  ['diffie-hellman-group1-sha1', 'modp2'],
];

const hostKeys: readonly ServerHostKeyAlgorithm[] = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
];

const macs = [
  'hmac-sha2-256-etm@openssh.com',
  'hmac-sha2-512-etm@openssh.com',
  'hmac-sha2-256',
  'hmac-sha2-512',
];
const weakMacs = ['hmac-sha1-etm@openssh.com', 'hmac-sha1'];

/**
 * What this program offers to a server, in the order of preference and only what the runtime can do (Node and Electron have
 * different crypto libraries): nothing with SHA-1, MD5, CBC or DSA unless it is allowed.
 */
export function offeredAlgorithms({ expected = [], legacy = false }: Offer = {}): AlgorithmLists {
  const known = new Set(getCiphers());
  const rank = (name: string): number => {
    const place = expected.indexOf(typeOf(name));
    return place < 0 ? expected.length : place;
  };
  return {
    kex: [
      ...exchanges,
      ...(process.versions['electron'] ? [] : [groupExchange]),
      ...(legacy ? possibleWeakExchanges() : []),
    ],
    hostKey: [...hostKeys, ...(legacy ? ['ssh-rsa'] : [])].sort((a, b) => rank(a) - rank(b)),
    cipher: [...ciphers, ...(legacy ? weakCiphers : [])]
      .filter(([, name]) => known.has(name))
      .map(([name]) => name),
    mac: [...macs, ...(legacy ? weakMacs : [])],
  };
}

/** True where the terminal could reach a server that this program cannot: Electron's crypto library lacks some old groups. */
export const isForTerminal = ({ kex }: AlgorithmLists): boolean =>
  process.versions['electron'] !== undefined &&
  [groupExchange, ...weakExchanges.map(([name]) => name)].some((name) => kex.includes(name));

/** RSA keys are of type ssh-rsa whatever the signature. */
const typeOf = (algorithm: string): string =>
  algorithm.startsWith('rsa-sha2-') ? 'ssh-rsa' : algorithm;

let probed: readonly string[] | undefined;

/** Found out once: making a group takes a third of a second in Electron. */
function possibleWeakExchanges(): readonly string[] {
  probed ??= weakExchanges.filter(([, group]) => hasGroup(group)).map(([name]) => name);
  return probed;
}

function hasGroup(name: string): boolean {
  try {
    createDiffieHellmanGroup(name);
    return true;
  } catch {
    return false;
  }
}
