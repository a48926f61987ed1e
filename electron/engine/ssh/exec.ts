import { FailureError, fail } from '../../../shared/failure';
import type { Line } from './line';
import { type CommandWish, type Ran, runCommand } from './run-command';

export type ExecOptions = Omit<CommandWish, 'bytesMax'> & {
  /** In place of the constant of this name. */
  readonly answerBytesMax?: number | undefined;
};
export type ExecResult = Omit<Ran, 'end'>;

/** More than this on stdout and stderr together is no answer. */
export const answerBytesMax = 1_048_576;

/** Why a connection counts as lost: the server closed the channel of a command without an exit code. */
export class NoExitCode extends Error {}

/**
 * Runs one command line. Throws `appliance.answer-too-long`, `appliance.no-answer`, `appliance.command-failed` where the server
 * takes no commands at all, and `ssh.connection-lost`, caused by `NoExitCode` where only the channel was closed.
 */
export async function exec(line: Line, command: string, options: ExecOptions): Promise<ExecResult> {
  const { answerBytesMax: bytesMax = answerBytesMax, ...wish } = options;
  const { end, ...result } = await runCommand(line, command, { ...wish, bytesMax });
  switch (end) {
    case 'exited':
      return result;
    case 'closed':
      return loseForNoExitCode(line);
    case 'refused': {
      const facts = { command, exitCode: -1, seen: 'commands are not allowed' };
      return fail('appliance.command-failed', facts);
    }
    case 'silent':
      return fail('appliance.no-answer', { command, seconds: options.seconds });
    case 'mute':
      return fail('appliance.no-answer', {
        ...{ command, seconds: options.silentSeconds ?? 0, mute: true },
      });
    case 'endless':
      return fail('appliance.answer-too-long', { command, limitBytes: bytesMax });
  }
}

/** A channel that closes without an exit code may be the first sign of a connection that ends. */
function loseForNoExitCode(line: Line): never {
  const cause = new NoExitCode();
  const failure = { code: 'ssh.connection-lost', facts: line.address } as const;
  line.lose(failure, cause);
  throw new FailureError(failure, cause);
}
