import {
  type LibraryProblem,
  type LibraryRow,
  libraryProblems,
  problemLevels,
} from '../shared/library';
import { parseVersion } from '../shared/version';
import { rowWords } from '../shared/words/library';

export const sortColumns = [
  'path',
  'version',
  'date',
  'size',
  'what',
  'problems',
  'sha256',
] as const;
export type SortColumn = (typeof sortColumns)[number];
export type Sort = { readonly column: SortColumn; readonly down: boolean };

/** `errors`: what will not do; `warnings`: what has to be looked at; `clear`: neither; `is-…`: what has this problem. */
export type ProblemFilter = 'all' | 'errors' | 'warnings' | 'clear' | `is-${LibraryProblem}`;
export type LibraryView = {
  readonly sort: Sort;
  readonly text: string;
  readonly problem: ProblemFilter;
};

/** The worst that is said of a row. */
export function levelOf({ problems }: LibraryRow): 'ok' | 'info' | 'warning' | 'error' {
  const [first] = problems;
  if (first === undefined) return 'ok';
  if (problems.some((problem) => problemLevels[problem] === 'error')) return 'error';
  return problems.some((problem) => problemLevels[problem] === 'warning') ? 'warning' : 'info';
}

/** The rows to show, in their order; what is not known stands last, whichever way it is sorted. */
export function arranged(
  rows: readonly LibraryRow[],
  { sort, text, problem }: LibraryView,
): readonly LibraryRow[] {
  const wanted = text.trim().toLowerCase();
  const shown = rows.filter((row) => hasProblem(row, problem) && hasText(row, wanted));
  const keyed = shown.map((row) => ({ row, key: keyOf(row, sort.column) }));
  const way = sort.down ? -1 : 1;
  keyed.sort((a, b) => {
    if (a.key === undefined || b.key === undefined) {
      if (a.key === b.key) return a.row.row - b.row.row;
      return a.key === undefined ? 1 : -1;
    }
    if (a.key === b.key) return a.row.row - b.row.row;
    return a.key < b.key ? -way : way;
  });
  return keyed.map(({ row }) => row);
}

function hasProblem(row: LibraryRow, wanted: ProblemFilter): boolean {
  switch (wanted) {
    case 'all':
      return true;
    case 'errors':
      return levelOf(row) === 'error';
    case 'warnings':
      return levelOf(row) === 'warning';
    case 'clear':
      return levelOf(row) === 'ok' || levelOf(row) === 'info';
    default:
      return row.problems.includes(wanted.slice('is-'.length) as LibraryProblem);
  }
}

/** How many rows each filter lets through. */
export function countsOf(rows: readonly LibraryRow[]): ReadonlyMap<ProblemFilter, number> {
  const counts = new Map<ProblemFilter, number>([['all', rows.length]]);
  const count = (filter: ProblemFilter): void =>
    void counts.set(filter, (counts.get(filter) ?? 0) + 1);
  // Unlike a loop, this leaves out the rows that are still on their way.
  rows.forEach((row) => {
    const level = levelOf(row);
    count(level === 'error' ? 'errors' : level === 'warning' ? 'warnings' : 'clear');
    for (const problem of row.problems) count(`is-${problem}`);
  });
  return counts;
}

const hasText = ({ path, version, server, sha256 }: LibraryRow, wanted: string): boolean =>
  wanted === '' ||
  [path, version?.version, server, sha256].some((part) => part?.toLowerCase().includes(wanted));

function keyOf(row: LibraryRow, column: SortColumn): string | number | undefined {
  switch (column) {
    case 'path':
      return row.path.toLowerCase();
    case 'version':
      return row.version && versionKey(row.version.version);
    case 'date':
      return row.date?.at;
    case 'size':
      return row.size;
    case 'what':
      return rowWords(row);
    case 'problems':
      return problemKey(row);
    case 'sha256':
      return row.sha256;
  }
}

/** Older families come first; within one by its parts. */
function versionKey(text: string): string {
  const version = parseVersion(text);
  if (!version) return `2 ${text}`;
  const parts = version.parts.map((part) => String(part).padStart(5, '0')).join('.');
  return `${version.family === 'dotted' ? 0 : 1} ${parts}`;
}

/** The worst first, then how many there are. */
function problemKey({ problems }: LibraryRow): number {
  const [worst] = problems;
  return worst === undefined ? 1e6 : libraryProblems.indexOf(worst) * 1000 - problems.length;
}
