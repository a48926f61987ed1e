import { stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Facts, HashedFile } from '../../../../shared/facts';
import { fail } from '../../../../shared/failure';
import { hashFile } from '../../eppb/hash-file';
import { byteProgress } from '../byte-progress';
import { completeKit } from '../complete-kit';
import type { Given, Step, Tools } from '../step';
import { writeSidecar } from '../write-sidecar';

type Needed = 'source' | 'request' | 'keyProof' | 'backup';

/** Brings the backup here and compares its SHA-256 with the old server's; what is known of it goes beside it and into the kit. */
export const downloadBackup: Step<Needed, 'localFile'> = {
  id: 'download-backup',
  needs: ['source', 'request', 'keyProof', 'backup'],
  run: async (given, tools) => {
    const { request, backup } = given;
    const path = localPath(request, tools);
    const { bavail, bsize } = await statfs(tools.folder);
    const here = await stat(`${path}.part`)
      .then(({ size }) => size)
      .catch(() => 0);
    const missing = backup.size - here - bavail * bsize;
    if (missing > 0)
      fail('transfer.no-space', { where: 'this computer', required: backup.size, missing });
    const source = await tools.appliance('source');
    const moved = await tools.transport.download(source.files, backup.file, path, {
      signal: tools.signal,
      onProgress: byteProgress(tools),
      onNote: tools.noted,
      ...tools.pacing,
      sha256: backup.sha256,
    });
    return arrived({ path, ...moved }, given, tools);
  },
  /** While it is still to be uploaded, the copy has to be there. */
  stillHolds: async (tools) => {
    const { facts, steps } = tools.state();
    const { localFile } = facts;
    if (localFile === undefined || steps['upload-backup'].state === 'done') return true;
    const here = await hashFile(localFile.path, tools.signal).catch(() => undefined);
    return here?.sha256 === localFile.sha256;
  },
  alreadyDone: async (given, tools) => {
    const { request, backup } = given;
    const path = localPath(request, tools);
    const here = await hashFile(path, tools.signal).catch(() => undefined);
    if (here?.size !== backup.size || here.sha256 !== backup.sha256) return undefined;
    return arrived({ path, ...here }, given, tools);
  },
};

const localPath = (request: Facts['request'], tools: Tools): string =>
  join(tools.folder, `${request.name}.eppb`);

async function arrived(
  file: HashedFile,
  given: Given<Needed>,
  tools: Tools,
): Promise<Pick<Facts, 'localFile'>> {
  const sidecar = writeSidecar(file, given, tools);
  await completeKit(tools);
  return { localFile: { ...file, sidecar } };
}
