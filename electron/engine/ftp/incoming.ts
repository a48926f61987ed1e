import { FTPError, type FTPResponse } from 'basic-ftp';
import { fail } from '../../../shared/failure';
import { ftpFailure } from './ftp-failure';
import type { Begun, FtpLine } from './ftp-line';

/** A file that comes, from some byte on and in order. */
export type Incoming = {
  /** How far it was read, from the start of the file. */
  readonly position: () => number;
  /** Fills `into`; less only where the file ends, and the server says so too. One call after the other. */
  readonly read: (into: Buffer) => Promise<number>;
};

const replySeconds = 5;
const arrivalSeconds = 2;

/**
 * Begins to fetch a file at byte `at`. Where it was read up to `size` when the next command wants the connection, its end is waited
 * for; else it is broken off.
 */
export async function incoming(
  line: FtpLine,
  path: string,
  at: number,
  size: number,
): Promise<Incoming> {
  const { host, port, hush } = line.spoken;
  let position = at;
  let rest: Buffer = Buffer.alloc(0);
  let data: Begun['data'] | undefined;
  let wanted: { readonly into: Buffer; got: number; readonly done: () => void } | undefined;
  let state: 'open' | 'over' | 'broken' = 'open';

  /** Gives what is there to who waits for it; true where more can be taken. */
  const serve = (): boolean => {
    if (!wanted) return false;
    const took = rest.copy(wanted.into, wanted.got);
    wanted.got += took;
    position += took;
    rest = rest.subarray(took);
    if (wanted.got < wanted.into.length && state === 'open') return true;
    const { done } = wanted;
    wanted = undefined;
    done();
    return false;
  };
  const finish = (now: typeof state): void => {
    if (state === 'open') state = now;
    serve();
  };

  const settle = async ({ data, ended }: Begun): Promise<void> => {
    // Where the file ends is also told by what comes after.
    if (position === size && state === 'open') await take(Buffer.alloc(1));
    if (state === 'open' || rest.length > 0) data.destroy();
    await lastReply(replySeconds, ended, () => line.close());
  };
  const take = async (into: Buffer): Promise<number> => {
    const wish = { into, got: 0, done: () => {} };
    await new Promise<void>((resolve) => {
      wanted = Object.assign(wish, { done: resolve });
      if (serve()) data?.resume();
    });
    return wish.got;
  };

  const begun = await line.begin(
    {
      ...{ command: 'RETR', path, at },
      onBytes: (piece) => {
        rest = piece;
        return serve();
      },
    },
    settle,
  );
  data = begun.data;
  if (line.client.ftp.hasTLS) {
    data.on('data', (piece: Buffer) => {
      rest = piece;
      if (!serve()) data?.pause();
    });
    data.pause();
  } else data.resume();
  data.once('end', () => finish('over'));
  data.once('close', () => finish('broken'));
  if (data.destroyed) finish('broken');
  // What is on its way may still arrive; but a server that says no may also leave the data connection open.
  begun.ended.catch(() => {
    const late = setTimeout(() => data?.destroy(), arrivalSeconds * 1000).unref();
    data?.once('close', () => clearTimeout(late));
  });

  return {
    position: () => position,
    read: async (into) => {
      const got = await take(into);
      if (got === into.length) return got;
      const reply = await lastReply(replySeconds, begun.ended, () => line.close());
      if (state === 'over' && reply !== undefined && !(reply instanceof Error)) return got;
      if (reply instanceof Error && !(reply instanceof FTPError))
        ftpFailure(reply, line.spoken, { command: 'RETR', path });
      const seen = reply === undefined ? 'and did not say why' : hush(reply.message);
      return fail('ftp.data-lost', { host, port, bytes: position, seen });
    },
  };
}

/** What the server said at last, or the error that it ended with; undefined, after `giveUp`, where it says nothing. */
export async function lastReply(
  seconds: number,
  ended: Begun['ended'],
  giveUp: () => void,
): Promise<FTPResponse | Error | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => {
      giveUp();
      resolve(undefined);
    }, seconds * 1000);
  });
  const said = ended.catch((thrown: unknown) =>
    thrown instanceof Error ? thrown : new Error(String(thrown)),
  );
  try {
    return await Promise.race([said, late]);
  } finally {
    clearTimeout(timer);
  }
}
