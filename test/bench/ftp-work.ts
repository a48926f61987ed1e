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

/** As much of the engine's FTP client as is measured. */
type OpenFtp = (
  server: { host: string; port: number; user: string; secure: 'none' },
  password: string,
  signal: AbortSignal,
) => Promise<{
  readonly download: (from: string, to: string, options: TransferOptions) => Promise<Moved>;
  readonly upload: (from: string, to: string, options: TransferOptions) => Promise<Moved>;
  readonly close: () => void;
}>;

/** Empty where this engine has no FTP client. */
const clients = import.meta.glob<OpenFtp>('../../electron/engine/ftp/open-ftp.ts', {
  import: 'openFtp',
});
const [load] = Object.values(clients);

/** Why FTP cannot be measured, or undefined. */
export const noFtpClientBecause = load ? undefined : 'the engine has no FTP client';

/** Carries out an order with the engine's FTP client, login included. */
export async function moveOverFtp(order: FtpOrder, options: TransferOptions): Promise<Carried> {
  if (!load) throw new Error(noFtpClientBecause);
  const { host, port, work, local, remote } = order;
  const openFtp = await load();
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
