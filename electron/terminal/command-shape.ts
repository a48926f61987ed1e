import type { Argument, Command, Option } from 'commander';

/** One option, as shells and manuals need it. */
export type OptionShape = {
  /** `--json`, and `-o` where there is a short one. */
  readonly names: readonly string[];
  /** What stands for its value: `<file>`; absent where it takes none. */
  readonly value?: string | undefined;
  readonly choices: readonly string[];
  readonly description: string;
};

/** A value without a name. */
export type ArgumentShape = {
  readonly name: string;
  readonly choices: readonly string[];
  readonly isFile: boolean;
};

/** A command by its words: none for the program itself, `plan init` for one of a group. */
export type CommandShape = {
  readonly path: readonly string[];
  readonly usage: string;
  readonly description: string;
  readonly options: readonly OptionShape[];
  readonly arguments: readonly ArgumentShape[];
  readonly commands: readonly CommandShape[];
};

/** What commander knows of a command and of those below it. */
export function shapeOf(command: Command, path: readonly string[] = []): CommandShape {
  const help = command.createHelp();
  return {
    path,
    usage: help.commandUsage(command),
    description: command.description(),
    options: help.visibleOptions(command).map(optionShape),
    arguments: command.registeredArguments.map(argumentShape),
    commands: command.commands.map((each) => shapeOf(each, [...path, each.name()])),
  };
}

/** A command and all those below it. */
export const everyShape = (shape: CommandShape): readonly CommandShape[] => [
  shape,
  ...shape.commands.flatMap(everyShape),
];

/** True where the option's value is a file or folder of this computer. */
export const takesFile = ({ value }: OptionShape): boolean =>
  value === '<file>' || value === '<path>' || value === '<folder>';

const optionShape = (option: Option): OptionShape => ({
  names: [option.short, option.long].filter((name) => name !== undefined),
  value: /[<[].*[>\]]$/.exec(option.flags)?.[0],
  choices: option.argChoices ?? [],
  description: option.description,
});

const argumentShape = (argument: Argument): ArgumentShape => ({
  name: argument.name(),
  choices: argument.argChoices ?? [],
  isFile: ['file', 'folder', 'plan'].includes(argument.name()),
});
