import type { Backup, Counts, Identity, Network } from './appliance';
import type { Verdict } from './compatibility';
import type { Finding } from './finding';
import type { KeyHash } from './sidecar';

/** A file at one place, as measured there. */
export type HashedFile = { readonly path: string; readonly size: number; readonly sha256: string };

/** What the steps learn. Each fact is learned by one step, journalled when that step is done, and never changed. */
export type Facts = {
  readonly source: Identity;
  readonly target: Identity;
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  readonly baseline: Counts;
  readonly request: { readonly backupId: string; readonly name: string };
  /** That the key was proven saved, and how; never the key. */
  readonly keyProof: {
    readonly backupId: string;
    readonly kitPath?: string | undefined;
    /** Typed or pasted by a person, or read by this program from the kit that was opened. */
    /** As `hash`. */
    readonly how?: KeySource | undefined;
    readonly provenAt: string;
    /** By which a key that is given later is known to be the right one; absent in journals of earlier versions. */
    readonly hash?: KeyHash | undefined;
  };
  readonly backup: Backup & HashedFileOfBackup;
  /** `sidecar` is the path of its manifest. */
  readonly localFile: HashedFile & {
    readonly sidecar?: string | undefined;
    /** False where the file went straight through and nothing has this path; absent: it is here. */
    readonly kept?: false | undefined;
  };
  readonly targetFile: HashedFile;
  readonly restore: {
    readonly job: string;
    readonly finishedAt: string;
    /** Where its key came from; absent where the restore was found done. */
    readonly keyFrom?: KeySource | 'memory' | undefined;
  };
  readonly verified: { readonly counts: Counts; readonly version: string };
  readonly silence: { readonly host: string; readonly port: number; readonly silentSince: string };
  readonly moved: { readonly network: Network };
  readonly takeover: {
    readonly hostKey: string;
    readonly counts: Counts;
    readonly provenAt: string;
  };
  readonly report: { readonly html: string; readonly text: string; readonly json: string };
};
/** How a key came: typed or pasted by a person, or read from a recovery kit. */
export type KeySource = 'typed' | 'kit';
type HashedFileOfBackup = { readonly file: string; readonly size: number; readonly sha256: string };

/** A backup that was asked for and is of no use any more, with its key and its kit. */
export type GivenUpBackup = {
  readonly backupId: string;
  readonly name: string;
  readonly reason: 'cancelled' | 'failed' | 'key-lost' | 'key-wrong' | 'vanished';
  /** Whether it was deleted on the old server. */
  readonly deleted: boolean;
};

/** For `JSON.stringify`: leaves the hash of the key out of what is sent around, where somebody could try keys on it. */
export const withoutKeyHash = (name: string, value: unknown): unknown => {
  if (name !== 'keyProof' || typeof value !== 'object' || value === null) return value;
  const { hash, ...rest } = value as Partial<Facts['keyProof']>;
  return rest;
};
