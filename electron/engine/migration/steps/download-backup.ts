import { stat } from 'node:fs/promises';
import type { Facts } from '../../../../shared/facts';
import { isStraightThrough } from '../../../../shared/route';
import { hashFile } from '../../eppb/hash-file';
import type { Moved } from '../../transport/transport';
import { byteProgress } from '../byte-progress';
import { completeKit } from '../complete-kit';
import { bringByFtp } from '../route/by-ftp';
import { bringByHand, whatIsThere } from '../route/by-hand';
import { decideRoute } from '../route/decide-route';
import { localPath, needRoomHere, remotePath } from '../route/places';
import { straightThrough } from '../route/straight-through';
import type { Given, Step, Tools } from '../step';
import { writeSidecar } from '../write-sidecar';

type Needed = 'source' | 'target' | 'request' | 'keyProof' | 'backup';

/**
 * Brings the backup here, or straight through to the new server, by the way that is decided now; its SHA-256 is the old server's.
 * What is known of it goes beside it and into the kit.
 */
export const downloadBackup: Step<Needed, 'localFile'> = {
  id: 'download-backup',
  needs: ['source', 'target', 'request', 'keyProof', 'backup'],
  run: async (given, tools) => {
    const moved = await tools.route.follow(
      tools.signal,
      () => (tools.route.chosen()?.source === 'sftp' ? ['source', 'target', 'copy'] : ['source']),
      (signal) => bring(given, { ...tools, signal }),
    );
    return arrived(moved, given, tools);
  },
  /** While it is still to be uploaded, the copy has to be there; where none is kept, the file on the new server. */
  stillHolds: async (tools) => {
    const { facts, steps } = tools.state();
    const { localFile, request, target } = facts;
    if (localFile === undefined || steps['upload-backup'].state === 'done') return true;
    if (localFile.kept === false && request && target)
      return (await whatIsThere(localFile, remotePath(request, target), tools)) === undefined;
    const here = await hashFile(localFile.path, tools.signal).catch(() => undefined);
    return here?.sha256 === localFile.sha256;
  },
  alreadyDone: async (given, tools) => {
    const { request, backup, target } = given;
    const here = await hashFile(localPath(request, tools), tools.signal).catch(() => undefined);
    if (here?.size === backup.size && here.sha256 === backup.sha256)
      return arrived(here, given, tools);
    if (!isStraightThrough(tools.route.chosen()) || tools.route.wish().copy === 'first')
      return undefined;
    const there = await whatIsThere(backup, remotePath(request, target), tools);
    return there === undefined ? arrived(backup, given, tools) : undefined;
  },
};

async function bring(given: Given<Needed>, tools: Tools): Promise<Moved> {
  const { request, backup } = given;
  const path = localPath(request, tools);
  const { source, copy } = await decideRoute({ size: backup.size, path }, tools);
  if (source === 'hand') return bringByHand(given, tools);
  if (source === 'ftp') return bringByFtp(given, tools);
  if (copy !== 'first') return straightThrough(given, copy, tools);
  await needRoomHere(path, backup.size, tools);
  const { files } = await tools.appliance('source');
  return await tools.transport.download(files, backup.file, path, {
    signal: tools.signal,
    onProgress: byteProgress(tools),
    onNote: tools.noted,
    ...tools.pacing,
    sha256: backup.sha256,
  });
}

async function arrived(
  { size, sha256 }: Moved,
  given: Given<Needed>,
  tools: Tools,
): Promise<Pick<Facts, 'localFile'>> {
  const path = localPath(given.request, tools);
  const file = { path, size, sha256 };
  const sidecar = writeSidecar(file, given, tools);
  await completeKit(tools);
  const kept = await stat(path).then(
    () => true,
    () => false,
  );
  return { localFile: { ...file, sidecar, ...(!kept && { kept: false as const }) } };
}
