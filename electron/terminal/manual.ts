import { exitCodes } from '../../shared/failure';
import { type CommandShape, everyShape } from './command-shape';
import { variables } from './environment';
import { readFiles } from './help-text';

/** The manual page as roff, from what commander knows of the program. */
export const manualPage = (program: CommandShape, version: string): string =>
  [
    `'\\" -*- coding: utf-8 -*-`,
    `.TH EPP-MIGRATE 1 "" "epp-migrate ${roff(version)}" "User Commands"`,
    '.SH NAME',
    `epp-migrate \\- ${roff(lower(program.description))}`,
    '.SH SYNOPSIS',
    ...program.commands.flatMap(({ usage }) => ['.br', `.B ${roff(usage)}`]),
    '.SH DESCRIPTION',
    roff(program.description),
    'Nothing is changed on either server before both were checked and somebody has agreed; the old server is powered off only when the new one is proven to have everything.',
    '.SH COMMANDS',
    ...everyShape(program)
      .filter(({ path }) => path.length > 0)
      .flatMap(commandPart),
    '.SH EXIT STATUS',
    ...entries(exitCodes),
    '.SH ENVIRONMENT',
    ...entries(variables),
    '.SH FILES',
    ...entries(readFiles),
  ].join('\n');

const commandPart = ({ path, usage, description, options }: CommandShape): readonly string[] => [
  `.SS ${roff(path.join(' '))}`,
  `.B ${roff(usage)}`,
  '.PP',
  roff(sentence(description)),
  ...options.flatMap(({ names, value, description: text, choices }) => [
    '.TP',
    `.B ${roff([names.join(', '), value].filter(Boolean).join(' '))}`,
    roff(sentence(choices.length === 0 ? text : `${text}: ${choices.join(', ')}`)),
  ]),
];

const entries = (list: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(list).flatMap(([name, text]) => ['.TP', `.B ${roff(name)}`, roff(sentence(text))]);

/** Text as roff reads it: no line of it is a request, no dash a hyphen. */
const roff = (text: string): string =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^([.'])/, '\\&$1');

const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;
const lower = (text: string): string =>
  `${text.charAt(0).toLowerCase()}${text.slice(1)}`.replace(/\.$/, '');
