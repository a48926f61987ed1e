import { fail, isFailure } from '../../../shared/failure';
import type { Flow } from './flow';
import type { RemotePart } from './remote-part';
import type { TransferFiles } from './transport';

/** Refuses a name that a folder has, where the server tells before anything is moved. */
export async function finalPlaceFree(
  files: TransferFiles,
  path: string,
  flow: Flow,
): Promise<void> {
  const found = await flow.ask(async () => files.look?.(path));
  if (found?.kind === 'folder') fail('transfer.failed', { path, seen: 'a folder has this name' });
}

/** How much there is of a part that may be gone on with; a link in its place is taken away, not followed. */
export async function freePart({ files, path, flow }: RemotePart): Promise<number> {
  if (!files.look) return (await flow.ask(() => files.size(path))) ?? 0;
  const found = await flow.ask(async () => files.look?.(path));
  if (found === undefined) return 0;
  if (found.kind === 'file') return found.size;
  if (found.kind !== 'link') fail('transfer.failed', { path, seen: 'not a file' });
  await flow.ask(() => files.remove(path));
  return 0;
}

/** Gives a part its final name; what has it goes, be it a link that leads nowhere. */
export async function giveName({ files, path: from, flow }: RemotePart, to: string): Promise<void> {
  if ((await flow.ask(() => files.size(to))) !== undefined) await flow.ask(() => files.remove(to));
  try {
    await flow.ask(() => files.rename(from, to));
  } catch (thrown) {
    // SFTP has one word for all that can be in the way.
    if (!isFailure(thrown, 'transfer.failed')) throw thrown;
    const gone = await flow
      .ask(() => files.remove(to))
      .then(
        () => true,
        () => false,
      );
    if (!gone) throw thrown;
    await flow.ask(() => files.rename(from, to));
  }
}
