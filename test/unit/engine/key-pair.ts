import ssh2 from 'ssh2';

export type KeyPair = { readonly private: string; readonly public: string };

/**
 * A new Ed25519 key. ssh2 spoils one in 128 (it drops the first byte of those that begin with a zero), so it is read back.
 */
export function newKeyPair(): KeyPair {
  for (;;) {
    const pair = ssh2.utils.generateKeyPairSync('ed25519');
    const readable = [pair.private, pair.public].map((key) => ssh2.utils.parseKey(key));
    if (!readable.some((key) => key instanceof Error)) return pair;
  }
}
