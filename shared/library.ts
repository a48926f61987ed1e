import type { VerdictId } from './compatibility';
import type { Failure } from './failure';
import type { ContainerId, FileVerdict, Sureness, VersionSeen } from './inspection';

/** The library: all backups in a folder, one row each. Rows appear with a quick look; what is read in full follows. */

/** What can be said against a backup, in the order in which it matters. */
export const libraryProblems = [
  'damaged',
  'truncated',
  'sidecar-differs',
  'empty',
  'not-a-backup',
  'does-not-fit',
  'mislabelled',
  'fit-unknown',
  'fit-caution',
  'remarks',
  'unreadable',
  'gone',
  'silent',
  'changing',
  'link',
  'sidecar-unreadable',
  'over-200-megabytes',
  'duplicate',
  'no-sidecar',
  'no-kit',
  'kit-beside',
] as const;
export type LibraryProblem = (typeof libraryProblems)[number];

/** How bad each is, as `inspectionLevels`. */
export const problemLevels = {
  damaged: 'error',
  truncated: 'error',
  'sidecar-differs': 'error',
  empty: 'error',
  'not-a-backup': 'error',
  'does-not-fit': 'error',
  mislabelled: 'warning',
  'fit-unknown': 'warning',
  'fit-caution': 'warning',
  remarks: 'warning',
  unreadable: 'warning',
  gone: 'warning',
  silent: 'warning',
  changing: 'warning',
  link: 'warning',
  'sidecar-unreadable': 'warning',
  duplicate: 'info',
  'over-200-megabytes': 'warning',
  'no-sidecar': 'info',
  'no-kit': 'info',
  'kit-beside': 'info',
} as const satisfies Record<LibraryProblem, 'info' | 'warning' | 'error'>;

/**
 * How far a row is: `found` in its folder, `looked` at by its beginning, `read` to its end. The others could not be: gone meanwhile, not
 * readable, no answer in time, or a link, which is never followed.
 */
export const rowStates = [
  'found',
  'looked',
  'read',
  'gone',
  'unreadable',
  'silent',
  'link',
] as const;
export type RowState = (typeof rowStates)[number];

/** What a date was read off; `file` is the time of the file, which a copy may have changed. */
export type BackupDate = { readonly at: string; readonly from: 'manifest' | 'sidecar' | 'file' };

/** One backup, or a folder that cannot be listed. */
export type LibraryRow = {
  /** Its number in this library, from 0; stays the same. */
  readonly row: number;
  /** Below the folder, with slashes, as the system tells it; shown by `shownPath`. */
  readonly path: string;
  readonly state: RowState;
  /** True for a folder that cannot be listed. */
  readonly folder?: true;
  /** Bytes. */
  readonly size?: number | undefined;
  readonly date?: BackupDate | undefined;
  readonly container?: ContainerId | undefined;
  readonly verdict?: FileVerdict | undefined;
  readonly sureness?: Sureness | undefined;
  readonly version?: VersionSeen | undefined;
  /** The server that it was made on, as manifest or sidecar say. */
  readonly server?: string | undefined;
  readonly sha256?: string | undefined;
  /** By the rules, for the version that was chosen. */
  readonly fit?: VerdictId | undefined;
  /** The system's word, where it could not be read. */
  readonly seen?: string | undefined;
  readonly problems: readonly LibraryProblem[];
};

export const libraryStages = ['looking', 'reading', 'done', 'cancelled', 'failed'] as const;
export type LibraryStage = (typeof libraryStages)[number];

/**
 * How far a library is, and the rows that have changed since the last change (at most `rowsAtOnce`). Whoever keeps the latest of each row
 * has the whole table. Another id: another library began, and the former is over.
 */
export type LibraryChange = {
  readonly id: string;
  /** Name of the folder, without the folders above it. */
  readonly name: string;
  readonly stage: LibraryStage;
  /** Rows so far. */
  readonly found: number;
  readonly looked: number;
  readonly read: number;
  /** Bytes that are to be read in full, and that were. */
  readonly bytes: number;
  readonly bytesRead: number;
  /** Rows that needed no reading, for nothing had changed since last time. */
  readonly known: number;
  /** True where there are more backups than are listed, or folders deeper than are looked into. */
  readonly more: boolean;
  readonly target?: string | undefined;
  readonly rows: readonly LibraryRow[];
  readonly failure?: Failure | undefined;
};

/** A change carries at most so many rows. */
export const rowsAtOnce = 500;
/** More backups than these are not listed. */
export const rowsMost = 25_000;
/** Folders deeper than this are not looked into. */
export const depthMost = 24;

export const isOver = ({ stage }: Pick<LibraryChange, 'stage'>): boolean =>
  stage === 'done' || stage === 'cancelled' || stage === 'failed';

const codes: Readonly<Partial<Record<LibraryProblem, number>>> = {
  damaged: 8,
  truncated: 8,
  'sidecar-differs': 8,
  empty: 12,
  'not-a-backup': 12,
  'does-not-fit': 9,
};
const worst: readonly number[] = [8, 12, 9, 1];

/** The exit code of a row, as that of an inspection: 8 damaged, 12 no backup, 9 does not fit, 1 a warning or nothing known of it, else 0. */
export function rowExit({ problems, verdict }: LibraryRow): number {
  const found = problems.map(
    (problem) => codes[problem] ?? Number(problemLevels[problem] === 'warning'),
  );
  if (verdict === 'not-known' || verdict === 'encrypted' || verdict === 'archive') found.push(1);
  return worst.find((code) => found.includes(code)) ?? 0;
}

/** The exit code of a library: that of its worst row. */
export function libraryExit(rows: readonly LibraryRow[]): number {
  const found = new Set(rows.map(rowExit));
  return worst.find((code) => found.has(code)) ?? 0;
}
