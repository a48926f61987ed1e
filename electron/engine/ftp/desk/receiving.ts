import { createHash } from 'node:crypto';
import { lstat, rename, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { FailureError, fail } from '../../../../shared/failure';
import {
  here,
  isFull,
  localFailure,
  openPart,
  readRange,
  writeAll,
} from '../../transport/local-file';
import { sideName } from '../../transport/side-name';
import { giveName } from './give-name';
import { isPlainName } from './path';
import { Refusal, type Shelf, type ShelfEnds } from './shelf';

/** The file that the console shall bring. */
export type ReceiveTask = {
  readonly kind: 'receive';
  /** A folder of this computer. */
  readonly folder: string;
  /** The name here, and the one that the console has to use. */
  readonly name: string;
  /** For a console that makes up the name: whatever it stores in the one-time folder is the file. */
  readonly anyName?: boolean | undefined;
  /** What it has to be, where that is known: bytes, and SHA-256 (hex). */
  readonly size?: number | undefined;
  readonly sha256?: string | undefined;
};

/** A console that was cut off is gone within this time, if it did not mean to end its file. */
const graceMilliseconds = 1000;

/**
 * Takes one file into `NAME.console`, which gets its name when all is there and right; `NAME.part` is that of a download. Throws where the
 * name is taken: a finished file is never overwritten.
 */
export async function receiving(task: ReceiveTask, ends: ShelfEnds): Promise<Shelf> {
  if (!isPlainName(task.name))
    fail('contract.bad-input', { where: 'name', seen: task.name.slice(0, 100) });
  const target = join(task.folder, task.name);
  if (await lstat(target).catch(() => undefined))
    fail('file.unwritable', { file: target, seen: 'a file of this name is there already' });
  const part = sideName(target, '.console');
  const { handle } = await openPart(part).catch((thrown) => localFailure(thrown, part));
  await handle.truncate(0);

  let held: string | undefined;
  let hash = createHash('sha256');
  let bytes = 0;
  let modifiedAt = new Date();
  let state: 'open' | 'busy' | 'whole' | 'finished' | 'closed' = 'open';
  const { size } = task;
  const isFinal = (name: string): boolean => task.anyName === true || name === task.name;

  const finish = async (): Promise<void> => {
    const sha256 = hash.copy().digest('hex');
    try {
      await handle.sync();
      if (task.sha256 !== undefined && sha256 !== task.sha256) {
        await handle.close();
        await rename(part, sideName(target, '.damaged'));
        fail('transfer.hash-mismatch', { where: here, seen: sha256, expected: task.sha256 });
      }
      await handle.close();
      await giveName(part, target);
    } catch (thrown) {
      end(thrown);
      throw new Refusal(451, 'The file is not what it has to be, or cannot be kept.');
    }
    state = 'finished';
    ends.finished({ size: bytes, sha256 });
  };
  const end = (thrown: unknown): void => {
    state = 'closed';
    ends.failed(explained(thrown, part));
  };

  /** Makes file and hash what they were at byte `at`. */
  const goTo = async (at: number): Promise<void> => {
    if (at === bytes) return;
    await handle.truncate(at);
    hash = createHash('sha256');
    bytes = 0;
    await readRange(handle, { start: 0, end: at }, (piece) => hash.update(piece));
    bytes = at;
  };
  const take = async (piece: Buffer): Promise<void> => {
    if (size !== undefined && bytes + piece.length > size) {
      const seen = `${size} announced, more came, after ${size}`;
      end(new FailureError({ code: 'ftp.wrong-size', facts: { path: task.name, seen } }));
      throw new Refusal(552, `More than ${size} bytes.`);
    }
    try {
      await writeAll(handle, piece, bytes);
    } catch (thrown) {
      const full = isFull(thrown);
      const free = full ? await freeBytes(task.folder) : 0;
      const facts =
        size === undefined ? {} : { required: size, missing: Math.max(1, size - bytes - free) };
      end(
        full
          ? new FailureError(
              { code: 'transfer.no-space', facts: { where: here, ...facts } },
              thrown,
            )
          : thrown,
      );
      throw new Refusal(
        full ? 452 : 451,
        full ? 'No room is left.' : 'The file cannot be written.',
      );
    }
    hash.update(piece);
    bytes += piece.length;
    modifiedAt = new Date();
    ends.progress(bytes);
  };

  const may: Shelf['may'] = (what, name, at) => {
    if (what === 'retrieve') throw new Refusal(550, 'Nothing can be fetched here.');
    if (state === 'busy') throw new Refusal(450, 'The file is being written.');
    if (state === 'finished') throw new Refusal(553, 'The file is there already.');
    if (state === 'closed') throw new Refusal(450, 'Nothing is taken any more.');
    if (at !== 0 && at !== 'end' && (name !== held || at > bytes))
      throw new Refusal(554, 'There is not so much of this file.');
  };

  return {
    may,
    entry: () =>
      held === undefined || (bytes === 0 && state !== 'finished')
        ? undefined
        : { name: held, size: bytes, modifiedAt },
    store: async (name, at, from, asking) => {
      // Somebody else may have begun while the data connection came about.
      may('store', name, at);
      state = 'busy';
      asking.begins();
      try {
        // Whatever another name had brought is given up.
        await goTo(at === 'end' ? (name === held ? bytes : 0) : at);
        held = name;
        for await (const piece of from) {
          await take(piece as Buffer);
          asking.moved();
        }
        if (size !== undefined && bytes < size)
          throw new Refusal(426, `Only ${bytes} of ${size} bytes came.`);
        // The end of a file and the death of a console look the same on the data connection.
        if (size === undefined && task.sha256 === undefined) await pause(graceMilliseconds);
        if (!asking.isThere()) throw new Refusal(426, 'The console is gone.');
        if (isFinal(name)) await finish();
        else state = 'whole';
        return `${bytes} bytes are here.`;
      } finally {
        if (state === 'busy') state = 'open';
      }
    },
    retrieve: async () => {
      throw new Refusal(550, 'Nothing can be fetched here.');
    },
    rename: async (from, to) => {
      const isThere = state === 'whole' || state === 'finished';
      if (!isThere || from !== held) throw new Refusal(550, 'There is no whole file.');
      if (!isFinal(to)) throw new Refusal(553, 'Not this name.');
      held = to;
      // Where any name is right, the file here has its own already.
      if (state === 'finished') return;
      state = 'busy';
      await finish();
    },
    close: async () => {
      if (state !== 'finished') await rm(part, { force: true }).catch(() => {});
      state = state === 'finished' ? state : 'closed';
      await handle.close().catch(() => {});
    },
  };
}

const freeBytes = (folder: string): Promise<number> =>
  statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0,
  );

function explained(thrown: unknown, part: string): unknown {
  try {
    return localFailure(thrown, part);
  } catch (failed) {
    return failed;
  }
}
