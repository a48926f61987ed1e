import type { ClientChannel } from 'ssh2';
import { NoExitCode } from '../ssh/exec';
import type { Line } from '../ssh/line';

/** What a login said to a command line, and how that ended. */
export type Heard = {
  readonly stdout: string;
  readonly stderr: string;
  /** -1 where the server told none. */
  readonly exitCode: number;
  /**
   * `closed`: without an exit code, which ends the whole connection; `refused`: the server takes no commands; `silent`: not
   * over in time; `endless`: it said more than `heardMax` bytes.
   */
  readonly end: 'exited' | 'closed' | 'refused' | 'silent' | 'endless';
};

/** More than this is not listened to. */
export const heardMax = 65_536;

/**
 * Gives one command line to a login that may have no shell, with nothing on standard input, and brings whatever comes of it: no
 * end of the command is a failure, only that of the connection.
 */
export async function hear(line: Line, command: string, seconds: number): Promise<Heard> {
  let channel: ClientChannel | undefined;
  let timer: NodeJS.Timeout | undefined;
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  let bytes = 0;
  let exitCode: number | undefined;
  try {
    const end = await line.run<Heard['end']>((client, settle) => {
      const keep = (list: Buffer[]) => (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > heardMax) settle(undefined, 'endless');
        else list.push(chunk);
      };
      timer = setTimeout(() => settle(undefined, 'silent'), seconds * 1000);
      client.exec(command, (error, opened) => {
        if (error) {
          settle(undefined, 'refused');
          return;
        }
        channel = opened;
        opened.on('data', keep(stdout));
        opened.stderr.on('data', keep(stderr));
        opened.on('error', () => {});
        opened.on('exit', (code: number | null) => {
          exitCode = code ?? -1;
        });
        opened.on('close', () => settle(undefined, exitCode === undefined ? 'closed' : 'exited'));
        opened.end();
      });
    });
    // It may be the first sign of a connection that ends.
    if (end === 'closed') {
      line.lose({ code: 'ssh.connection-lost', facts: line.address }, new NoExitCode());
    }
    return { stdout: text(stdout), stderr: text(stderr), exitCode: exitCode ?? -1, end };
  } finally {
    clearTimeout(timer);
    channel?.close();
  }
}

const text = (chunks: readonly Buffer[]): string => Buffer.concat(chunks).toString('utf8');
