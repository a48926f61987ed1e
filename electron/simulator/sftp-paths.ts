import { lstat, mkdir, readdir, rename, rm, rmdir, stat, truncate, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Attributes, FileEntry } from 'ssh2';
import { type Answer, attributesAnswer, done, entryOf, fault, namesAnswer } from './sftp-answers';
import type { Storage } from './storage';

/** The SFTP operations that work on a path of the machine's files. */
export const pathOperations = (storage: Storage) => ({
  stat: async (path: string): Promise<Answer> =>
    attributesAnswer(await stat(await storage.locate(path))),

  lstat: async (path: string): Promise<Answer> =>
    attributesAnswer(await lstat(await storage.locate(path, true))),

  setstat: async (path: string, { size, mtime }: Partial<Attributes>): Promise<Answer> => {
    const real = await storage.locate(path);
    if (size !== undefined) await truncate(real, size);
    if (mtime !== undefined) await utimes(real, mtime, mtime);
    await storage.measure();
    return done;
  },

  remove: async (path: string): Promise<Answer> => {
    const real = await storage.locate(path, true);
    if ((await lstat(real)).isDirectory()) fault('is a folder', 'EISDIR');
    await rm(real);
    await storage.measure();
    return done;
  },

  /** Fails where the new name exists, as version 3 of the protocol says. */
  rename: async (from: string, to: string): Promise<Answer> => {
    if (storage.isFixed(from)) fault('this folder stays', 'EACCES');
    const target = await storage.locate(to, true);
    const taken = await lstat(target).catch(() => undefined);
    if (taken) fault('the new name exists', 'EEXIST');
    await rename(await storage.locate(from, true), target);
    return done;
  },

  mkdir: async (path: string): Promise<Answer> => {
    await mkdir(await storage.locate(path, true));
    return done;
  },

  rmdir: async (path: string): Promise<Answer> => {
    if (storage.isFixed(path)) fault('this folder stays', 'EACCES');
    await rmdir(await storage.locate(path));
    return done;
  },

  realpath: async (path: string): Promise<Answer> => {
    const filename = storage.tidy(path);
    return namesAnswer([{ filename, longname: filename, attrs: {} as Attributes }]);
  },

  /** The entries of a folder. */
  list: async (path: string): Promise<FileEntry[]> => {
    const folder = await storage.locate(path);
    const entries: FileEntry[] = [];
    for (const name of await readdir(folder)) {
      const found = await lstat(join(folder, name)).catch(() => undefined);
      if (found) entries.push(entryOf(name, found));
    }
    return entries;
  },
});
