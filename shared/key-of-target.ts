import type { Facts, GivenUpBackup } from './facts';
import type { SavedKit } from './kit';

/** What is known of the first backup of the new server while its key goes through the gate. */
export type KeyOfTarget = {
  readonly request?: Facts['request'] | undefined;
  readonly keyProof?: Facts['keyProof'] | undefined;
  readonly kit?: SavedKit | undefined;
  /** Those before it that came to nothing; none of them ever became ready. */
  readonly givenUp: readonly (GivenUpBackup & { readonly at: string; readonly ready: boolean })[];
};
