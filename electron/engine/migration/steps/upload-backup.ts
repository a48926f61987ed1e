import type { Facts } from '../../../../shared/facts';
import { fail, isFailure } from '../../../../shared/failure';
import { isStraightThrough } from '../../../../shared/route';
import type { Appliance } from '../../appliance/appliance';
import { hashFile } from '../../eppb/hash-file';
import { byteProgress } from '../byte-progress';
import { ownJob } from '../own-job';
import { putByFtp } from '../route/by-ftp';
import { putByHand, whatIsThere } from '../route/by-hand';
import { decideTarget } from '../route/decide-route';
import { needRoomHere, needRoomThere, remotePath } from '../route/places';
import { straightThrough } from '../route/straight-through';
import type { Given, Step, Tools } from '../step';

type Needed = 'request' | 'target' | 'backup' | 'localFile';

/** Brings the backup to the new server, if it is not there yet; that server computes its SHA-256 itself. */
export const uploadBackup: Step<Needed, 'targetFile'> = {
  id: 'upload-backup',
  needs: ['request', 'target', 'backup', 'localFile'],
  run: async (given, tools) => {
    const path = remotePath(given.request, given.target);
    const isProven = await tools.route.follow(
      tools.signal,
      () => ['target'],
      (signal) => put(given, path, { ...tools, signal }),
    );
    if (!isProven) await prove(given.localFile, path, tools);
    return arrived(given.localFile, path, tools);
  },
  /** Until this migration's restore has begun, the file has to be there. */
  stillHolds: async (tools) => {
    const { facts, steps } = tools.state();
    if (facts.targetFile === undefined || steps['restore-backup'].state === 'done') return true;
    if (steps['restore-backup'].state !== 'waiting') {
      const job = await ownJob(tools);
      if (job && job.state !== 'failed') return true;
    }
    const { path, size } = facts.targetFile;
    // What a person or a console put there may be replaced by one of them, too.
    if (tools.route.chosen()?.target !== 'sftp')
      return (await whatIsThere(facts.targetFile, path, tools)) === undefined;
    return (await (await tools.appliance('target')).files.size(path)) === size;
  },
  alreadyDone: async ({ request, target, localFile }, tools) => {
    const path = remotePath(request, target);
    const differs = await whatIsThere(localFile, path, tools);
    return differs === undefined ? arrived(localFile, path, tools) : undefined;
  },
};

/** Answers with whether the new server has already told that the file is the right one. */
async function put(given: Given<Needed>, path: string, tools: Tools): Promise<boolean> {
  const { localFile } = given;
  // What went straight through is there by now.
  const passed = isStraightThrough(tools.route.chosen()) || localFile.kept === false;
  if (passed && !(await whatIsThere(localFile, path, tools))) return true;
  const { target: way } = await decideTarget(tools);
  const here = await isHere(localFile, tools);
  if (!here && way === 'sftp') {
    await straightThrough(given, 'none', tools);
    return false;
  }
  if (!here) await bringAfterAll(given, tools);
  if (way !== 'sftp') {
    await (way === 'hand'
      ? putByHand(localFile, path, tools)
      : putByFtp(localFile, path, given, tools));
    return true;
  }
  await needRoomThere(path, localFile.size, tools);
  const target = await tools.appliance('target');
  await tools.transport.upload(localFile.path, target.files, path, {
    signal: tools.signal,
    onProgress: byteProgress(tools),
    onNote: tools.noted,
    sha256: localFile.sha256,
    hash: (part) => target.hash(part),
    ...tools.pacing,
  });
  return false;
}

/** Whether the copy is on this computer: a step that was done says so, but for a file of which none was kept; one may have come since. */
async function isHere({ path, sha256, kept }: Facts['localFile'], tools: Tools): Promise<boolean> {
  if (kept !== false) return true;
  const found = await hashFile(path, tools.signal).catch(() => undefined);
  return found?.sha256 === sha256;
}

/** A file of which no copy was kept, and which now goes by a way that needs one. */
async function bringAfterAll({ backup, localFile }: Given<Needed>, tools: Tools): Promise<void> {
  await needRoomHere(localFile.path, backup.size, tools);
  const { files } = await tools.appliance('source');
  await tools.transport.download(files, backup.file, localFile.path, {
    signal: tools.signal,
    onProgress: byteProgress(tools),
    onNote: tools.noted,
    ...tools.pacing,
    sha256: backup.sha256,
  });
}

/** Throws where the new server reads other bytes than were sent; those are removed. */
async function prove(
  { size, sha256 }: Facts['localFile'],
  path: string,
  tools: Tools,
): Promise<void> {
  const target = await tools.appliance('target');
  const there = await target.hash(path);
  if (there.sha256 === sha256 && there.size === size) return;
  await target.files.remove(path);
  fail('transfer.hash-mismatch', {
    where: 'the new server',
    seen: there.sha256,
    expected: sha256,
  });
}

async function arrived(
  localFile: Facts['localFile'],
  path: string,
  tools: Tools,
): Promise<Pick<Facts, 'targetFile'>> {
  await sendSidecar(localFile, `${path}.json`, await tools.appliance('target'), tools);
  const { size, sha256 } = localFile;
  return { targetFile: { path, size, sha256 } };
}

/** The manifest goes along. Nobody needs it there to restore, so what stands in its way stops nothing. */
async function sendSidecar(
  { sidecar }: Facts['localFile'],
  to: string,
  target: Appliance,
  tools: Tools,
): Promise<void> {
  if (sidecar === undefined) return;
  try {
    const quiet = { signal: tools.signal, onProgress: () => undefined };
    await tools.transport.upload(sidecar, target.files, to, quiet);
  } catch (thrown) {
    tools.signal.throwIfAborted();
    if (!isFailure(thrown) || isFailure(thrown, 'ssh.connection-lost')) throw thrown;
  }
}
