import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, mkdir, readdir, realpath, rm } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { MachineState } from './machine';
import { refuse } from './refusal';

/** The files of one machine: an area that people see, a work folder that they do not, and room that can run out. */
export type Storage = {
  /** Where the machine keeps what is not finished; a real folder. */
  readonly work: string;
  /**
   * The real path of a path as people see it. It never leaves the area: `..` stops at the top, and a path through a
   * symbolic link is refused with EACCES. With `mayBeLink` the last part itself may be one.
   */
  readonly locate: (path: string, mayBeLink?: boolean) => Promise<string>;
  /** The path without `.`, `..` and double slashes, as people see it. */
  readonly tidy: (path: string) => string;
  /** Whether this is one of the folders that always exist. */
  readonly isFixed: (path: string) => boolean;
  readonly freeBytes: () => number;
  /** Counts `bytes` as used, or answers false where they do not fit. */
  readonly take: (bytes: number) => boolean;
  /** Measures what is used anew, after files went. */
  readonly measure: () => Promise<void>;
  /** Refuses with `not-found` where there is no regular file. */
  readonly hash: (path: string) => Promise<{ readonly sha256: string; readonly size: number }>;
  readonly remove: (name: string) => Promise<void>;
};

/** The folders that people find at the top. */
const fixed = ['backups', 'incoming', 'archives'] as const;

/** Where the files of a machine are. */
export type Places = {
  /** The real folder that holds `backups`, `incoming` and `archives`. */
  readonly area: string;
  readonly work: string;
  /** What people see in the place of `area`: nothing over SFTP, the real path where real programs serve the files. */
  readonly seenAs: string;
};

/** Makes the folders where they are missing and measures what is in them. */
export async function openStorage(places: Places, state: () => MachineState): Promise<Storage> {
  const folders = fixed.map((name) => join(places.area, name));
  for (const folder of [...folders, places.work]) {
    await mkdir(folder, { recursive: true, mode: 0o755 });
  }
  const area = await realpath(places.area);
  let used = 0;

  /** What was used when the disk was declared full; from then on there is room for so many bytes and no more. */
  let declared: { readonly fault: object; readonly used: number } | undefined;
  const freeBytes = (): number => {
    const { disk, faults } = state();
    const free = Math.max(0, disk.sizeBytes - disk.systemBytes - used);
    const fault = faults['disk-full'];
    if (!fault) return free;
    if (declared?.fault !== fault) declared = { fault, used };
    return Math.max(0, Math.min(free, fault.freeBytes - (used - declared.used)));
  };
  const measure = async (): Promise<void> => {
    let sum = 0;
    for (const folder of [...fixed.map((name) => join(area, name)), places.work])
      sum += await sizeOf(folder);
    used = sum;
  };
  const locate = async (path: string, mayBeLink = false): Promise<string> => {
    const parts = partsOf(path, places.seenAs);
    for (let depth = 1; depth <= parts.length; depth++) {
      if (mayBeLink && depth === parts.length) break;
      const found = await lstat(join(area, ...parts.slice(0, depth))).catch(() => undefined);
      if (found?.isSymbolicLink()) throw forbidden(path);
    }
    return join(area, ...parts);
  };
  const hash = async (
    path: string,
  ): Promise<{ readonly sha256: string; readonly size: number }> => {
    const real = await locate(path);
    const found = await lstat(real).catch(() => undefined);
    if (!found?.isFile()) refuse('not-found', `no file ${path}`);
    const digest = createHash('sha256');
    let size = 0;
    for await (const block of createReadStream(real, { highWaterMark: 1_048_576 })) {
      digest.update(block);
      size += block.length;
    }
    return { sha256: digest.digest('hex'), size };
  };

  await measure();
  return {
    work: places.work,
    locate,
    tidy: (path) => `${places.seenAs}/${partsOf(path, places.seenAs).join('/')}`,
    isFixed: (path) => ['', ...fixed].includes(partsOf(path, places.seenAs).join('/')),
    freeBytes,
    take: (bytes) => {
      if (bytes > freeBytes()) return false;
      used += bytes;
      return true;
    },
    measure,
    hash,
    // A name without a slash is one in the work folder.
    remove: async (name) => {
      await rm(name.includes('/') ? await locate(name) : join(places.work, name), { force: true });
      await measure();
    },
  };
}

/** The parts of a path below the area: `..` stops at the top. */
function partsOf(path: string, seenAs: string): readonly string[] {
  const below =
    path === seenAs || path.startsWith(`${seenAs}/`) ? path.slice(seenAs.length) : undefined;
  if (below === undefined && seenAs !== '' && path.startsWith('/')) throw forbidden(path);
  const parts: string[] = [];
  for (const part of (below ?? path).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  const strange = (part: string): boolean =>
    part.includes('\0') || (sep === '\\' && /[\\:]/.test(part));
  if (parts.some(strange)) throw forbidden(path);
  return parts;
}

const forbidden = (path: string): Error =>
  Object.assign(new Error(`${path} is outside of the machine's files`), { code: 'EACCES' });

async function sizeOf(folder: string): Promise<number> {
  let size = 0;
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    size += (await lstat(path).catch(() => undefined))?.size ?? 0;
  }
  return size;
}
