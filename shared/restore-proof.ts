import type { Service } from './appliance';

/** What is proven on the new server before anything is restored, in the order in which it is shown. */
export const provenParts = ['file', 'versions', 'room', 'services', 'work', 'key'] as const;
export type ProvenPart = (typeof provenParts)[number];

/** One proof: what was seen, in words with units. */
export type RestoreProof = {
  readonly part: ProvenPart;
  readonly seen: string;
  /** True where the server does not tell it, or a person let it pass: then it is no proof. */
  readonly open?: true | undefined;
};

/** That the restore would work, as it was seen at one time; without proofs where the restore had begun by then. */
export type ValidatedRestore = {
  readonly backupId: string;
  readonly at: string;
  readonly proofs: readonly RestoreProof[];
  /** The old server's login, which the new one takes after the restore; proven by logging in to the old server then. */
  readonly login?: { readonly user: string; readonly provenAt: string } | undefined;
  /** Services of the new server before the restore; absent where it does not tell them. */
  readonly services?: readonly Service[] | undefined;
};
