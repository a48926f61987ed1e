import { stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '../../../../shared/failure';
import type { Facts } from '../../../../shared/migration';
import { hashFile } from '../../eppb/hash-file';
import { byteProgress } from '../byte-progress';
import type { Step, Tools } from '../step';

/** Brings the backup here and compares its SHA-256 with the old server's. */
export const downloadBackup: Step<'request' | 'backup', 'localFile'> = {
  id: 'download-backup',
  needs: ['request', 'backup'],
  run: async ({ request, backup }, tools) => {
    const path = localPath(request, tools);
    const { bavail, bsize } = await statfs(tools.folder);
    const here = await stat(`${path}.part`)
      .then(({ size }) => size)
      .catch(() => 0);
    if (bavail * bsize < backup.size - here)
      fail('transfer.no-space', { where: 'this computer', required: backup.size });
    const source = await tools.appliance('source');
    const moved = await tools.transport.download(source.files, backup.file, path, {
      signal: tools.signal,
      onProgress: byteProgress(tools),
      sha256: backup.sha256,
    });
    return { localFile: { path, ...moved } };
  },
  /** While it is still to be uploaded, the copy has to be there. */
  stillHolds: async (tools) => {
    const { facts, steps } = tools.state();
    const { localFile } = facts;
    if (localFile === undefined || steps['upload-backup'].state === 'done') return true;
    const here = await hashFile(localFile.path, tools.signal).catch(() => undefined);
    return here?.sha256 === localFile.sha256;
  },
  alreadyDone: async ({ request, backup }, tools) => {
    const path = localPath(request, tools);
    const here = await hashFile(path, tools.signal).catch(() => undefined);
    if (here?.size !== backup.size || here.sha256 !== backup.sha256) return undefined;
    return { localFile: { path, ...here } };
  },
};

const localPath = (request: Facts['request'], tools: Tools): string =>
  join(tools.folder, `${request.name}.eppb`);
