import { fail, isFailure } from '../../../../shared/failure';
import { byteProgress } from '../byte-progress';
import { ownJob } from '../own-job';
import type { Given, Step } from '../step';

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
    if (freeBytes < localFile.size - there)
      fail('transfer.no-space', { where: 'the new server', required: localFile.size });
    await tools.transport.upload(localFile.path, target.files, path, {
      signal: tools.signal,
      onProgress: byteProgress(tools),
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
