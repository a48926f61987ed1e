import { fail, isFailure } from '../../../../shared/failure';
import { byteProgress } from '../byte-progress';
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
    if (freeBytes < localFile.size)
      fail('transfer.no-space', { where: 'the new server', required: localFile.size });
    await tools.transport.upload(localFile.path, target.files, path, {
      signal: tools.signal,
      onProgress: byteProgress(tools),
    });
    const there = await target.hash(path);
    if (there.sha256 !== localFile.sha256 || there.size !== localFile.size) {
      await target.files.remove(path);
      fail('transfer.hash-mismatch', {
        where: 'the new server',
        seen: there.sha256,
        expected: localFile.sha256,
      });
    }
    return { targetFile: { path, ...there } };
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
