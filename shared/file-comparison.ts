import type { ContainerId, Dump, Entry, VersionSeen } from './inspection';

/** How two files stand to each other: to the byte, and where they differ by what is in them. */
export type FileComparison = {
  /** Names without folders. */
  readonly names: readonly [string, string];
  readonly sizes: readonly [number, number];
  readonly same: boolean;
  /** The first byte that is not the same, from 0; of a file that is the beginning of the other, its end. Absent: they are the same. */
  readonly firstDifference?: number | undefined;
  /** One is the beginning of the other, as after a download that was cut off; absent: neither is. */
  readonly beginning?: 'first' | 'second' | undefined;
  /** Containers from the outside to the inside. */
  readonly containers: readonly [readonly ContainerId[], readonly ContainerId[]];
  readonly versions: readonly [VersionSeen | undefined, VersionSeen | undefined];
  readonly entries: EntryDifferences;
  readonly tables: readonly TableDifference[];
};

/** Entries by their path; at most so many of each are listed as `listedMost` says. */
export type EntryDifferences = {
  readonly onlyFirst: readonly Entry[];
  readonly onlySecond: readonly Entry[];
  readonly changed: readonly (readonly [Entry, Entry])[];
  /** Those that are not listed. */
  readonly more: number;
};

/** Rows of a table in both; absent where there is no such table. */
export type TableDifference = {
  readonly name: string;
  readonly rows: readonly [number | undefined, number | undefined];
};

const listedMost = 1000;

/** Which entries one of them has and the other has not, or has otherwise. */
export function entryDifferences(
  first: readonly Entry[],
  second: readonly Entry[],
): EntryDifferences {
  const [left, right] = [byPath(first), byPath(second)];
  const onlyFirst = [...left.values()].filter(({ path }) => !right.has(path));
  const onlySecond = [...right.values()].filter(({ path }) => !left.has(path));
  const changed = [...left.values()].flatMap((entry) => {
    const other = right.get(entry.path);
    return other && isOther(entry, other) ? [[entry, other] as const] : [];
  });
  const lists = [onlyFirst, onlySecond, changed] as const;
  const more = lists.reduce((sum, list) => sum + Math.max(0, list.length - listedMost), 0);
  return {
    onlyFirst: onlyFirst.slice(0, listedMost),
    onlySecond: onlySecond.slice(0, listedMost),
    changed: changed.slice(0, listedMost),
    more,
  };
}

const byPath = (entries: readonly Entry[]): ReadonlyMap<string, Entry> =>
  new Map(entries.map((entry) => [entry.path, entry]));

const isOther = (a: Entry, b: Entry): boolean =>
  a.size !== b.size || a.kind !== b.kind || a.modified !== b.modified || a.target !== b.target;

/** Tables whose rows are not as many in both. */
export function tableDifferences(
  first: Dump | undefined,
  second: Dump | undefined,
): readonly TableDifference[] {
  const [left, right] = [first, second].map(
    (dump) => new Map(dump?.tables.map(({ name, rows }) => [name, rows])),
  );
  const names = [...new Set([...(left?.keys() ?? []), ...(right?.keys() ?? [])])];
  return names
    .map((name) => ({ name, rows: [left?.get(name), right?.get(name)] as const }))
    .filter(({ rows: [a, b] }) => a !== b);
}
