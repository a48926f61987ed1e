import type { ClientChannel } from 'ssh2';
import type { Line } from './line';

export type CommandWish = {
  /** Written to the command's standard input, which is closed in any case. */
  readonly stdin?: string | undefined;
  readonly seconds: number;
  /** Given up where nothing comes for so long; absent: only the whole time counts. */
  readonly silentSeconds?: number | undefined;
  /** More than this on stdout and stderr together is not listened to. */
  readonly bytesMax: number;
};

/** What came of one command line. */
export type Ran = {
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  /** -1 where the server told none. */
  readonly exitCode: number;
  /**
   * `closed`: the channel was closed without an exit code; `refused`: the server takes no commands; `silent`: not over in time;
   * `mute`: nothing came for `silentSeconds`; `endless`: more than `bytesMax` came.
   */
  readonly end: 'exited' | 'closed' | 'refused' | 'silent' | 'mute' | 'endless';
};

/** Runs one command line. How it ends is no failure; only the end of the connection is. */
export async function runCommand(
  line: Line,
  command: string,
  { stdin, seconds, silentSeconds, bytesMax }: CommandWish,
): Promise<Ran> {
  let channel: ClientChannel | undefined;
  let timer: NodeJS.Timeout | undefined;
  let quiet: NodeJS.Timeout | undefined;
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  let bytes = 0;
  let exitCode: number | undefined;
  let over = false;
  try {
    const end = await line.run<Ran['end']>((client, settle) => {
      const keep = (list: Buffer[]) => (chunk: Buffer) => {
        bytes += chunk.length;
        quiet?.refresh();
        if (bytes > bytesMax) settle(undefined, 'endless');
        else list.push(chunk);
      };
      timer = setTimeout(() => {
        over = true;
        settle(undefined, 'silent');
        // A command that has not begun would begin later, with nobody there.
        if (!channel) line.lose({ code: 'appliance.no-answer', facts: { command, seconds } });
      }, seconds * 1000);
      client.exec(command, (error, opened) => {
        if (error) {
          settle(undefined, 'refused');
          return;
        }
        channel = opened;
        if (over) return void opened.close();
        if (silentSeconds !== undefined)
          quiet = setTimeout(() => settle(undefined, 'mute'), silentSeconds * 1000);
        opened.on('data', keep(stdout));
        opened.stderr.on('data', keep(stderr));
        opened.on('error', () => {});
        opened.on('exit', (code: number | null) => {
          exitCode = code ?? -1;
        });
        opened.on('close', () => settle(undefined, exitCode === undefined ? 'closed' : 'exited'));
        opened.end(stdin ?? '');
      });
    });
    const heard = { stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr) };
    return { ...heard, exitCode: exitCode ?? -1, end };
  } finally {
    clearTimeout(timer);
    clearTimeout(quiet);
    channel?.close();
  }
}
