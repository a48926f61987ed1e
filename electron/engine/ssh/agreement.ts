import {
  type AgreedAlgorithms,
  type AlgorithmKind,
  type AlgorithmLists,
  algorithmKinds,
  implicitMac,
} from '../../../shared/connecting';

/** Ciphers that check integrity themselves: no algorithm is agreed for it. */
const checksItself = /-gcm@openssh\.com$|^chacha20-poly1305@/;

/** What two sides agree on: of each kind the first of the client's that the server has (RFC 4253, section 7.1). */
export function agree(
  ours: AlgorithmLists,
  theirs: AlgorithmLists,
):
  | { readonly agreed: AgreedAlgorithms; readonly gap?: undefined }
  | { readonly agreed?: undefined; readonly gap: readonly AlgorithmKind[] } {
  const first = (kind: AlgorithmKind): string | undefined =>
    ours[kind].find((name) => theirs[kind].includes(name));
  const cipher = first('cipher');
  const mac = cipher !== undefined && checksItself.test(cipher) ? implicitMac : first('mac');
  const found = { kex: first('kex'), hostKey: first('hostKey'), cipher, mac };
  const gap = algorithmKinds.filter((kind) => found[kind] === undefined);
  return gap.length > 0 ? { gap } : { agreed: found as AgreedAlgorithms };
}

/** In one line, for people. */
export const agreedText = ({ kex, hostKey, cipher, mac }: AgreedAlgorithms): string =>
  [kex, hostKey, cipher, ...(mac === implicitMac ? [] : [mac])].join(', ');
