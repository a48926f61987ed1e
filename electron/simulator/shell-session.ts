import type { ServerChannel } from 'ssh2';
import { type CommandAnswer, commandNameOf } from './command-line';
import type { ServedConnection, ServedMachine } from './served-machine';
import { menuText } from './shell-words';
import { terminalLines } from './terminal-lines';

/** Runs one command line on a channel and ends it with the exit code. */
export async function serveExec(
  line: string,
  channel: ServerChannel,
  machine: ServedMachine,
  connection: ServedConnection,
): Promise<void> {
  machine.record.commands.push(line);
  channel.on('error', () => undefined);
  const outcome = await machine.trapped(commandNameOf(line) ?? '', () =>
    loginRuns(machine, line, () => inputOf(channel)),
  );
  await machine.pace(0);
  if (outcome.dropped) return connection.drop();
  const { stdout, stderr, exitCode } = outcome.result;
  if (stdout !== '') channel.write(stdout);
  if (stderr !== '') channel.stderr.write(stderr);
  channel.exit(exitCode);
  channel.end();
  // What still comes on stdin is of no interest, but has to go somewhere.
  channel.resume();
}

/** What a login does with a command line: a shell runs it, a menu shows itself. */
const loginRuns = async (
  machine: ServedMachine,
  line: string,
  stdin: () => Promise<string>,
): Promise<CommandAnswer> =>
  machine.state().faults.menu
    ? { stdout: menuText, stderr: '', exitCode: 0 }
    : await machine.run(line, stdin);

/** More than any key is long. */
const longestInput = 65_536;

/** By events, for reading a channel to its end with `for await` would close it before the answer. */
const inputOf = (channel: ServerChannel): Promise<string> =>
  new Promise((resolve) => {
    const blocks: Buffer[] = [];
    let length = 0;
    channel.on('data', (block: Buffer) => {
      length += block.length;
      if (length <= longestInput) blocks.push(block);
    });
    channel.on('end', () => resolve(Buffer.concat(blocks).toString('utf8')));
  });

/**
 * A shell: shows the prompt, takes a line, answers. It edits nothing; where the client asked for a terminal it echoes
 * what is typed. A command that wants stdin gets the next line.
 */
export function serveShell(
  channel: ServerChannel,
  terminal: boolean,
  machine: ServedMachine,
  connection: ServedConnection,
): void {
  const { show, next } = terminalLines(channel, terminal);

  const serve = async (): Promise<void> => {
    let exitCode = 0;
    if (machine.state().faults.menu) show(menuText);
    for (;;) {
      const { hostname, faults } = machine.state();
      show(faults.menu ? '' : `${hostname}:~$ `);
      const line = (await next())?.trim();
      if (line === undefined || line === 'exit') break;
      if (line === '') continue;
      machine.record.commands.push(line);
      const outcome = await machine.trapped(commandNameOf(line) ?? '', () =>
        loginRuns(machine, line, async () => (await next()) ?? ''),
      );
      if (outcome.dropped) return connection.drop();
      show(outcome.result.stdout + outcome.result.stderr);
      exitCode = outcome.result.exitCode;
    }
    channel.exit(exitCode);
    channel.end();
  };
  serve().catch(() => connection.drop());
}
