import type { FtpInterface } from '../../../../shared/ftp-server';
import type { openFtpDesk } from '../../ftp/desk/open-desk';
import type { openFtp } from '../../ftp/open-ftp';

/** What steps know of FTP: a login at a server, a server of this program, and where it could be reached. */
export type FtpPort = {
  /** Addresses of this computer, the likeliest to be reached from an address first. */
  readonly interfacesTowards: (address: string) => Promise<readonly FtpInterface[]>;
  readonly open: typeof openFtp;
  readonly openDesk: typeof openFtpDesk;
};
