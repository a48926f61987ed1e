import { FTPError } from 'basic-ftp';
import { FailureError, type FailureFacts, fail } from '../../../shared/failure';
import { printable } from '../printable';

/** The server that a failure tells of; `hush` takes secrets out of what it said. */
export type Spoken = {
  readonly host: string;
  readonly port: number;
  readonly hush: (text: string) => string;
};

/** What was asked of the server; a command without its argument. */
export type Asked = { readonly command: string; readonly path?: string | undefined };

/** Takes a secret out of everything, also where a server repeats it. */
export const hushOf =
  (secret: string) =>
  (text: string): string =>
    printable(secret === '' ? text : text.replaceAll(secret, '…')).slice(0, 200);

const noSuchFile = /no such|not found|not exist|cannot find|can't find|unavailable/i;

/** Throws what went wrong as a failure: a reply of the server by its number, else the loss of the connection. */
export function ftpFailure(thrown: unknown, spoken: Spoken, asked: Asked): never {
  if (thrown instanceof FailureError) throw thrown;
  const { host, port, hush } = spoken;
  const seen = hush(thrown instanceof Error ? thrown.message : String(thrown));
  const facts: FailureFacts = { host, port, seen };
  if (!(thrown instanceof FTPError)) return fail('ftp.connection-lost', facts);
  const path = printable(asked.path ?? '');
  switch (thrown.code) {
    case 421:
      return fail('ftp.connection-lost', facts);
    case 425:
      return fail('ftp.no-data-way', facts);
    case 426:
      return fail('ftp.data-lost', facts);
    case 452:
    case 552:
      return fail('transfer.no-space', { where: `the FTP server ${host}`, seen });
    case 550:
    case 553:
      if (noSuchFile.test(seen) && asked.command === 'RETR')
        return fail('transfer.source-file-missing', { path, seen });
      return fail('ftp.not-allowed', { host, path, seen });
    case 530:
    case 532:
      return fail('ftp.not-allowed', { host, path, seen });
    default:
      return fail('ftp.refused', { host, port, command: asked.command, seen });
  }
}

/** True for a reply that says no for good: 5xx. */
export const isNo = (thrown: unknown): thrown is FTPError =>
  thrown instanceof FTPError && thrown.code >= 500;

/** True for a reply that says that the command is not known or not carried out here. */
export const isUnknown = (thrown: unknown): boolean =>
  thrown instanceof FTPError && [500, 501, 502, 504].includes(thrown.code);
