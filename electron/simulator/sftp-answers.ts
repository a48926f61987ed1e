import type { Stats } from 'node:fs';
import ssh2, { type Attributes, type FileEntry, type SFTPWrapper } from 'ssh2';

const { STATUS_CODE } = ssh2.utils.sftp;

/** How an operation answers: by sending one reply to the request. */
export type Answer = (sftp: SFTPWrapper, request: number) => void;

export const done: Answer = (sftp, request) => sftp.status(request, STATUS_CODE.OK);
export const endOfFile: Answer = (sftp, request) => sftp.status(request, STATUS_CODE.EOF);

/** For a connection that is gone. */
export const silence: Answer = () => undefined;

/** Answers with the attributes of a file or folder. */
export const attributesAnswer =
  (found: Stats): Answer =>
  (sftp, request) =>
    sftp.attrs(request, attributesOf(found));

/** Answers with names. */
export const namesAnswer =
  (entries: FileEntry[]): Answer =>
  (sftp, request) =>
    sftp.name(request, entries);

/** Answers with what an error stands for in SFTP version 3. */
export function errorAnswer(error: unknown): Answer {
  const { code, message } = error as { readonly code?: string; readonly message: string };
  const status =
    code === 'ENOENT'
      ? STATUS_CODE.NO_SUCH_FILE
      : code === 'EACCES' || code === 'EPERM' || code === 'ELOOP'
        ? STATUS_CODE.PERMISSION_DENIED
        : STATUS_CODE.FAILURE;
  return (sftp, request) => sftp.status(request, status, message);
}

/** Ends an operation with an error of this code. */
export function fault(message: string, code: string): never {
  throw Object.assign(new Error(message), { code });
}

/** An entry of a folder as `ls -l` would show it. */
export function entryOf(filename: string, found: Stats): FileEntry {
  const attrs = attributesOf(found);
  const kind = found.isDirectory() ? 'd' : found.isSymbolicLink() ? 'l' : '-';
  const when = new Date(found.mtimeMs).toISOString().slice(0, 10);
  return {
    filename,
    longname: `${kind}rw-r--r-- 1 root root ${attrs.size} ${when} ${filename}`,
    attrs,
  };
}

const attributesOf = (found: Stats): Attributes => ({
  mode: found.mode,
  uid: 0,
  gid: 0,
  size: found.size,
  atime: Math.floor(found.atimeMs / 1000),
  mtime: Math.floor(found.mtimeMs / 1000),
});
