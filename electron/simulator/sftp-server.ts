import { lstat, mkdir, readdir, rename, rm, rmdir, stat, truncate, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import ssh2, { type Attributes, type FileEntry, type SFTPWrapper } from 'ssh2';
import type { ServedConnection, ServedMachine } from './served-machine';
import { type OpenFile, openFile } from './sftp-files';

const { STATUS_CODE } = ssh2.utils.sftp;

/** How an operation answers: by sending one reply to the request. */
type Answer = (sftp: SFTPWrapper, request: number) => void;

const done: Answer = (sftp, request) => sftp.status(request, STATUS_CODE.OK);
const endOfFile: Answer = (sftp, request) => sftp.status(request, STATUS_CODE.EOF);
const withAttributes =
  (attributes: Attributes): Answer =>
  (sftp, request) =>
    sftp.attrs(request, attributes);

/** Open at the same time on one channel. */
const mostHandles = 100;

/** Serves SFTP version 3 on one channel, confined to the files of a machine. */
export function serveSftp(
  sftp: SFTPWrapper,
  machine: ServedMachine,
  connection: ServedConnection,
): void {
  const files = new Map<number, OpenFile>();
  const folders = new Map<number, FileEntry[]>();
  let handles = 0;
  const { storage, record } = machine;

  const keep = (store: (handle: number) => void): Answer => {
    if (files.size + folders.size >= mostHandles) throw new Error('too many open handles');
    const handle = ++handles;
    store(handle);
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(handle);
    return (to, request) => to.handle(request, bytes);
  };
  const fileOf = (handle: Buffer): OpenFile =>
    files.get(numberOf(handle)) ?? fault('no such handle', 'EBADF');

  /** Carries out one operation and answers, whatever comes of it. */
  const serve = (
    name: string,
    request: number,
    weight: number,
    operation: () => Promise<Answer>,
  ): void => {
    connection.load(weight);
    machine
      .trapped(`sftp ${name}`, () => operation().catch((error: unknown) => failed(error)))
      .then(async (outcome) => {
        await machine.pace(weight);
        if (outcome.dropped) connection.drop();
        else outcome.result(sftp, request);
      })
      .finally(() => connection.load(-weight))
      .catch(() => connection.drop());
  };
  /** An operation on a path, noted. */
  const onPath = (
    name: string,
    request: number,
    path: string,
    operation: () => Promise<Answer>,
  ): void => {
    record.operations.push(`${name} ${path}`);
    serve(name, request, 0, operation);
  };

  sftp.on('OPEN', (request, path, flags) =>
    onPath('open', request, path, async () => {
      const file = await openFile(machine, path, flags);
      return keep((handle) => files.set(handle, file));
    }),
  );
  sftp.on('READ', (request, handle, offset, length) =>
    serve('read', request, 0, async () => {
      const content = await fileOf(handle).read(offset, length);
      if (content.length === 0) return endOfFile;
      if (machine.meter(content.length) < content.length) {
        connection.drop();
        return () => undefined;
      }
      await machine.pace(content.length);
      return (to, id) => to.data(id, content);
    }),
  );
  sftp.on('WRITE', (request, handle, offset, content) =>
    serve('write', request, content.length, async () => {
      const file = fileOf(handle);
      const passing = machine.meter(content.length);
      await file.write(content.subarray(0, passing), offset);
      if (passing < content.length) connection.drop();
      return done;
    }),
  );
  sftp.on('CLOSE', (request, handle) =>
    serve('close', request, 0, async () => {
      const number = numberOf(handle);
      const file = files.get(number);
      files.delete(number);
      if (!file && !folders.delete(number)) fault('no such handle', 'EBADF');
      await file?.close();
      return done;
    }),
  );
  sftp.on('FSTAT', (request, handle) =>
    serve('fstat', request, 0, async () =>
      withAttributes(attributesOf(await fileOf(handle).stat())),
    ),
  );
  sftp.on('FSETSTAT', (request, handle, attributes) =>
    serve('fsetstat', request, 0, async () => {
      await fileOf(handle).change(attributes);
      return done;
    }),
  );
  sftp.on('STAT', (request, path) =>
    onPath('stat', request, path, async () =>
      withAttributes(attributesOf(await stat(await storage.locate(path)))),
    ),
  );
  sftp.on('LSTAT', (request, path) =>
    onPath('lstat', request, path, async () =>
      withAttributes(attributesOf(await lstat(await storage.locate(path, true)))),
    ),
  );
  sftp.on('SETSTAT', (request, path, { size, mtime }) =>
    onPath('setstat', request, path, async () => {
      const real = await storage.locate(path);
      if (size !== undefined) await truncate(real, size);
      if (mtime !== undefined) await utimes(real, mtime, mtime);
      await storage.measure();
      return done;
    }),
  );
  sftp.on('OPENDIR', (request, path) =>
    onPath('opendir', request, path, async () => {
      const entries = await entriesOf(await storage.locate(path));
      return keep((handle) => folders.set(handle, entries));
    }),
  );
  sftp.on('READDIR', (request, handle) =>
    serve('readdir', request, 0, async () => {
      const entries = folders.get(numberOf(handle)) ?? fault('no such handle', 'EBADF');
      const some = entries.splice(0, 100);
      return some.length === 0 ? endOfFile : (to, id) => to.name(id, some);
    }),
  );
  sftp.on('REMOVE', (request, path) =>
    onPath('remove', request, path, async () => {
      const real = await storage.locate(path, true);
      if ((await lstat(real)).isDirectory()) fault('is a folder', 'EISDIR');
      await rm(real);
      await storage.measure();
      return done;
    }),
  );
  sftp.on('RENAME', (request, from, to) =>
    onPath('rename', request, from, async () => {
      if (storage.isFixed(from)) fault('this folder stays', 'EACCES');
      const target = await storage.locate(to, true);
      const taken = await lstat(target).catch(() => undefined);
      if (taken) fault('the new name exists', 'EEXIST');
      await rename(await storage.locate(from, true), target);
      return done;
    }),
  );
  sftp.on('MKDIR', (request, path) =>
    onPath('mkdir', request, path, async () => {
      await mkdir(await storage.locate(path, true));
      return done;
    }),
  );
  sftp.on('RMDIR', (request, path) =>
    onPath('rmdir', request, path, async () => {
      if (storage.isFixed(path)) fault('this folder stays', 'EACCES');
      await rmdir(await storage.locate(path));
      return done;
    }),
  );
  sftp.on('REALPATH', (request, path) =>
    onPath('realpath', request, path, async () => {
      const filename = storage.tidy(path);
      return (to, id) => to.name(id, [{ filename, longname: filename, attrs: {} as Attributes }]);
    }),
  );
  const closeAll = (): void => {
    for (const file of files.values()) file.close().catch(() => undefined);
    files.clear();
  };
  sftp.on('end', closeAll);
  sftp.on('close', closeAll);
}

const numberOf = (handle: Buffer): number => (handle.length === 4 ? handle.readUInt32BE(0) : 0);

function fault(message: string, code: string): never {
  throw Object.assign(new Error(message), { code });
}

function failed(error: unknown): Answer {
  const { code, message } = error as { readonly code?: string; readonly message: string };
  const status =
    code === 'ENOENT'
      ? STATUS_CODE.NO_SUCH_FILE
      : code === 'EACCES' || code === 'EPERM' || code === 'ELOOP'
        ? STATUS_CODE.PERMISSION_DENIED
        : STATUS_CODE.FAILURE;
  return (sftp, request) => sftp.status(request, status, message);
}

const attributesOf = (found: {
  readonly mode: number;
  readonly size: number;
  readonly atimeMs: number;
  readonly mtimeMs: number;
}): Attributes => ({
  mode: found.mode,
  uid: 0,
  gid: 0,
  size: found.size,
  atime: Math.floor(found.atimeMs / 1000),
  mtime: Math.floor(found.mtimeMs / 1000),
});

async function entriesOf(folder: string): Promise<FileEntry[]> {
  const names = await readdir(folder);
  const entries: FileEntry[] = [];
  for (const filename of names) {
    const found = await lstat(join(folder, filename)).catch(() => undefined);
    if (!found) continue;
    const attrs = attributesOf(found);
    const kind = found.isDirectory() ? 'd' : found.isSymbolicLink() ? 'l' : '-';
    const when = new Date(found.mtimeMs).toISOString().slice(0, 10);
    const longname = `${kind}rw-r--r-- 1 root root ${attrs.size} ${when} ${filename}`;
    entries.push({ filename, longname, attrs });
  }
  return entries;
}
