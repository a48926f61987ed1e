import { join } from 'node:path';
import { isFailure } from '../../../shared/failure';
import { readKitLine } from '../kit/kit-record';
import type { Disk } from './disk';
import type { Looked } from './looked';

/** The recovery kits in one folder. */
export type KitsBeside = {
  /** Backups that they name. */
  readonly backups: ReadonlySet<string>;
  /** Names of PDF files that are called a kit; they are not opened. */
  readonly pdfs: readonly string[];
};

/** What is remembered of a file that may be a kit; null: it is none. */
export type KnownKit = {
  readonly size: number;
  readonly modified: number;
  readonly backup: string | null;
};

/** Larger files are no kits of this program. */
const bytesMost = 1_000_000;
const mark = 'EPP-KIT-1 ';
/** More than the line has, with its names of 500 characters in percent signs. */
const lineMost = 8192;

type Options = {
  readonly root: string;
  /** The folder, and the names of its files that may be kits. */
  readonly shelf: { readonly folder: string; readonly kits: readonly string[] };
  /** What is known from last time, by path; it is kept up. */
  readonly memory: Map<string, KnownKit>;
};

/**
 * Looks for the kits of a folder: texts and web pages by the line that names their backup (nothing else of them is read as a kit, least of all
 * the key), PDF files by their name. What cannot be read is none.
 */
export async function kitsBeside(
  disk: Disk,
  { root, shelf: { folder, kits: names }, memory }: Options,
): Promise<KitsBeside> {
  const backups = new Set<string>();
  const pdfs = names.filter((name) => /\.pdf$/i.test(name) && /kit/i.test(name));
  for (const name of names) {
    if (/\.pdf$/i.test(name)) continue;
    const below = folder === '' ? name : `${folder}/${name}`;
    const path = join(root, below);
    try {
      const { kind, size, modified } = await disk.stat(path);
      if (kind !== 'file' || size > bytesMost) continue;
      const before = memory.get(below);
      const backup =
        before?.size === size && before.modified === modified
          ? before.backup
          : kitNameIn(await textOf(disk, path));
      memory.set(below, { size, modified, backup });
      if (backup !== null) backups.add(backup);
    } catch (thrown) {
      if (isFailure(thrown)) throw thrown;
    }
  }
  return { backups, pdfs };
}

/** Whether one of them is the kit of this backup; of a PDF by its name. */
export const hasKit = ({ backups, pdfs }: KitsBeside, { names }: Looked): boolean =>
  names.some((name) => backups.has(name) || pdfs.some((pdf) => pdf.includes(name)));

async function textOf(disk: Disk, path: string): Promise<string> {
  const file = await disk.open(path);
  try {
    return (await file.read(0, bytesMost)).toString('latin1');
  } finally {
    await file.close();
  }
}

/** The backup that a kit says it belongs to; its line may be cut and go on behind a plus sign. */
function kitNameIn(text: string): string | null {
  const at = text.indexOf(mark);
  if (at < 0) return null;
  const [block = ''] = text.slice(at, at + lineMost).split('<');
  const [first = '', ...others] = block.split(/\r?\n/);
  const end = others.findIndex((line) => !line.startsWith('+'));
  const rest = others.slice(0, end < 0 ? others.length : end).map((line) => line.slice(1).trim());
  const name = readKitLine([first, ...rest].join(''))?.backupName;
  return name === undefined || name === '' || name.length > 300 ? null : name;
}
