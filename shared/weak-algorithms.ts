import type { AlgorithmKind } from './connecting';

/**
 * Whether SSH would be better off without it: SHA-1 in the key exchange or under a host key, DSA, CBC, RC4, MD5 and short
 * integrity checks (OpenSSH release notes 6.7 to 8.8, which took them out of the defaults).
 */
export const isWeak = (kind: AlgorithmKind, name: string): boolean => weak[kind].test(name);

const weak: Readonly<Record<AlgorithmKind, RegExp>> = {
  kex: /-sha1$/,
  hostKey: /^ssh-(rsa|dss)(-cert|$)/,
  cipher: /-cbc(@|$)|^arcfour|^3des|^blowfish|^cast128|^none$/,
  mac: /^hmac-(sha1|md5|ripemd160)|^umac-64|^none$/,
};
