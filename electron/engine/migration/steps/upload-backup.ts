import type { Facts } from '../../../../shared/facts';
import { fail, isFailure } from '../../../../shared/failure';
import type { Appliance } from '../../appliance/appliance';
import { byteProgress } from '../byte-progress';
import { ownJob } from '../own-job';
import type { Given, Step, Tools } from '../step';

/** Brings the backup to the new server, which computes its SHA-256 itself. */
export const uploadBackup: Step<'request' | 'target' | 'localFile', 'targetFile'> = {
  id: 'upload-backup',
  needs: ['request', 'target', 'localFile'],
  run: async (given, tools) => {
    const { localFile } = given;
    const path = remotePath(given);
    const target = await tools.appliance('target');
    const { freeBytes } = await target.disk();
    const there = (await target.files.size(`${path}.part`)) ?? 0;
    const missing = localFile.size - there - freeBytes;
    if (missing > 0)
      fail('transfer.no-space', { where: 'the new server', required: localFile.size, missing });
    await tools.transport.upload(localFile.path, target.files, path, {
      signal: tools.signal,
      onProgress: byteProgress(tools),
      onNote: tools.noted,
      sha256: localFile.sha256,
      hash: (part) => target.hash(part),
      ...tools.pacing,
    });
    const arrived = await target.hash(path);
    if (arrived.sha256 !== localFile.sha256 || arrived.size !== localFile.size) {
      await target.files.remove(path);
      fail('transfer.hash-mismatch', {
        where: 'the new server',
        seen: arrived.sha256,
        expected: localFile.sha256,
      });
    }
    await sendSidecar(localFile, `${path}.json`, target, tools);
    return { targetFile: { path, ...arrived } };
  },
  /** Until this migration's restore has begun, the file has to be there. */
  stillHolds: async (tools) => {
    const { facts, steps } = tools.state();
    if (facts.targetFile === undefined || steps['restore-backup'].state === 'done') return true;
    if (steps['restore-backup'].state !== 'waiting') {
      const job = await ownJob(tools);
      if (job && job.state !== 'failed') return true;
    }
    const target = await tools.appliance('target');
    return (await target.files.size(facts.targetFile.path)) === facts.targetFile.size;
  },
  alreadyDone: async (given, tools) => {
    const target = await tools.appliance('target');
    const path = remotePath(given);
    try {
      const there = await target.hash(path);
      const same = there.sha256 === given.localFile.sha256 && there.size === given.localFile.size;
      return same ? { targetFile: { path, ...there } } : undefined;
    } catch (thrown) {
      if (isFailure(thrown, 'transfer.source-file-missing')) return undefined;
      throw thrown;
    }
  },
};

const remotePath = (given: Given<'request' | 'target'>): string =>
  `${given.target.incoming}/${given.request.name}.eppb`;

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
