import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Client } from 'basic-ftp';
import { refuse } from './refusal';
import type { ServedMachine } from './served-machine';

/** What the text console asks for before it moves a file. */
export type FtpFields = {
  /** An IP address, with `:PORT` where it is not 21. */
  readonly address: string;
  /** Of the file on that server. */
  readonly path: string;
  /** Empty: anonymous. */
  readonly user: string;
  readonly password: string;
};

const patienceMilliseconds = 30_000;

/** Logs in, does one thing, and is gone; throws what the FTP server or the network says. */
async function atServer<Result>(
  { address, user, password }: FtpFields,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const [, inBrackets, plain, port = '21'] =
    /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(address) ?? [];
  const host = inBrackets ?? plain ?? address;
  const client = new Client(patienceMilliseconds);
  try {
    const login = user === '' ? { user: 'anonymous', password: 'guest' } : { user, password };
    await client.access({ host, port: Number(port), ...login });
    return await work(client);
  } finally {
    client.close();
  }
}

/** Sends a file of the machine to an FTP server. */
export async function exportFile(
  { storage, pace }: ServedMachine,
  file: string,
  fields: FtpFields,
): Promise<void> {
  const real = await storage.locate(file);
  const slowed = new Transform({
    transform: (block: Buffer, _encoding, done) => {
      pace(block.length).then(() => done(null, block), done);
    },
  });
  await atServer(fields, async (client) => {
    const reading = pipeline(createReadStream(real), slowed);
    await Promise.all([reading, client.uploadFrom(slowed, fields.path)]);
  });
}

/** Fetches a file from an FTP server into the folder for files to be imported; gives where it lies then. Refuses with `no-space`. */
export async function importFile(
  { state, storage, pace }: ServedMachine,
  fields: FtpFields,
): Promise<string> {
  const name = posix.basename(fields.path);
  if (!/^[A-Za-z0-9_-][A-Za-z0-9._-]{0,119}$/.test(name)) refuse('usage', 'the path names no file');
  const part = join(storage.work, `ftp-${randomBytes(6).toString('hex')}.part`);
  const path = `${state().folders.incoming}/${name}`;
  const taken = new Transform({
    transform: (block: Buffer, _encoding, done) => {
      if (!storage.take(block.length)) return done(new Error('the disk is full'));
      pace(block.length).then(() => done(null, block), done);
    },
  });
  try {
    await atServer(fields, async (client) => {
      const writing = pipeline(taken, createWriteStream(part, { mode: 0o644 }));
      await Promise.all([writing, client.downloadTo(taken, fields.path)]);
    });
    await rename(part, await storage.locate(path));
    return path;
  } finally {
    await rm(part, { force: true });
    await storage.measure();
  }
}
