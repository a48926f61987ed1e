import type { FileEntry, SFTPWrapper } from 'ssh2';
import { noteChange } from './record';
import type { ServedConnection, ServedMachine } from './served-machine';
import {
  type Answer,
  attributesAnswer,
  done,
  endOfFile,
  errorAnswer,
  fault,
  namesAnswer,
  silence,
} from './sftp-answers';
import { type OpenFile, openFile } from './sftp-files';
import { pathOperations } from './sftp-paths';

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
  const paths = pathOperations(machine.storage);
  let handles = 0;

  const keep = (store: (handle: number) => void): Answer => {
    const handle = ++handles;
    store(handle);
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(handle);
    return (to, request) => to.handle(request, bytes);
  };
  const fileOf = (handle: Buffer): OpenFile =>
    files.get(numberOf(handle)) ?? fault('no such handle', 'EBADF');
  const checkHandles = (): void => {
    if (files.size + folders.size >= mostHandles) fault('too many open handles', 'EMFILE');
  };

  /** Carries out one operation and answers, whatever comes of it. `content` is what a slow machine is slow with. */
  const serve = (
    name: string,
    request: number,
    operation: (content: (bytes: number) => void) => Promise<Answer>,
    weight = 0,
  ): void => {
    if (connection.gone()) return;
    let bytes = weight;
    const attempt = (): Promise<Answer> =>
      operation((more) => {
        bytes += more;
      }).catch(errorAnswer);
    connection.load(weight);
    machine
      .trapped(`sftp ${name}`, attempt)
      .then(async (outcome) => {
        await machine.pace(bytes);
        if (outcome.dropped) connection.drop();
        else if (!connection.gone()) outcome.result(sftp, request);
      })
      .catch(connection.drop)
      .finally(() => connection.load(-weight));
  };
  /** An operation on a path, which is noted. */
  const onPath = (
    name: string,
    request: number,
    path: string,
    run: () => Promise<Answer>,
  ): void => {
    machine.record.operations.push(`${name} ${path}`);
    serve(name, request, run);
  };
  /** One that changes something, unless it fails. */
  const change = (name: string, request: number, path: string, run: () => Promise<Answer>): void =>
    onPath(name, request, path, async () => {
      const answer = await run();
      noteChange(machine.record, `sftp ${name} ${path}`);
      return answer;
    });

  sftp.on('OPEN', (request, path, flags) =>
    onPath('open', request, path, async () => {
      checkHandles();
      const file = await openFile(machine, path, flags);
      return keep((handle) => files.set(handle, file));
    }),
  );
  sftp.on('READ', (request, handle, offset, length) =>
    serve('read', request, async (content) => {
      const read = await fileOf(handle).read(offset, length);
      if (read.length === 0) return endOfFile;
      content(read.length);
      if (connection.gone()) return silence;
      if (machine.meter(read.length) < read.length) {
        connection.dropAll();
        return silence;
      }
      return (to, id) => to.data(id, read);
    }),
  );
  sftp.on('WRITE', (request, handle, offset, content) => {
    const write = async (): Promise<Answer> => {
      const passing = machine.meter(content.length);
      // First of all, so that nothing that came behind it is carried out.
      if (passing < content.length) connection.dropAll();
      await fileOf(handle).write(content.subarray(0, passing), offset);
      return done;
    };
    serve('write', request, write, content.length);
  });
  sftp.on('CLOSE', (request, handle) =>
    serve('close', request, async () => {
      const number = numberOf(handle);
      const file = files.get(number);
      files.delete(number);
      if (!file && !folders.delete(number)) fault('no such handle', 'EBADF');
      await file?.close();
      return done;
    }),
  );
  sftp.on('FSTAT', (request, handle) =>
    serve('fstat', request, async () => attributesAnswer(await fileOf(handle).stat())),
  );
  sftp.on('FSETSTAT', (request, handle, attributes) =>
    serve('fsetstat', request, async () => {
      await fileOf(handle).change(attributes);
      return done;
    }),
  );
  sftp.on('OPENDIR', (request, path) =>
    onPath('opendir', request, path, async () => {
      checkHandles();
      const entries = await paths.list(path);
      return keep((handle) => folders.set(handle, entries));
    }),
  );
  sftp.on('READDIR', (request, handle) =>
    serve('readdir', request, async () => {
      const entries = folders.get(numberOf(handle)) ?? fault('no such handle', 'EBADF');
      const some = entries.splice(0, 100);
      return some.length === 0 ? endOfFile : namesAnswer(some);
    }),
  );
  sftp.on('STAT', (request, path) => onPath('stat', request, path, () => paths.stat(path)));
  sftp.on('LSTAT', (request, path) => onPath('lstat', request, path, () => paths.lstat(path)));
  sftp.on('SETSTAT', (request, path, attributes) => {
    // Rights and owners are not kept.
    const changes = attributes.size !== undefined || attributes.mtime !== undefined;
    (changes ? change : onPath)('setstat', request, path, () => paths.setstat(path, attributes));
  });
  sftp.on('REMOVE', (request, path) => change('remove', request, path, () => paths.remove(path)));
  sftp.on('RENAME', (request, from, to) =>
    change('rename', request, from, () => paths.rename(from, to)),
  );
  sftp.on('MKDIR', (request, path) => change('mkdir', request, path, () => paths.mkdir(path)));
  sftp.on('RMDIR', (request, path) => change('rmdir', request, path, () => paths.rmdir(path)));
  sftp.on('REALPATH', (request, path) =>
    onPath('realpath', request, path, () => paths.realpath(path)),
  );

  const closeAll = (): void => {
    for (const file of files.values()) file.close().catch(() => undefined);
    files.clear();
  };
  sftp.on('close', closeAll);
  // OpenSSH's client says that it is through, and waits for the channel to be closed.
  sftp.on('end', () => {
    closeAll();
    sftp.end();
  });
}

const numberOf = (handle: Buffer): number => (handle.length === 4 ? handle.readUInt32BE(0) : 0);
