import type { AlgorithmKind } from '../connecting';

/** What each kind of algorithm is for, in the middle of a sentence. */
export const algorithmKindWords: Readonly<Record<AlgorithmKind, string>> = {
  kex: 'key exchange',
  hostKey: 'host key',
  cipher: 'encryption',
  mac: 'integrity check',
};
