import type { Backup, Counts, Identity, LogLine, Network, Side } from './appliance';
import type { ClientsBack, ClientsSwitched } from './clients';
import type { ComparisonRow, ServerState } from './comparison';
import type { Verdict } from './compatibility';
import type { CutoverWay } from './cutover';
import type { DriftRow } from './drift';
import type { Finding } from './finding';
import type { ValidatedRestore } from './restore-proof';
import type { KeyHash } from './sidecar';
import type { Cards, SilenceLook } from './silence';

/** A file at one place, as measured there. */
export type HashedFile = { readonly path: string; readonly size: number; readonly sha256: string };

/** What the steps learn. Each fact is learned by one step, journalled when that step is done, and never changed. */
export type Facts = {
  readonly source: Identity;
  readonly target: Identity;
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  readonly baseline: Counts;
  /** What clients see of the servers, looked at together with the baseline; absent in journals of earlier versions. */
  readonly before: {
    readonly certificates: Readonly<Partial<Record<Side, CertificateBefore>>>;
    /** How many computers reached the old server in the day before `at`, and the file of their names; absent where it does not tell. */
    readonly clients?: { readonly count: number; readonly at: string; readonly file: string };
  };
  /** The old server beside its counts, at that time; absent in journals of earlier versions. */
  readonly sourceState: ServerState;
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
  /** That the restore would work; absent in journals of earlier versions that had restored by then. */
  readonly validated: ValidatedRestore;
  readonly restore: {
    readonly job: string;
    readonly finishedAt: string;
    /** Where its key came from; absent where the restore was found done. */
    readonly keyFrom?: KeySource | 'memory' | undefined;
    /** When it began, by the new server's clock. */
    readonly startedAt?: string | undefined;
    /** Whether the mark was left on the new server; absent in journals of earlier versions. */
    readonly marked?: boolean | undefined;
  };
  readonly verified: {
    readonly counts: Counts;
    readonly version: string;
    /** What was compared and how it came out; absent in journals of earlier versions, as what follows. */
    readonly comparison?: readonly ComparisonRow[] | undefined;
    /** Errors that the new server logged since the restore began, the newest some dozens, without secrets. */
    readonly errors?: readonly LogLine[] | undefined;
    readonly at?: string | undefined;
  };
  readonly firstBackup: FirstBackup;
  /** What changed between the baseline and the cutover; `acceptedAt`: a person goes on in spite of it. */
  readonly rechecked: {
    readonly at: string;
    readonly rows: readonly DriftRow[];
    readonly acceptedAt?: string | undefined;
  };
  /** Undefined where the old server stays, or is powered off at the very end. */
  readonly silence: Silence | undefined;
  /** Undefined where the new server keeps its own address. */
  readonly moved:
    | {
        readonly network: Network;
        /** `found`: the new server had it already; absent in journals of earlier versions. */
        readonly by?: CutoverWay | 'found' | undefined;
        /** It goes back by itself unless that is confirmed. */
        readonly revertAfterSeconds?: number | undefined;
      }
    | undefined;
  readonly takeover: {
    readonly hostKey: string;
    readonly counts: Counts;
    readonly provenAt: string;
    /** The new server was told to keep its address for good. */
    readonly confirmed?: true | undefined;
    /** The certificate that clients see at the old address: that of the new server, of the old one, or another. Absent where it cannot be told. */
    readonly certificate?:
      | { readonly seen: string; readonly was: 'target' | 'source' | 'changed' }
      | undefined;
  };
  readonly seenOff: {
    readonly at: string;
    /** For so long it was watched who answers at the old address. */
    readonly watchedSeconds?: number | undefined;
    /** Of an old server that is powered off at the end. */
    readonly silence?: Silence | undefined;
  };
  /** That clients were kept away from the new server before the restore. */
  readonly held: ClientsSwitched;
  /** That they were let in after the takeover. */
  readonly admitted: ClientsSwitched;
  readonly clientsBack: ClientsBack;
  readonly report: { readonly html: string; readonly text: string; readonly json: string };
};
/** That nobody answers at the old server's address any more, with each way in which that was measured; those are absent in journals of earlier versions. */
export type Silence = {
  readonly host: string;
  readonly port: number;
  readonly silentSince: string;
  /** Absent: it was powered off. */
  readonly isolated?: true | undefined;
  readonly by?: CutoverWay | undefined;
  readonly cards?: Readonly<Record<Side, Cards>> | undefined;
} & Partial<SilenceLook>;

/** The proof that the old server is silent, before the move of its address or at the very end. */
export const silenceOf = ({ silence, seenOff }: Partial<Facts>): Silence | undefined =>
  silence ?? seenOff?.silence;

/** The System Backup of the new server, made before the old one is given up; or why there is none: the plan, or a person who makes it later. */
export type FirstBackup =
  | { readonly made: false; readonly why: 'plan' | 'person' }
  | ({ readonly made: true; readonly keyProof: Facts['keyProof'] } & Facts['request'] &
      HashedFileOfBackup);

/** How a key came: typed or pasted by a person, or read from a recovery kit. */
export type KeySource = 'typed' | 'kit';
type HashedFileOfBackup = { readonly file: string; readonly size: number; readonly sha256: string };

/** SHA-256 of a certificate, as its server told it and as it was shown over HTTPS; each absent where it was not. */
export type CertificateBefore = {
  readonly told?: string | undefined;
  readonly seen?: string | undefined;
};

/** A backup that was asked for and is of no use any more, with its key and its kit. */
export type GivenUpBackup = {
  readonly backupId: string;
  readonly name: string;
  readonly reason: 'cancelled' | 'failed' | 'key-lost' | 'key-wrong' | 'vanished';
  /** Whether it was deleted on its server. */
  readonly deleted: boolean;
};

/** For `JSON.stringify`: leaves the hash of the key out of what is sent around, where somebody could try keys on it. */
export const withoutKeyHash = (name: string, value: unknown): unknown => {
  if (name !== 'keyProof' || typeof value !== 'object' || value === null) return value;
  const { hash, ...rest } = value as Partial<Facts['keyProof']>;
  return rest;
};
