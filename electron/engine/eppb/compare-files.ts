import {
  entryDifferences,
  type FileComparison,
  tableDifferences,
} from '../../../shared/file-comparison';
import type { Inspection } from '../../../shared/inspection';
import type { ByteSource } from './byte-source';
import { orAbort } from './read-through';

const blockBytes = 1_048_576;

/** A file that was inspected, and its bytes. */
export type Compared = { readonly source: ByteSource; readonly found: Inspection };

/**
 * Compares two files that were inspected: byte by byte as far as they are the same, and by what is in them. Throws
 * `migration.cancelled` and what the sources throw.
 */
export async function compareFiles(
  first: Compared,
  second: Compared,
  signal?: AbortSignal,
): Promise<FileComparison> {
  const [a, b] = [first.found, second.found];
  const firstDifference = await findDifference(first.source, second.source, signal);
  const sizes = [a.size, b.size] as const;
  return {
    names: [a.name, b.name],
    sizes,
    same: firstDifference === undefined,
    firstDifference,
    beginning: beginningOf(sizes, firstDifference),
    containers: [a.layers.map((each) => each.container), b.layers.map((each) => each.container)],
    versions: [a.versions[0], b.versions[0]],
    entries: entryDifferences(a.archive?.entries ?? [], b.archive?.entries ?? []),
    tables: tableDifferences(a.dump, b.dump),
  };
}

function beginningOf(
  [first, second]: readonly [number, number],
  at: number | undefined,
): FileComparison['beginning'] {
  if (at === undefined || first === second || at === 0) return undefined;
  if (at === first) return 'first';
  return at === second ? 'second' : undefined;
}

/** The first byte that differs, or the end of the shorter one; undefined where both are the same. */
async function findDifference(
  first: ByteSource,
  second: ByteSource,
  signal: AbortSignal | undefined,
): Promise<number | undefined> {
  const into = [Buffer.allocUnsafeSlow(blockBytes), Buffer.allocUnsafeSlow(blockBytes)] as const;
  for (let offset = 0; ; ) {
    const reading = Promise.all([
      first.read(offset, blockBytes, into[0]),
      second.read(offset, blockBytes, into[1]),
    ]);
    const [a, b] = await orAbort(reading, signal);
    const length = Math.min(a.length, b.length);
    if (length === 0) return a.length === b.length ? undefined : offset;
    if (!a.subarray(0, length).equals(b.subarray(0, length))) return offset + firstOther(a, b);
    offset += length;
  }
}

function firstOther(a: Buffer, b: Buffer): number {
  let at = 0;
  while (a[at] === b[at]) at++;
  return at;
}
