import { lstat, mkdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { FailureError, fail, isFailure } from '../../../shared/failure';
import { type Lock, takeLock } from '../migration/lock';

/** Makes the folder and holds it, so that no two programs write the same files. Throws `file.unwritable`, `archive.folder-in-use`. */
export async function holdFolder(folder: string): Promise<Lock> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return takeLock(folder, new Date().toISOString());
  } catch (thrown) {
    if (isFailure(thrown, 'migration.locked'))
      return fail('archive.folder-in-use', { ...thrown.failure.facts, folder }, thrown);
    const { code = '' } = thrown as NodeJS.ErrnoException;
    // Some file systems of memory sticks know no links, and so no locks.
    if (linkless.has(code)) return { release: () => undefined };
    if (thrown instanceof FailureError) throw thrown;
    return fail('file.unwritable', { file: folder, seen: code }, thrown);
  }
}

const linkless = new Set(['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EINVAL', 'EMLINK']);

/** What is in the place of a file: its size, undefined where there is nothing; `archive.file-differs` where it is no file. */
export async function sizeHere(path: string, file: string): Promise<number | undefined> {
  const found = await lstat(path).catch((thrown) => {
    const code = (thrown as NodeJS.ErrnoException).code ?? '';
    return code === 'ENOENT' ? undefined : fail('file.unreadable', { file, seen: code }, thrown);
  });
  if (found === undefined) return undefined;
  return found.isFile() ? found.size : fail('archive.file-differs', { file, seen: 'not a file' });
}

/** Throws `transfer.no-space` where what is still to come does not fit. */
export async function proveRoom(
  folder: string,
  files: readonly { readonly file: string; readonly size: number }[],
): Promise<void> {
  let required = 0;
  for (const { file, size } of files) {
    const path = join(folder, file);
    const sizes = await Promise.all(
      [path, `${path}.part`].map((each) =>
        lstat(each).then(
          (found) => found.size,
          () => 0,
        ),
      ),
    );
    required += Math.max(0, size - Math.max(...sizes));
  }
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < required) fail('transfer.no-space', { where: 'this computer', required });
}
