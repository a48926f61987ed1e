import { randomBytes } from 'node:crypto';
import { type FileHandle, lstat, open, rename, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { struckOnce } from '../faults';
import type { ServedMachine } from '../served-machine';
import { discard } from './form-body';
import { html } from './html';
import { largestImport } from './import-page';
import { boundaryOf, type PartSink, readParts } from './multipart';
import { type Answer, tell } from './page';
import type { Session } from './sessions';

/** A key is never longer, in bytes. */
const longestKey = 20_000;
/** Bytes of a request that are read to its end; one that announces more is not listened to. */
const largestRequest = 1_000_000_000;

const title = 'Import and Restore (Migrate)';
const refused = (status: number, words: string): Answer => ({
  ...{ status, title, body: html`<p class="note" role="alert">${words}</p>` },
});

type Arriving = {
  readonly handle: FileHandle;
  readonly part: string;
  fileName: string;
  size: number;
};

/** Takes the file and the key of *Import*, the file straight to the machine's disk, and queues the restore. */
export async function receiveImport(
  request: IncomingMessage,
  machine: ServedMachine,
  session: Session,
): Promise<Answer> {
  const boundary = boundaryOf(request.headers['content-type']);
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > largestRequest) return refused(413, tooLarge);
  if (boundary === undefined) {
    await discard(request);
    return refused(400, 'This is not the form of this page.');
  }
  const { storage } = machine;
  const fields = { token: '', key: '' };
  let arriving: Arriving | undefined;
  let problem: Answer | undefined;
  let read = 0;
  const part = join(storage.work, `upload-${randomBytes(6).toString('hex')}.part`);

  const takeFile = async (fileName: string): Promise<PartSink> => {
    const file = { handle: await open(part, 'wx', 0o600), part, fileName, size: 0 };
    arriving = file;
    return async (block) => {
      if (problem) return;
      file.size += block.length;
      if (file.size > largestImport) problem = refused(413, tooLarge);
      else if (!storage.take(block.length))
        problem = refused(507, 'There is not enough room on the disk.');
      else {
        await machine.pace(block.length);
        await file.handle.writeFile(block);
      }
    };
  };
  const takeField = (name: keyof typeof fields): PartSink => {
    const blocks: Buffer[] = [];
    let length = 0;
    return (block) => {
      length += block.length;
      if (length > longestKey) problem ??= refused(400, 'A field is too long.');
      // A block is part of a larger one that is filled anew.
      else blocks.push(Buffer.from(block));
      fields[name] = Buffer.concat(blocks).toString('utf8');
    };
  };
  const counted = async function* (): AsyncGenerator<Buffer> {
    for await (const block of request as AsyncIterable<Buffer>) {
      read += block.length;
      if (read > largestRequest) request.destroy();
      yield block;
    }
  };

  try {
    const whole = await readParts(counted(), boundary, ({ name, fileName }) => {
      // Nothing is kept of what comes before the token, or with another.
      if (name === 'token') return takeField('token');
      if (fields.token !== session.token) problem ??= refused(403, strangeForm);
      if (problem) return () => undefined;
      if (name === 'key') return takeField('key');
      if (name === 'file' && fileName && !arriving) return takeFile(fileName);
      return () => undefined;
    });
    if (!whole) problem ??= refused(400, 'The file did not arrive whole.');
    if (problem) return problem;
    if (!arriving || arriving.size === 0) return refused(400, 'Choose the file of a backup.');
    if (fields.key === '') return refused(400, 'Enter the System Backup Key.');
    await arriving.handle.close();
    return await queued(machine, session, arriving, fields.key);
  } finally {
    await arriving?.handle.close().catch(() => undefined);
    await rm(part, { force: true });
    await storage.measure();
  }
}

const tooLarge = 'The file is larger than 200 MB and cannot be imported here.';
export const strangeForm = 'This form does not belong to your session. Open the page again.';

async function queued(
  machine: ServedMachine,
  session: Session,
  { part, fileName }: Arriving,
  key: string,
): Promise<Answer> {
  const { storage } = machine;
  const fault = machine.state().faults['web-500-on-import'];
  if (fault) {
    const { faults } = machine.state();
    machine.change({ ...machine.state(), faults: struckOnce(faults, 'web-500-on-import') }, 'web');
    if (!fault.queued) return internalError;
  }
  const path = await freePath(machine, fileName);
  await rename(part, await storage.locate(path));
  const request = `web-${randomBytes(8).toString('hex')}`;
  const told = await tell(machine, ['backup', 'import', path, '--request', request], key);
  if ('refused' in told) {
    await storage.remove(path);
    return refused(409, told.refused);
  }
  if (fault) return internalError;
  session.note = 'Your back import file has been queued';
  return { to: '/backups' };
}

const internalError: Answer = {
  ...{ status: 500, title: 'HTTP 500', body: html`<p>500 Internal Server Error</p>` },
};

/** Where the file is to lie: under its own name where that is plain and free. */
async function freePath({ state, storage }: ServedMachine, fileName: string): Promise<string> {
  const last = fileName.split(/[/\\]/).at(-1) ?? '';
  const plain = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,119}$/.test(last) ? last : 'import.eppb';
  for (let number = 1; ; number++) {
    const path = `${state().folders.incoming}/${number === 1 ? '' : `${number}-`}${plain}`;
    const there = await lstat(await storage.locate(path)).catch(() => undefined);
    if (!there) return path;
  }
}
