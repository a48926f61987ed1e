import { judge, type Rules } from '../../../shared/compatibility';
import type { LibraryProblem, LibraryRow, RowState } from '../../../shared/library';
import { libraryProblems } from '../../../shared/library';
import { webUploadMost } from '../../../shared/route';
import type { DiskEntry, DiskStat } from './disk';
import { hasKit, type KitsBeside } from './kits-beside';
import type { Looked } from './looked';

/** One backup of a library, as it is found out bit by bit. */
export type Book = {
  readonly row: number;
  readonly path: string;
  readonly kind: DiskEntry['kind'];
  state: RowState;
  stat?: DiskStat;
  looked?: Looked;
  kits?: KitsBeside;
  /** The system's word. */
  seen?: string;
  /** It was written to while it was read. */
  changing?: boolean;
  /** Another one has the same content. */
  duplicate?: boolean;
};

/** A book as a row of the table; `target` is the version that it would have to go to. */
export function rowOf(book: Book, rules: Rules, target: string | undefined): LibraryRow {
  const { row, path, kind, state, stat, looked, seen } = book;
  const version = looked?.version;
  const fit =
    target !== undefined && looked?.verdict && !neverFits.has(looked.verdict)
      ? version
        ? judge(rules, version.version, target).verdict
        : 'unknown'
      : undefined;
  const date = looked?.date ?? (stat && fileDate(stat.modified));
  const found = new Set<LibraryProblem>(looked?.found);
  for (const [problem, is] of Object.entries(saidOf(book))) {
    if (is) found.add(problem as LibraryProblem);
  }
  if (fit === 'refused') found.add('does-not-fit');
  else if (fit === 'unknown') found.add('fit-unknown');
  else if (fit === 'caution' || fit === 'conflicting') found.add('fit-caution');
  return {
    ...{ row, path, state },
    ...(kind === 'folder' && { folder: true as const }),
    ...(stat && { size: stat.size }),
    ...(date && { date }),
    ...(looked && {
      ...{ container: looked.container, verdict: looked.verdict, sureness: looked.sureness },
      ...{ version, server: looked.server, sha256: looked.sha256 },
    }),
    ...(fit && { fit }),
    ...(seen !== undefined && { seen }),
    problems: libraryProblems.filter((problem) => found.has(problem)),
  };
}

const neverFits: ReadonlySet<string> = new Set(['empty', 'not-a-backup']);

function saidOf({ state, stat, looked, kits, changing, duplicate, kind }: Book) {
  const isBackup = looked !== undefined && !neverFits.has(looked.verdict);
  return {
    empty: looked?.verdict === 'empty',
    'not-a-backup': looked?.verdict === 'not-a-backup',
    unreadable: state === 'unreadable',
    gone: state === 'gone',
    silent: state === 'silent',
    link: state === 'link',
    changing: changing === true,
    duplicate: duplicate === true,
    'over-200-megabytes': kind === 'file' && (stat?.size ?? 0) > webUploadMost,
    'no-sidecar': isBackup && looked.sidecar === 'none',
    'no-kit': isBackup && kits !== undefined && !hasKit(kits, looked),
    'kit-beside': isBackup && kits !== undefined && hasKit(kits, looked),
  } satisfies Partial<Record<LibraryProblem, boolean>>;
}

function fileDate(modified: number): LibraryRow['date'] {
  const at = new Date(modified);
  return Number.isNaN(at.getTime()) || at.getUTCFullYear() > 9999 || at.getUTCFullYear() < 0
    ? undefined
    : { at: at.toISOString(), from: 'file' };
}
