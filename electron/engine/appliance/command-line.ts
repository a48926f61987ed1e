import { quote } from '../ssh/quote';
import { secretValues } from './operations';
import { fillPlaces } from './placeholders';
import type { Operation } from './profile-parts';

export type Values = Readonly<Record<string, string>>;

/** The command line of these words: each value is quoted as one word, or a part of one. */
export const commandLine = (
  { words }: { readonly words: readonly string[] },
  values: Values = {},
): string => words.map((word) => quote(fill(word, values))).join(' ');

/** What an operation writes to standard input, if anything. */
export const standardInput = (
  { stdin }: Pick<Operation, 'stdin'>,
  values: Values,
): string | undefined => (stdin === undefined ? undefined : fill(stdin, values));

/** The secrets among the values. */
export const secretsOf = (values: Values): readonly string[] =>
  Object.entries(values).flatMap(([name, value]) => (secretValues.has(name) ? [value] : []));

/** The profile's schema made sure that every name between braces has a value; values are not looked into again. */
const fill = (text: string, values: Values): string =>
  fillPlaces(text, (name) => values[name] ?? '');
