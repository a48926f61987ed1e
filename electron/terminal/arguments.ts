import { type Command, CommanderError } from 'commander';
import { fail } from '../../shared/failure';
import type { Choice } from './choice';
import { describeProgram } from './describe-program';

/** What the command line asks for, or a page of help to show. Throws `usage.wrong` with what is wrong in it. */
export function readArguments(
  argv: readonly string[],
  version: string,
  helpWidth = 80,
  faultNames: readonly string[] = [],
): Choice | { readonly command: 'help'; readonly text: string; readonly exitCode: number } {
  let said = '';
  let choice: Choice | undefined;
  const choose = (chosen: Choice): void => {
    choice = chosen;
  };
  const program = describeProgram(version, choose, faultNames);
  program.configureHelp({ helpWidth }).configureOutput({
    writeOut: (text) => {
      said += text;
    },
    writeErr: (text) => {
      said += text;
    },
    getOutHelpWidth: () => helpWidth,
    getErrHelpWidth: () => helpWidth,
  });
  inherit(program);
  try {
    if (argv.length === 0)
      return { command: 'help', text: program.helpInformation(), exitCode: 64 };
    program.parse(argv, { from: 'user' });
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) throw thrown;
    if (thrown.exitCode === 0 || thrown.code === 'commander.help')
      return {
        command: 'help',
        text: said.trimEnd(),
        exitCode: thrown.code === 'commander.help' && thrown.exitCode !== 0 ? 64 : 0,
      };
    fail('usage.wrong', { seen: wrongWords(said) });
  }
  return choice ?? fail('usage.wrong', { seen: 'No command was given.' });
}

/** Commands take over how the program ends and writes only from their makers, so it is set again on each. */
function inherit(program: Command): void {
  program.exitOverride();
  for (const command of program.commands) inherit(command.copyInheritedSettings(program));
}

/** Commander's own sentence without its prefix, on one line and with a full stop. */
const wrongWords = (said: string): string => {
  const text = said
    .trim()
    .replace(/^error: /, '')
    .replaceAll(/\s*\n\s*/g, ' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.)?]$/.test(text) ? '' : '.'}`;
};
