import { NoExitCode } from '../ssh/exec';
import type { Line } from '../ssh/line';
import { type Ran, runCommand } from '../ssh/run-command';

/** What a login said to a command line, and how that ended. */
export type Heard = Pick<Ran, 'exitCode' | 'end'> & {
  readonly stdout: string;
  readonly stderr: string;
};

/** More than this is not listened to. */
export const heardMax = 65_536;

/**
 * Gives one command line to a login that may have no shell, with nothing on standard input, and brings whatever comes of it: no
 * end of the command is a failure, only that of the connection.
 */
export async function hear(line: Line, command: string, seconds: number): Promise<Heard> {
  const { stdout, stderr, exitCode, end } = await runCommand(line, command, {
    seconds,
    bytesMax: heardMax,
  });
  // It may be the first sign of a connection that ends.
  if (end === 'closed') {
    line.lose({ code: 'ssh.connection-lost', facts: line.address }, new NoExitCode());
  }
  return { stdout: stdout.toString('utf8'), stderr: stderr.toString('utf8'), exitCode, end };
}
