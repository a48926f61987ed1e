import { join } from 'node:path';
import type { CopyWay } from '../../../../shared/route';
import type { Moved } from '../../transport/transport';
import { byteProgress } from '../byte-progress';
import type { Given, Tools } from '../step';
import { localPath, needRoomHere, needRoomThere, remotePath } from './places';

/** Moves the backup from server to server through the memory of this computer; `meanwhile`: with a copy here. */
export async function straightThrough(
  { request, backup, target }: Given<'request' | 'backup' | 'target'>,
  copy: CopyWay,
  tools: Tools,
): Promise<Moved> {
  const path = localPath(request, tools);
  const to = remotePath(request, target);
  const [from, there] = [await tools.appliance('source'), await tools.appliance('target')];
  if (copy === 'meanwhile') await needRoomHere(path, backup.size, tools);
  await needRoomThere(to, backup.size, tools);
  return await tools.transport.relay(
    { files: from.files, path: backup.file },
    { files: there.files, path: to },
    {
      signal: tools.signal,
      onProgress: byteProgress(tools),
      onNote: tools.noted,
      ...tools.pacing,
      sha256: backup.sha256,
      hash: (part) => there.hash(part),
      record: join(tools.folder, `${request.name}.relay.json`),
      ...(copy === 'meanwhile' && { copy: path }),
    },
  );
}
