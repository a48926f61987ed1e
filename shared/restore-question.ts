import type { Counts } from './appliance';
import type { DriftRow } from './drift';
import type { TargetMark } from './target-mark';

/** What a person is asked around the restore: what overwrites the new server, and what has changed since the backup. */
export type RestoreQuestion =
  | {
      readonly kind: 'confirm-restore';
      readonly targetName: string;
      readonly sourceName: string;
      readonly version: string;
      /** What the target has now, all of which is replaced. */
      readonly replaced: Counts;
      /** Its own backups that are lost, by name. */
      readonly lostBackups?: readonly string[] | undefined;
      readonly logins?: RestoredLogins | undefined;
      /** What another migration has left there. */
      readonly mark?: TargetMark | undefined;
    }
  | {
      /** Something is not as it was when the backup began. */
      readonly kind: 'accept-drift';
      readonly rows: readonly DriftRow[];
    };

/** Whose login the new server takes now, and which one after the restore; `provenAt`: when the old server took that one. */
export type RestoredLogins = {
  readonly now: string;
  readonly after: string;
  readonly provenAt?: string | undefined;
};

/** Whether the cutover goes on in spite of what has changed. */
export type DriftAnswer = { readonly kind: 'accept-drift'; readonly action: 'go-on' | 'stop' };
