import type { ClientChannel } from 'ssh2';
import { FailureError } from '../../../shared/failure';
import type { Line } from './line';

export type ExecOptions = {
  /** Written to the command's standard input, which is closed in any case. */
  readonly stdin?: string | undefined;
  readonly seconds: number;
};

export type ExecResult = {
  readonly exitCode: number;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
};

/** More than this on stdout and stderr together is no answer. */
export const answerBytesMax = 1_048_576;

/** Why a connection counts as lost: the server closed the channel of a command without an exit code. */
export class NoExitCode extends Error {}

/**
 * Runs one command line. Throws `appliance.answer-too-long`, `appliance.no-answer`, `appliance.command-failed` where the server
 * takes no commands at all, and `ssh.connection-lost`, caused by `NoExitCode` where only the channel was closed.
 */
export async function exec(
  line: Line,
  command: string,
  { stdin, seconds }: ExecOptions,
): Promise<ExecResult> {
  let channel: ClientChannel | undefined;
  let timer: NodeJS.Timeout | undefined;
  try {
    return await line.run<ExecResult>((client, settle) => {
      timer = setTimeout(() => {
        settle(new FailureError({ code: 'appliance.no-answer', facts: { command, seconds } }));
      }, seconds * 1000);
      client.exec(command, (error, opened) => {
        if (error) {
          const facts = { command, exitCode: -1, seen: 'commands are not allowed' };
          settle(new FailureError({ code: 'appliance.command-failed', facts }, error));
          return;
        }
        channel = opened;
        collect(opened, (failure, result) => {
          if (result) settle(undefined, result);
          else if (failure === 'closed')
            line.lose({ code: 'ssh.connection-lost', facts: line.address }, new NoExitCode());
          else
            settle(
              new FailureError({
                code: 'appliance.answer-too-long',
                facts: { command, limitBytes: answerBytesMax },
              }),
            );
        });
        opened.end(stdin ?? '');
      });
    });
  } finally {
    clearTimeout(timer);
    channel?.close();
  }
}

function collect(
  channel: ClientChannel,
  done: (failure: 'closed' | 'too-long' | undefined, result?: ExecResult) => void,
): void {
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  let bytes = 0;
  let exitCode: number | undefined;
  const keep = (list: Buffer[]) => (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > answerBytesMax) done('too-long');
    else list.push(chunk);
  };
  channel.on('data', keep(stdout));
  channel.stderr.on('data', keep(stderr));
  channel.on('error', () => {});
  channel.on('exit', (code: number | null) => {
    exitCode = code ?? -1;
  });
  channel.on('close', () => {
    if (exitCode === undefined) done('closed');
    else
      done(undefined, { exitCode, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr) });
  });
}
