import { constants, type Stats } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { FailureError, fail } from '../../../shared/failure';

/**
 * Opens a regular file for reading. Throws `file.not-a-file` for a folder, FIFO or device (which are never opened: that
 * could wait for ever) and `file.unreadable` for everything else.
 */
export async function openRegular(path: string): Promise<FileHandle> {
  const file = basename(path);
  try {
    refuseOthers(await stat(path), file);
    const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      refuseOthers(await handle.stat(), file);
    } catch (thrown) {
      await handle.close();
      throw thrown;
    }
    return handle;
  } catch (thrown) {
    if (thrown instanceof FailureError) throw thrown;
    const code = (thrown as NodeJS.ErrnoException).code ?? '';
    return fail('file.unreadable', { file, seen: code }, thrown);
  }
}

function refuseOthers(stats: Stats, file: string): void {
  if (!stats.isFile()) fail('file.not-a-file', { file, seen: kindOf(stats) });
}

function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return 'a folder';
  if (stats.isFIFO()) return 'a pipe';
  if (stats.isSocket()) return 'a socket';
  return 'a device';
}
