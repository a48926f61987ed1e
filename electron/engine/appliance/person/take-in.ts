import { constants } from 'node:fs';
import { copyFile, link, mkdir, realpath, rm, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { fail } from '../../../../shared/failure';
import { recognise } from '../../eppb/containers/containers';
import { hashFile } from '../../eppb/hash-file';
import { openRegular } from '../../eppb/open-regular';

/** As browsers call what they have not finished. */
const unfinished = /\.(?:crdownload|part|partial|download|opdownload|tmp)$/i;

/**
 * Takes the file that a person downloaded into its place: as a second name of it where that goes, else as a copy. Throws
 * `hand.not-a-backup` for a web page, an empty file or a download that is not finished, and `file.*`.
 */
export async function takeIn(
  given: string,
  to: string,
  signal: AbortSignal,
): Promise<{ readonly size: number; readonly sha256: string }> {
  const name = basename(given);
  if (unfinished.test(name)) fail('hand.not-a-backup', { seen: 'unfinished', name });
  const handle = await openRegular(given);
  try {
    const head = Buffer.alloc(4096);
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    const kind = recognise(head.subarray(0, bytesRead)).container.id;
    if (kind === 'html' || kind === 'empty') fail('hand.not-a-backup', { seen: kind, name });
  } finally {
    await handle.close();
  }
  if (!(await isSame(given, to))) {
    await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    await rm(to, { force: true });
    await link(given, to).catch(() => copy(given, to));
  }
  return await hashFile(to, signal);
}

async function copy(from: string, to: string): Promise<void> {
  try {
    await copyFile(from, to, constants.COPYFILE_FICLONE);
  } catch (thrown) {
    await rm(to, { force: true });
    const code = (thrown as NodeJS.ErrnoException).code ?? '';
    if (code === 'ENOSPC') fail('transfer.no-space', { where: 'this computer' }, thrown);
    fail('file.unreadable', { file: basename(from), seen: code }, thrown);
  }
}

async function isSame(given: string, to: string): Promise<boolean> {
  const [a, b] = await Promise.all(
    [realpath(given), realpath(to)].map((each) => each.catch(() => '')),
  );
  if (a !== '' && a === b) return true;
  const [one, other] = await Promise.all([stat(given), stat(to).catch(() => undefined)]);
  return other !== undefined && one.ino !== 0 && one.ino === other.ino && one.dev === other.dev;
}
