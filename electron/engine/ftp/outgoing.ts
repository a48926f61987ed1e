import { FTPError } from 'basic-ftp';
import { fail } from '../../../shared/failure';
import { ftpFailure } from './ftp-failure';
import type { FtpLine } from './ftp-line';
import { lastReply } from './incoming';

/** A file that is sent, from some byte on and in order. */
export type Outgoing = {
  /** Where the next piece belongs. */
  readonly position: () => number;
  /** Resolves once the system has taken it over; that the server has it is known at the end only. */
  readonly write: (piece: Buffer) => Promise<void>;
  /** Ends the file and waits until the server says that it has all of it. */
  readonly finish: () => Promise<void>;
};

const replySeconds = 5;

/** Begins to send a file from byte `at` on: anew, behind its present end (`append`), or in its middle. */
export async function outgoing(
  line: FtpLine,
  path: string,
  at: number,
  append: boolean,
): Promise<Outgoing> {
  const { host, port, hush } = line.spoken;
  const command = append ? 'APPE' : 'STOR';
  let position = at;
  let finished = false;
  const { data, ended } = await line.begin({ command, path, at }, async () => {
    if (finished) return;
    data.destroy();
    await lastReply(replySeconds, ended, () => line.close());
  });
  // Nothing is to come; but the end of the connection is seen only by who reads.
  data.resume();
  // A server that says no goes on to hold the data connection, sometimes.
  ended.catch(() => data.destroy());

  /** Why it is over: what the server says, if it says anything. */
  const lost = async (): Promise<never> => {
    const reply = await lastReply(replySeconds, ended, () => line.close());
    const facts = { host, port, bytes: position };
    if (reply instanceof FTPError && reply.code === 426)
      return fail('ftp.data-lost', { ...facts, seen: hush(reply.message) });
    if (reply instanceof Error) return ftpFailure(reply, line.spoken, { command, path });
    return fail('ftp.data-lost', { ...facts, ...(reply && { seen: hush(reply.message) }) });
  };

  return {
    position: () => position,
    write: async (piece) => {
      position += piece.length;
      const failed = await new Promise<boolean>((resolve) => {
        if (data.destroyed || data.writableEnded) resolve(true);
        else data.write(piece, (thrown) => resolve(thrown !== null && thrown !== undefined));
      });
      if (failed) await lost();
    },
    finish: async () => {
      data.end();
      await ended.catch(lost);
      finished = true;
    },
  };
}
