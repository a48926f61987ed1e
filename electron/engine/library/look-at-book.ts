import { basename, join } from 'node:path';
import { isFailure } from '../../../shared/failure';
import type { RowState } from '../../../shared/library';
import { sidecarName } from '../../../shared/sidecar';
import type { Book } from './book';
import type { Disk, DiskStat, OpenFile } from './disk';
import type { KitsBeside } from './kits-beside';
import type { LibraryMemory } from './library-cache';
import { type LookAt, quickLook, wholeLook } from './look';
import type { Looked } from './looked';
import { silentCode } from './patient-disk';

type Place = {
  readonly disk: Disk;
  /** The library's folder. */
  readonly root: string;
  readonly memory: LibraryMemory;
  readonly signal: AbortSignal;
};

/** More than a sidecar manifest has. */
const sidecarMost = 65_536;

/**
 * Looks at the beginning of a book, unless it is known from last time: then nothing is opened. Answers with whether it was known. What
 * cannot be looked at says so in its state; throws `migration.cancelled`.
 */
export async function lookAtBook(
  book: Book,
  place: Place,
  hasSidecar: boolean,
  kits: Promise<KitsBeside>,
): Promise<boolean> {
  const { disk, root, memory } = place;
  try {
    const path = join(root, book.path);
    if (book.kind !== 'file') throw systemError(notAFile);
    book.stat = await disk.stat(path);
    if (book.stat.kind !== 'file') throw systemError(notAFile);
    const sidecar = hasSidecar ? await stampOf(disk, sidecarName(path)) : null;
    const known = memory.files.get(book.path);
    const same = known && isSame(known, book.stat) && isSame(known.sidecar, sidecar);
    if (same) {
      book.looked = known.looked;
    } else {
      const looked = await opened(place, path, book.stat, sidecar, quickLook);
      book.looked = looked;
      const { size, modified } = book.stat;
      memory.files.set(book.path, { size, modified, sidecar, looked });
    }
    book.kits = await kits;
    book.state = book.looked.sha256 === undefined ? 'looked' : 'read';
    return same === true;
  } catch (thrown) {
    giveUp(book, thrown);
    return false;
  }
}

/** Reads a book that was looked at to its end; `tell` hears of the bytes. What goes wrong is said and thrown as by `lookAtBook`. */
export async function readBook(
  book: Book,
  place: Place,
  tell: (bytes: number) => void,
): Promise<void> {
  const { disk, root, memory } = place;
  try {
    const path = join(root, book.path);
    const known = memory.files.get(book.path);
    if (!known) return;
    const looked = await opened(place, path, known, known.sidecar, (at) => wholeLook(at, tell));
    if (isSame(await disk.stat(path), known)) {
      book.looked = looked;
      book.state = 'read';
      memory.files.set(book.path, { ...known, looked });
    } else {
      book.changing = true;
      memory.files.delete(book.path);
    }
  } catch (thrown) {
    giveUp(book, thrown);
  }
}

/** Says in a book why it could not be read; throws on what is not about the book. */
export function giveUp(book: Book, thrown: unknown): void {
  const { code } = thrown as NodeJS.ErrnoException;
  if (isFailure(thrown) || code === undefined) throw thrown;
  // What is no text in UTF-8 cannot be asked for by its name.
  const nameless = code === 'ENOENT' && book.path.includes('\ufffd');
  book.state = nameless ? 'unreadable' : (states[code] ?? 'unreadable');
  if (book.state === 'unreadable') book.seen = nameless ? 'its name' : code;
}

const states: Readonly<Record<string, RowState>> = {
  ENOENT: 'gone',
  ENOTDIR: 'gone',
  ESTALE: 'gone',
  ELOOP: 'link',
  [silentCode]: 'silent',
};
const notAFile = 'no file';

const systemError = (code: string): Error => Object.assign(new Error(code), { code });

async function opened(
  { disk, signal }: Place,
  path: string,
  { size }: Pick<DiskStat, 'size'>,
  beside: Stamp | null,
  look: (at: LookAt) => Promise<Looked>,
): Promise<Looked> {
  const sidecar = beside ? await bytesOf(disk, sidecarName(path), beside) : undefined;
  const file = await disk.open(path);
  try {
    return await look({ name: basename(path), size, file: within(file, size), sidecar, signal });
  } finally {
    await file.close();
  }
}

/** The file as long as it was when it was looked at: nothing is asked for beyond, and no more memory taken than that. */
const within = (file: OpenFile, size: number): OpenFile => ({
  ...file,
  read: async (offset, length, into) =>
    offset < size ? file.read(offset, Math.min(length, size - offset), into) : Buffer.alloc(0),
});

/** The bytes of a sidecar manifest: none where it cannot be read, which then is what it says. */
async function bytesOf(disk: Disk, path: string, { size }: Stamp): Promise<Buffer> {
  try {
    const file = await disk.open(path);
    try {
      return await file.read(0, Math.min(size, sidecarMost));
    } finally {
      await file.close();
    }
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    if (isFailure(thrown) || code === undefined || code === silentCode) throw thrown;
    return Buffer.alloc(0);
  }
}

type Stamp = Pick<DiskStat, 'size' | 'modified'>;

/** Size and time of a sidecar manifest; null where it is gone meanwhile. */
async function stampOf(disk: Disk, path: string): Promise<Stamp | null> {
  try {
    const { size, modified } = await disk.stat(path);
    return { size, modified };
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw thrown;
  }
}

const isSame = (one: Stamp | null, other: Stamp | null): boolean =>
  one?.size === other?.size && one?.modified === other?.modified;
