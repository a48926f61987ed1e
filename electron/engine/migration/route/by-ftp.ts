import { rm } from 'node:fs/promises';
import { basename, posix } from 'node:path';
import type { HashedFile } from '../../../../shared/facts';
import { FailureError } from '../../../../shared/failure';
import type { FtpConnection } from '../../ftp/open-ftp';
import type { Moved } from '../../transport/transport';
import { byteProgress } from '../byte-progress';
import type { Given, Tools } from '../step';
import { atConsole, type Console, type OtherServer, withServer } from './at-console';
import { whatIsThere } from './by-hand';
import { otherFileIn } from './other-file';
import { offer, receive } from './own-ftp-server';
import { localPath, needRoomHere } from './places';

/** Has a person export the backup at the console of the old server, and takes it from the FTP server that they chose. */
export async function bringByFtp(
  { source, request, backup }: Given<'source' | 'request' | 'backup'>,
  tools: Tools,
): Promise<Moved> {
  const path = localPath(request, tools);
  const at: Console = { side: 'source', appliance: source, path: backup.file };
  await needRoomHere(path, backup.size, tools);
  return await withServer(at, tools, {
    own: (server) => receive(server, at, { ...backup, path }, tools),
    other: async (server) => {
      // Before somebody walks to a console: whether anybody gets in there.
      const ftp = await openOther(server, tools);
      ftp.close();
      const from = posix.join(server.folder, basename(path));
      return await atConsole(at, otherFields(server, from), 'other', tools, async () => {
        const again = await openOther(server, tools);
        try {
          return await downloaded(again, from, path, {
            ...{
              signal: tools.signal,
              onProgress: byteProgress(tools),
              onNote: tools.noted,
              sha256: backup.sha256,
            },
            ...tools.pacing,
          });
        } finally {
          again.close();
        }
      });
    },
  });
}

/** Offers the file on the FTP server that a person chooses, has them import it at the console of the new server, and has that server prove it. */
export async function putByFtp(
  file: HashedFile,
  to: string,
  { target }: Given<'target'>,
  tools: Tools,
): Promise<void> {
  const at: Console = { side: 'target', appliance: target, path: to };
  const proven = async (): Promise<true> => {
    const fault = await whatIsThere(file, to, tools);
    if (fault) throw new FailureError(fault);
    return true;
  };
  await withServer(at, tools, {
    own: (server) => offer(server, at, file, tools, proven),
    other: async (server) => {
      const there = posix.join(server.folder, posix.basename(to));
      const ftp = await openOther(server, tools);
      try {
        await ftp.upload(file.path, there, {
          ...{
            signal: tools.signal,
            onProgress: byteProgress(tools),
            onNote: tools.noted,
            sha256: file.sha256,
          },
          ...tools.pacing,
        });
      } finally {
        ftp.close();
      }
      return await atConsole(at, otherFields(server, there), 'other', tools, proven);
    },
  });
}

/** What is not the backup is told as such, and is not kept: the FTP server has it. */
async function downloaded(
  ftp: FtpConnection,
  from: string,
  path: string,
  options: Parameters<FtpConnection['download']>[2],
): Promise<Moved> {
  try {
    return await ftp.download(from, path, options);
  } catch (thrown) {
    const other = otherFileIn(thrown);
    if (!other) throw thrown;
    await rm(`${path}.damaged`, { force: true });
    throw new FailureError(other, thrown);
  }
}

const otherFields = ({ host, port, user }: OtherServer, path: string) => ({
  address: host,
  port,
  path,
  user,
});

const openOther = (
  { host, port, user, secret, secure, certificate }: OtherServer,
  tools: Tools,
): Promise<FtpConnection> =>
  tools.ftp.open({ host, port, user, secure, allowCertificate: certificate }, secret, tools.signal);
