import { openFtp } from '../../electron/engine/ftp/open-ftp';
import type { Moved, TransferOptions } from '../../electron/engine/transport/transport';

/** One transfer from or to an FTP server that lets everybody in, as plain data. */
export type FtpOrder = {
  readonly over: 'ftp';
  readonly work: 'download' | 'upload';
  readonly host: string;
  readonly port: number;
  readonly local: string;
  /** The path on the server. */
  readonly remote: string;
};

/** What arrived, and what ends the connections that it took. */
export type Carried = { readonly moved: Moved; readonly close: () => void };

/** Carries out an order with the engine's FTP client, login included. */
export async function moveOverFtp(order: FtpOrder, options: TransferOptions): Promise<Carried> {
  const { host, port, work, local, remote } = order;
  const server = { host, port, user: 'anonymous', secure: 'none' } as const;
  const { download, upload, close } = await openFtp(server, 'bench', options.signal);
  try {
    const moved = await (work === 'download'
      ? download(remote, local, options)
      : upload(local, remote, options));
    return { moved, close };
  } catch (error) {
    close();
    throw error;
  }
}
