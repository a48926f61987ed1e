import { join } from 'node:path';
import { isFailure } from '../../../shared/failure';
import { depthMost } from '../../../shared/library';
import { sidecarName } from '../../../shared/sidecar';
import type { Disk, DiskEntry } from './disk';

/** What one folder holds that a library wants to know. */
export type Shelf = {
  /** Below the library's folder, with slashes; empty for itself. */
  readonly folder: string;
  readonly backups: readonly DiskEntry[];
  /** Names of backups beside which a sidecar manifest lies. */
  readonly sidecars: ReadonlySet<string>;
  /** Names of files that may be recovery kits. */
  readonly kits: readonly string[];
  /** The system's word where it could not be listed to its end. */
  readonly failed?: string;
  /** True where folders below it are too deep to be looked into. */
  readonly tooDeep: boolean;
};

/** Of a folder's files with the ends of kits, so many are looked at. */
const kitsMost = 100;

/**
 * The folders below `root`, one after the other, that hold backups or cannot be listed. Links are not followed. Throws
 * `migration.cancelled` as the disk does.
 */
export async function* walk(disk: Disk, root: string): AsyncGenerator<Shelf> {
  const open: { readonly folder: string; readonly depth: number }[] = [{ folder: '', depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { folder, depth } = next;
    const backups: DiskEntry[] = [];
    const sidecars = new Set<string>();
    const kits: string[] = [];
    const below: string[] = [];
    let failed: string | undefined;
    try {
      const entries = disk.list(join(root, folder));
      for (let some = await entries.next(); some.done !== true; some = await entries.next()) {
        for (const entry of some.value) sort(entry, { backups, sidecars, kits, below });
      }
    } catch (thrown) {
      if (isFailure(thrown)) throw thrown;
      failed = (thrown as NodeJS.ErrnoException).code ?? 'unreadable';
    }
    const tooDeep = depth >= depthMost && below.length > 0;
    if (!tooDeep) {
      // The first one comes first.
      for (const name of below.toSorted().toReversed())
        open.push({ folder: folder === '' ? name : `${folder}/${name}`, depth: depth + 1 });
    }
    backups.sort((a, b) => (a.name < b.name ? -1 : 1));
    if (backups.length > 0 || failed !== undefined || tooDeep || folder === '')
      yield { folder, backups, sidecars, kits, tooDeep, ...(failed !== undefined && { failed }) };
  }
}

type Sorted = {
  readonly backups: DiskEntry[];
  readonly sidecars: Set<string>;
  readonly kits: string[];
  readonly below: string[];
};

const sidecarEnd = sidecarName('.eppb');

function sort(entry: DiskEntry, { backups, sidecars, kits, below }: Sorted): void {
  const { name, kind } = entry;
  const lower = name.toLowerCase();
  if (kind === 'folder') below.push(name);
  else if (lower.endsWith('.eppb')) backups.push(entry);
  else if (kind !== 'file') return;
  else if (lower.endsWith(sidecarEnd)) sidecars.add(name);
  else if (/\.(?:txt|text|html?|pdf)$/.test(lower) && kits.length < kitsMost) kits.push(name);
}
