import type { Side } from './appliance';
import type { Failure } from './failure';
import type { FileReference } from './file-reference';
import type { FtpInterface, FtpServerGiven } from './ftp-server';

/** What a person is asked who moves the backup, or a part of its way, themselves. `fault`: why the last answer was not taken. */
export type MovingQuestion =
  | {
      /** The file that a person brings here from the old server; `from` is its path there. */
      readonly kind: 'bring-file';
      readonly from: string;
      readonly size: number;
      readonly sha256: string;
      readonly fault?: Failure | undefined;
    }
  | {
      /** The file that a person takes from `path` here to `to` on the new server. */
      readonly kind: 'put-file';
      readonly path: string;
      readonly to: string;
      readonly size: number;
      readonly sha256: string;
      readonly fault?: Failure | undefined;
    }
  | {
      /** Which FTP server the console of a side shall use. */
      readonly kind: 'open-ftp';
      readonly side: Side;
      readonly serverName: string;
      /** Addresses of this computer, the likeliest first. */
      readonly interfaces: readonly FtpInterface[];
      readonly fault?: Failure | undefined;
    }
  | {
      /** A person works at the console of a side. What to type there is told by `console-fields` alone. */
      readonly kind: 'use-console';
      readonly side: Side;
      readonly serverName: string;
      readonly server: 'own' | 'other';
      /** Path of the file on the server whose console it is. */
      readonly path: string;
      readonly fault?: Failure | undefined;
    };

/** The answers, by the kind of the question. */
export type MovingAnswer =
  | { readonly kind: 'bring-file'; readonly file: FileReference }
  | { readonly kind: 'put-file' }
  | { readonly kind: 'open-ftp'; readonly server: FtpServerGiven }
  /** `again`: another FTP server, or other settings. */
  | { readonly kind: 'use-console'; readonly action: 'done' | 'again' };
