import { basename, join } from 'node:path';
import type { Rules } from '../../../shared/compatibility';
import { type Failure, isFailure, toFailure } from '../../../shared/failure';
import {
  type LibraryChange,
  type LibraryRow,
  type LibraryStage,
  rowsMost,
} from '../../../shared/library';
import { sidecarName } from '../../../shared/sidecar';
import { type Book, rowOf } from './book';
import { findCopies } from './copies';
import type { Disk, DiskEntry } from './disk';
import { type KitsBeside, kitsBeside } from './kits-beside';
import type { LibraryMemory } from './library-cache';
import { tellChanges } from './library-changes';
import { giveUp, lookAtBook, readBook } from './look-at-book';
import { patientDisk } from './patient-disk';
import { openPool, type Pool } from './pool';
import { type Shelf, walk } from './walk';

export type LibraryOptions = {
  readonly id: string;
  /** The folder, as an absolute path. */
  readonly root: string;
  readonly disk: Disk;
  /** Milliseconds that each question to the disk may take. */
  readonly patience: number;
  readonly rules: Rules;
  readonly target?: string | undefined;
  /** False: files are looked at, and not read to their end. */
  readonly hash: boolean;
  readonly recall: () => Promise<LibraryMemory>;
  readonly remember: (memory: LibraryMemory) => Promise<void>;
  readonly tell: (change: LibraryChange) => void;
};

/** A library that is being made, or was. */
export type RunningLibrary = {
  readonly rows: () => readonly LibraryRow[];
  readonly setTarget: (target: string | undefined) => void;
  readonly cancel: () => void;
  /** Cancels it, and nobody hears of it any more. */
  readonly mute: () => void;
  readonly pathOf: (row: number) => string | undefined;
  /** Never rejects. */
  readonly ended: Promise<void>;
};

/** Two of the four threads that a process has for files: see `patientDisk`. */
const atOnce = 2;
const rememberEvery = 30_000;

/** Makes a library: walks, looks at each backup, then reads those to their end that are not known from last time, the small ones first. */
export function runLibrary(options: LibraryOptions): RunningLibrary {
  const { id, root, rules, hash } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const disk = patientDisk(options.disk, { patience: options.patience, atOnce, signal });
  const books: Book[] = [];
  const sofar = { looked: 0, read: 0, bytes: 0, bytesRead: 0, known: 0, more: false };
  let { target } = options;
  let stage: LibraryStage = 'looking';
  let failure: Failure | undefined;
  let memory: LibraryMemory = { files: new Map(), kits: new Map() };

  const rowAt = (row: number): LibraryRow => rowOf(books[row] as Book, rules, target);
  const standing = (): Omit<LibraryChange, 'rows'> => ({
    ...{ id, name: basename(root) || root, stage, found: books.length, ...sofar },
    ...{ target, failure },
  });
  const changes = tellChanges(rowAt, standing, options.tell);
  const note = (book: Book): void => void changes.note(book.row);
  const settle = findCopies(note);

  const add = (shelf: Shelf, name: string, kind: DiskEntry['kind']): Book => {
    const path = [shelf.folder, name].filter((part) => part !== '').join('/');
    const book: Book = { row: books.length, path, kind, state: kind === 'link' ? 'link' : 'found' };
    books.push(book);
    note(book);
    if (kind === 'link' || kind === 'folder') sofar.looked++;
    return book;
  };

  // What was found is shown while that is read.
  const recalled = options.recall().then((known) => {
    memory = known;
  });
  const look = async (book: Book, hasSidecar: boolean, beside: () => Promise<KitsBeside>) => {
    await recalled;
    if (await lookAtBook(book, { disk, root, memory, signal }, hasSidecar, beside())) sofar.known++;
    sofar.looked++;
    settle(book);
    note(book);
  };

  const lookAtShelf = (shelf: Shelf, { add: enqueue }: Pool): void => {
    let kits: Promise<KitsBeside> | undefined;
    const beside = (): Promise<KitsBeside> => {
      kits ??= kitsBeside(disk, { root, shelf, memory: memory.kits });
      // Who waits for it hears of it; perhaps nobody gets so far.
      kits.catch(() => undefined);
      return kits;
    };
    for (const { name, kind } of shelf.backups.slice(0, rowsMost - books.length)) {
      const book = add(shelf, name, kind);
      if (kind !== 'link') enqueue(() => look(book, shelf.sidecars.has(sidecarName(name)), beside));
    }
  };

  const lookAtAll = async (): Promise<void> => {
    const looking = openPool(atOnce);
    for await (const shelf of walk(disk, root)) {
      if (shelf.failed !== undefined) giveUp(add(shelf, '', 'folder'), { code: shelf.failed });
      lookAtShelf(shelf, looking);
      sofar.more ||= shelf.tooDeep || books.length >= rowsMost;
      if (books.length >= rowsMost) break;
    }
    await looking.idle();
  };

  const readAll = async (): Promise<void> => {
    const rest = books.filter(({ state }) => state === 'looked').toSorted(smallFirst);
    sofar.read = books.filter(({ state }) => state === 'read').length;
    sofar.bytes = rest.reduce((sum, { stat }) => sum + (stat?.size ?? 0), 0);
    stage = 'reading';
    const reading = openPool(atOnce);
    let rememberedAt = Date.now();
    for (const book of rest)
      reading.add(async () => {
        await readBook(book, { disk, root, memory, signal }, (bytes) => {
          sofar.bytesRead += bytes;
        });
        sofar.read++;
        settle(book);
        note(book);
        if (Date.now() - rememberedAt < rememberEvery) return;
        rememberedAt = Date.now();
        await options.remember(memory);
      });
    await reading.idle();
  };

  const work = async (): Promise<void> => {
    await lookAtAll();
    forgetOthers(memory, books);
    if (hash) await readAll();
  };

  const ended = work()
    .then(
      (): LibraryStage => 'done',
      (thrown: unknown): LibraryStage => {
        if (isFailure(thrown, 'migration.cancelled')) return 'cancelled';
        failure = toFailure(thrown);
        return 'failed';
      },
    )
    .then(async (last) => {
      // Who begins anew after the end finds it remembered.
      await options.remember(memory);
      stage = last;
    })
    .finally(changes.end);

  return {
    rows: () => books.map(({ row }) => rowAt(row)),
    setTarget: (wanted) => {
      target = wanted;
      for (const book of books) note(book);
    },
    cancel: () => stopping.abort(),
    mute: () => {
      changes.mute();
      stopping.abort();
    },
    pathOf: (row) => books[row] && join(root, books[row].path),
    ended,
  };
}

const smallFirst = (a: Book, b: Book): number => (a.stat?.size ?? 0) - (b.stat?.size ?? 0);

/** What is not there any more is not remembered. */
function forgetOthers({ files }: LibraryMemory, books: readonly Book[]): void {
  const there = new Set(books.map(({ path }) => path));
  for (const path of files.keys()) if (!there.has(path)) files.delete(path);
}
