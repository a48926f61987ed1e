import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import ssh2, { type SFTPWrapper } from 'ssh2';
import type { RemoteFiles } from '../../electron/engine/appliance/appliance';
import type { Found, TransferFiles } from '../../electron/engine/transport/transport';
import type { Side } from '../../shared/appliance';
import type { Stand } from './stand';

/** Sees what is in a place of a server without following links. */
export type Lookout = {
  /** The same files of the new server, with a look. */
  readonly files: (files: RemoteFiles) => TransferFiles;
  readonly filesOf: (side: Side, files: RemoteFiles) => TransferFiles;
  readonly close: () => Promise<void>;
};

/** Has connections of its own, one to each server, made when they are first needed. */
export async function openLookout(stand: Stand): Promise<Lookout> {
  const privateKey = await readFile(stand.identityFile);
  const connect = async (side: Side) => {
    const { host, port, user } = stand[side];
    const client = new ssh2.Client();
    client.connect({ host, port, username: user, privateKey });
    await once(client, 'ready');
    // A request that fails with it says so; a server that ends is no fault.
    client.on('error', () => {});
    const sftp = await new Promise<SFTPWrapper>((resolve, reject) =>
      client.sftp((error, opened) => (error ? reject(error) : resolve(opened))),
    );
    return { client, sftp };
  };
  const made = new Map<Side, ReturnType<typeof connect>>();
  const lookout = async (side: Side): Promise<SFTPWrapper> => {
    const connecting = made.get(side) ?? connect(side);
    made.set(side, connecting);
    return (await connecting).sftp;
  };
  const filesOf: Lookout['filesOf'] = (side, files) => ({
    ...files,
    look: async (path) => look(await lookout(side), path),
  });
  return {
    filesOf,
    files: (files) => filesOf('target', files),
    close: async () => {
      for (const connecting of made.values()) (await connecting).client.end();
    },
  };
}

const look = (sftp: SFTPWrapper, path: string): Promise<Found | undefined> =>
  new Promise((resolve, reject) => {
    sftp.lstat(path, (error, stats) => {
      if (error && (error as { readonly code?: unknown }).code === 2) resolve(undefined);
      else if (error) reject(error);
      else {
        const kind = stats.isFile()
          ? 'file'
          : stats.isDirectory()
            ? 'folder'
            : stats.isSymbolicLink()
              ? 'link'
              : 'other';
        resolve({ kind, size: stats.size, modifiedAt: stats.mtime * 1000 });
      }
    });
  });
