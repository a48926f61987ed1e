import { compareVersions, parseVersion } from '../../shared/version';
import { readArguments, wordsOf } from './arguments';
import { babbled, babbles } from './babble';
import type { CommandContext } from './command';
import { commands } from './commands';
import type { MachineState } from './machine';
import { exitCodes, Refusal, refuse } from './refusal';
import { shellAnswer } from './shell-words';

/** What a command line gives: text for stdout and stderr, and the exit code. */
export type CommandAnswer = {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
};

/** The name of the command that a line runs (`backup start`), or undefined where it is none. */
export function commandNameOf(line: string): string | undefined {
  try {
    return nameOf(wordsOf(line));
  } catch {
    return undefined;
  }
}

/** Runs a command line on a machine, as its login shell does. */
export async function runLine(line: string, context: CommandContext): Promise<CommandAnswer> {
  return await answered(async () => {
    const words = wordsOf(line);
    return shellAnswer(words) ?? (await runWords(words, context));
  });
}

/** Runs a command that is cut into words already, `eppctl` first. */
export const runCommand = (
  words: readonly string[],
  context: CommandContext,
): Promise<CommandAnswer> => answered(async () => await runWords(words, context));

const jsonLines = (lines: readonly object[]): string =>
  lines.map((line) => `${JSON.stringify(line)}\n`).join('');

/** What a command writes to stdout. */
async function runWords(words: readonly string[], context: CommandContext): Promise<string> {
  const name = nameOf(words);
  const command = name === undefined ? undefined : commands[name];
  const machine = context.state();
  if (name === undefined || !command || machine.faults['no-command']?.at === name)
    refuse('usage', `unknown command: ${words.slice(0, 3).join(' ')}`);
  if (machine.power === 'off') refuse('refused', 'the machine is off');
  if (command.backupFeature && !hasBackups(machine)) {
    refuse('usage', `unknown command: ${name} (this is version ${machine.version})`);
  }
  const given = readArguments(words.slice(1 + name.split(' ').length), command);
  if (machine.restart && !command.duringRestart) refuse('restarting', 'services are restarting');
  const answer = jsonLines(await command.run(context, given));
  return babbles(machine.faults, name, command) ? babbled(machine.faults, answer) : answer;
}

/** Two words before one: `clients enable` is a command, and so is `clients`. */
export function nameOf([program, first, second]: readonly string[]): string | undefined {
  if (program !== 'eppctl' || first === undefined) return undefined;
  const long = `${first} ${second}`;
  if (Object.hasOwn(commands, long)) return long;
  return Object.hasOwn(commands, first) ? first : undefined;
}

/** System Backup v2 is there from 5.2.0.6 on. */
export function hasBackups({ version }: MachineState): boolean {
  const [own, first] = [parseVersion(version), parseVersion('5.2.0.6')];
  return own !== undefined && first !== undefined && (compareVersions(own, first) ?? 1) >= 0;
}

async function answered(run: () => Promise<string>): Promise<CommandAnswer> {
  try {
    return { stdout: await run(), stderr: '', exitCode: 0 };
  } catch (error) {
    if (!(error instanceof Refusal)) return negative(asRefusal(error));
    return negative(error);
  }
}

const negative = ({ word, message }: Refusal): CommandAnswer => ({
  stdout: '',
  stderr: `${JSON.stringify({ error: word, message })}\n`,
  exitCode: exitCodes[word],
});

/** A path outside of the machine's files is like a file that is not there; anything else is a bug and shows itself. */
function asRefusal(error: unknown): Refusal {
  const { code } = error as { readonly code?: unknown };
  if (code === 'EACCES' || code === 'ENOENT')
    return new Refusal('not-found', (error as Error).message);
  throw error;
}
