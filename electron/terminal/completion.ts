import { type CommandShape, everyShape, type OptionShape, takesFile } from './command-shape';

/** Shells for which there is a completion. */
export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/** The script that completes this program in a shell. */
export const completionScript = (shell: Shell, program: CommandShape): string =>
  scripts[shell](program);

const scripts: Readonly<Record<Shell, (program: CommandShape) => string>> = {
  bash: (program) =>
    [
      '# Completion of epp-migrate for bash; made by: epp-migrate completion bash',
      '# Names of files may hold blanks; what macOS brings along is bash 3.2.',
      '_epp_migrate_files() {',
      "  local IFS=$'\\n'",
      '  COMPREPLY+=($(compgen -f -- "$current"))',
      '}',
      '_epp_migrate() {',
      `  local current=${variable('COMP_WORDS[COMP_CWORD]')} previous=${variable('COMP_WORDS[COMP_CWORD-1]')} at='' word`,
      ...pathLines(program, `"${variable('COMP_WORDS[@]:1:COMP_CWORD-1')}"`),
      '  COMPREPLY=()',
      '  case "$at $previous" in',
      ...valueCases(program).map(
        ({ pattern, choices }) =>
          `    ${pattern}) ${choices.length === 0 ? '_epp_migrate_files' : reply(choices)}; return ;;`,
      ),
      '  esac',
      '  case "$at" in',
      ...everyShape(program).map(
        (shape) =>
          `    ${quote(shape.path.join(' '))}) [[ $current == -* ]] && { ${reply(optionNames(shape))}; return; }; ${reply(wordsOf(shape))}${wantsFile(shape) ? '; _epp_migrate_files' : ''} ;;`,
      ),
      '  esac',
      '}',
      'complete -o filenames -F _epp_migrate epp-migrate',
    ].join('\n'),

  zsh: (program) =>
    [
      '#compdef epp-migrate',
      '# Completion of epp-migrate for zsh; made by: epp-migrate completion zsh',
      '_epp_migrate() {',
      `  local current=${variable('words[CURRENT]')} previous=${variable('words[CURRENT-1]')} at='' word`,
      '  local -a found',
      ...pathLines(program, `"${variable('(@)words[2,CURRENT-1]')}"`),
      '  case "$at $previous" in',
      ...valueCases(program).map(
        ({ pattern, choices }) =>
          `    ${pattern}) ${choices.length === 0 ? '_files' : `compadd -- ${choices.join(' ')}`}; return ;;`,
      ),
      '  esac',
      '  case "$at" in',
      ...everyShape(program).flatMap((shape) => [
        `    ${quote(shape.path.join(' '))})`,
        `      if [[ $current == -* ]]; then found=(${described(optionPairs(shape))}); _describe option found -o; return; fi`,
        ...(shape.commands.length > 0
          ? [`      found=(${described(commandPairs(shape))}); _describe command found`]
          : []),
        ...(argumentChoices(shape).length > 0
          ? [`      compadd -- ${argumentChoices(shape).join(' ')}`]
          : []),
        ...(wantsFile(shape) ? ['      _files'] : []),
        '      ;;',
      ]),
      '  esac',
      '}',
      '# Run by the completion system, or read by the person’s own start file.',
      'if [[ $funcstack[1] == _epp-migrate ]]; then _epp_migrate "$@"; else compdef _epp_migrate epp-migrate; fi',
    ].join('\n'),

  fish: (program) =>
    [
      '# Completion of epp-migrate for fish; made by: epp-migrate completion fish',
      'complete -c epp-migrate -f',
      ...everyShape(program).flatMap((shape) => {
        const line = `complete -c epp-migrate -n ${quote(fishPlace(shape))}`;
        return [
          ...commandPairs(shape).map(
            ([name, text]) => `${line} -a ${quote(name)} -d ${quote(text)}`,
          ),
          ...shape.options.map((option) => `${line} ${fishOption(option)}`),
          ...argumentChoices(shape).map((choice) => `${line} -a ${quote(choice)}`),
          ...(wantsFile(shape) ? [`${line} -F`] : []),
        ];
      }),
    ].join('\n'),
};

/** Finds out which command the words before the current one name; the same in bash and zsh. */
const pathLines = (program: CommandShape, words: string): readonly string[] => [
  `  for word in ${words}; do`,
  '    case "$at $word" in',
  ...everyShape(program)
    .filter(({ path }) => path.length > 0)
    .map(({ path }) => {
      const before = path.slice(0, -1).join(' ');
      return `      ${quote(`${before} ${path.at(-1)}`)}) at=${quote(path.join(' '))} ;;`;
    }),
  '    esac',
  '  done',
];

/** Options that take a value, with what it can be; no choices: a file. */
function valueCases(program: CommandShape) {
  return everyShape(program).flatMap(({ path, options }) =>
    options
      .filter((option) => option.choices.length > 0 || takesFile(option))
      .map(({ names, choices }) => ({
        pattern: names.map((name) => quote(`${path.join(' ')} ${name}`)).join('|'),
        choices,
      })),
  );
}

const optionNames = ({ options }: CommandShape): readonly string[] =>
  options.flatMap(({ names }) => names);
const argumentChoices = (shape: CommandShape): readonly string[] =>
  shape.arguments.flatMap(({ choices }) => choices);
const wordsOf = (shape: CommandShape): readonly string[] => [
  ...shape.commands.map(({ path }) => path.at(-1) ?? ''),
  ...argumentChoices(shape),
];
const wantsFile = (shape: CommandShape): boolean => shape.arguments.some(({ isFile }) => isFile);
const optionPairs = ({ options }: CommandShape) =>
  options.flatMap(({ names, description }) => names.map((name) => [name, description] as const));
const commandPairs = ({ commands }: CommandShape) =>
  commands.map(({ path, description }) => [path.at(-1) ?? '', description] as const);

const reply = (words: readonly string[]): string =>
  `COMPREPLY=($(compgen -W ${quote(words.join(' '))} -- "$current"))`;

/** zsh takes what stands before the first colon as the word. */
const described = (pairs: readonly (readonly [string, string])[]): string =>
  pairs.map(([name, text]) => quote(`${name}:${text.replaceAll(':', '\\:')}`)).join(' ');

function fishPlace({ path, commands }: CommandShape): string {
  if (path.length === 0) return '__fish_use_subcommand';
  const seen = path.map((word) => `__fish_seen_subcommand_from ${word}`);
  const below = commands.map((each) => each.path.at(-1)).join(' ');
  return [...seen, ...(below === '' ? [] : [`not __fish_seen_subcommand_from ${below}`])].join(
    '; and ',
  );
}

function fishOption(option: OptionShape): string {
  const names = option.names.map((name) =>
    name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`,
  );
  const value =
    option.value === undefined
      ? []
      : takesFile(option)
        ? ['-r', '-F']
        : ['-x', ...(option.choices.length > 0 ? ['-a', quote(option.choices.join(' '))] : [])];
  return [...names, ...value, '-d', quote(option.description)].join(' ');
}

/** A variable of a shell. */
const variable = (name: string): string => `\${${name}}`;

/** One word in single quotes; all three shells read it so, fish with a backslash before a quote in it. */
const quote = (text: string): string => `'${text.replaceAll("'", '’')}'`;
