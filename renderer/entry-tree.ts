import type { Entry } from '../shared/inspection';

/** One line of the tree: an entry, or a folder with what lies below it. */
export type TreeNode = {
  /** Its place in the tree, unlike any other. */
  readonly key: string;
  readonly name: string;
  /** 1 at the top. */
  readonly level: number;
  /** Absent for a folder that no entry of its own tells of. */
  readonly entry?: Entry | undefined;
  /** What opening it shows; absent where there is nothing below. */
  readonly inside?: Inside | undefined;
  /** Which one of how many of its folder. */
  readonly at: number;
  readonly of: number;
};

/** A part of the sorted entries that begins with one path. */
type Inside = {
  readonly prefix: string;
  readonly from: number;
  readonly to: number;
  readonly files: number;
  readonly bytes: number;
};

/** Entries in the order of their paths, and the same in small letters to search in. */
export type EntryList = {
  readonly sorted: readonly Entry[];
  readonly lower: readonly string[];
};

export function listOf(entries: readonly Entry[]): EntryList {
  const sorted = entries.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return { sorted, lower: sorted.map(({ path }) => path.toLowerCase()) };
}

/**
 * The lines to show while the folders of these keys are open. Folders are looked into as they are opened, so that neither a hundred
 * thousand entries nor a path of five hundred folders cost anything before.
 */
export function rowsOf(list: EntryList, open: ReadonlySet<string>): readonly TreeNode[] {
  const rows: TreeNode[] = [];
  const add = (inside: Pick<Inside, 'prefix' | 'from' | 'to'>, level: number): void => {
    for (const node of childrenOf(list, inside, level)) {
      rows.push(node);
      if (node.inside && open.has(node.key)) add(node.inside, level + 1);
    }
  };
  add({ prefix: '', from: 0, to: list.sorted.length }, 1);
  return rows;
}

/** The entries whose path holds the text, as lines on one level; in the order of their paths. */
export function rowsWith(list: EntryList, text: string): readonly TreeNode[] {
  const wanted = text.trim().toLowerCase();
  const found = list.sorted.filter((_, index) => list.lower[index]?.includes(wanted));
  return found.map((entry, index) => ({
    key: `${index} ${entry.path}`,
    ...{ name: entry.path, level: 1, entry, at: index + 1, of: found.length },
  }));
}

type Growing = {
  entry?: Entry;
  from: number;
  to: number;
  files: number;
  bytes: number;
  holds: boolean;
};

function childrenOf(
  { sorted }: EntryList,
  { prefix, from, to }: Pick<Inside, 'prefix' | 'from' | 'to'>,
  level: number,
): readonly TreeNode[] {
  const folders = new Map<string, Growing>();
  const leaves: { readonly name: string; readonly entry: Entry; readonly index: number }[] = [];
  for (let index = from; index < to; index += 1) {
    const entry = sorted[index];
    if (!entry?.path.startsWith(prefix)) continue;
    const rest = entry.path.slice(prefix.length);
    const slash = rest.indexOf('/');
    if (slash < 0) {
      if (rest !== '' && entry.kind !== 'folder') leaves.push({ name: rest, entry, index });
      else if (rest !== '') folderIn(folders, rest, index).entry = entry;
      continue;
    }
    const folder = folderIn(folders, rest.slice(0, slash), index);
    folder.to = index + 1;
    if (slash === rest.length - 1 && entry.kind === 'folder') folder.entry = entry;
    else {
      folder.holds = true;
      folder.files += entry.kind === 'folder' ? 0 : 1;
      folder.bytes += entry.size;
    }
  }
  const of = folders.size + leaves.length;
  const first = [...folders].map(([name, { entry, files, bytes, holds, ...range }], index) => ({
    key: `${prefix}${name}/`,
    ...{ name: name === '' ? '/' : name, level, entry, at: index + 1, of },
    inside: holds ? { prefix: `${prefix}${name}/`, ...range, files, bytes } : undefined,
  }));
  const then = leaves.map(({ name, entry, index }, position) => ({
    key: `${index} ${entry.path}`,
    ...{ name, level, entry, at: folders.size + position + 1, of },
  }));
  return [...first, ...then];
}

function folderIn(folders: Map<string, Growing>, name: string, index: number): Growing {
  const known = folders.get(name);
  if (known) return known;
  const fresh: Growing = { from: index, to: index, files: 0, bytes: 0, holds: false };
  folders.set(name, fresh);
  return fresh;
}
