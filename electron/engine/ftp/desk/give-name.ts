import { link, lstat, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fail } from '../../../../shared/failure';
import { renameForGood } from '../../transport/local-file';

/**
 * Gives a part its name, for good; never in the place of another file, which is `file.unwritable`. Where a disk knows no second names,
 * looking first has to do.
 */
export async function giveName(part: string, target: string): Promise<void> {
  try {
    await link(part, target);
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    const taken = await lstat(target).catch(() => undefined);
    if (code === 'EEXIST' || taken)
      fail('file.unwritable', { file: target, seen: 'a file of this name has come meanwhile' });
    await renameForGood(part, target);
    return;
  }
  // The file has its name; whoever stops the desk may have removed the other one already.
  await rm(part, { force: true }).catch(() => {});
  // Not every system can flush a folder; the name stands without it.
  const folder = await open(dirname(target), 'r').catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
