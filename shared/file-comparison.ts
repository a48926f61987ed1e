import type { Entry, Inspection } from './inspection';

/** What two files have in common and where they differ, by what was found in them. */
export type FileComparison = {
  readonly bytes: BytesCompared;
  /** What is told of both, one below the other; only what at least one of them has. */
  readonly rows: readonly ComparedRow[];
  /** Absent where none of both is a readable archive. */
  readonly entries?: ListCompared | undefined;
  /** Tables of the dump: absent where none of both holds one. */
  readonly tables?: ListCompared | undefined;
};

/** `begins`: the shorter one is the beginning of the longer one, as after a download that was cut off. */
export type BytesCompared =
  | { readonly kind: 'same' }
  | { readonly kind: 'begins'; readonly shorter: 'first' | 'second' }
  | { readonly kind: 'differs'; readonly at: number }
  /** What was read does not tell it, such as of two files of which one was not read to its end. */
  | { readonly kind: 'not-known' };

export const comparedFacts = [
  'name',
  'size',
  'verdict',
  'container',
  'sha256',
  'version',
  'server',
  'made',
  'files',
  'content',
] as const;
export type ComparedFact = (typeof comparedFacts)[number];

export type ComparedRow = {
  readonly fact: ComparedFact;
  /** As it is told: an id, a number of bytes, a version; undefined where it is not known. */
  readonly first?: string | number | undefined;
  readonly second?: string | number | undefined;
  readonly same: boolean;
};

/** What is in one list and not in the other, cut to `listedMost` each. */
export type ListCompared = {
  readonly same: number;
  readonly onlyFirst: readonly string[];
  readonly onlySecond: readonly string[];
  readonly different: readonly ItemDifference[];
  /** Counted, and not listed above. */
  readonly more: number;
};

export type ItemDifference = {
  readonly name: string;
  /** Bytes of an entry, rows of a table. */
  readonly first: number;
  readonly second: number;
};

/** How many names of each kind are listed. */
export const listedMost = 200;

/** Holds one inspection against another; `bytes` is what reading both together showed. */
export function compareInspections(
  first: Inspection,
  second: Inspection,
  bytes: BytesCompared,
): FileComparison {
  const entries = compareLists(
    first.archive?.entries.map(sizeOf),
    second.archive?.entries.map(sizeOf),
  );
  const tables = compareLists(first.dump?.tables.map(rowsOf), second.dump?.tables.map(rowsOf));
  return {
    bytes,
    rows: comparedFacts.flatMap((fact) => {
      const [one, other] = [factOf[fact](first), factOf[fact](second)];
      if (one === undefined && other === undefined) return [];
      return [{ fact, first: one, second: other, same: one === other }];
    }),
    ...(entries && { entries }),
    ...(tables && { tables }),
  };
}

const factOf: Record<ComparedFact, (found: Inspection) => string | number | undefined> = {
  name: ({ name }) => name,
  size: ({ size }) => size,
  verdict: ({ verdict }) => verdict,
  container: ({ layers }) => layers.map(({ container }) => container).join(' '),
  sha256: ({ hashes }) => hashes?.sha256,
  version: ({ versions }) => versions[0]?.version,
  server: ({ manifest, sidecar }) => manifest?.hostname ?? sidecar?.manifest.server.hostname,
  made: ({ manifest, sidecar }) => manifest?.createdAt ?? sidecar?.manifest.times.created,
  files: ({ archive }) => archive?.files,
  content: ({ archive }) => archive?.bytes,
};

type Item = readonly [name: string, amount: number];
const sizeOf = ({ path, size }: Entry): Item => [path, size];
const rowsOf = ({ name, rows }: { readonly name: string; readonly rows: number }): Item => [
  name,
  rows,
];

function compareLists(
  first: readonly Item[] | undefined,
  second: readonly Item[] | undefined,
): ListCompared | undefined {
  if (!first && !second) return undefined;
  const one = new Map(first);
  const other = new Map(second);
  const onlyFirst = [...one.keys()].filter((name) => !other.has(name));
  const onlySecond = [...other.keys()].filter((name) => !one.has(name));
  const different: ItemDifference[] = [];
  let same = 0;
  for (const [name, amount] of one) {
    const there = other.get(name);
    if (there === amount) same += 1;
    else if (there !== undefined) different.push({ name, first: amount, second: there });
  }
  const lists = [onlyFirst, onlySecond, different];
  return {
    same,
    onlyFirst: onlyFirst.slice(0, listedMost),
    onlySecond: onlySecond.slice(0, listedMost),
    different: different.slice(0, listedMost),
    more: lists.reduce((sum, { length }) => sum + Math.max(0, length - listedMost), 0),
  };
}
