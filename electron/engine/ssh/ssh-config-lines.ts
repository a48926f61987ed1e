import { parse } from 'ssh-config';
import { linesOf } from './ssh-config-text';

/** One line of a configuration file that says something. */
export type ConfigLine = {
  readonly file: string;
  /** Counts from 1. */
  readonly line: number;
  /** As it is written, `ProxyJump`. */
  readonly name: string;
  /** In lower case, `proxyjump`: ssh does not tell them apart. */
  readonly keyword: string;
  /** At least one, unless `unclear`. */
  readonly words: readonly string[];
  /** True where it is not certain that ssh reads the same words from this line. */
  readonly unclear: boolean;
};

const charactersMax = 8192;

/**
 * The lines of a configuration file. Each is given to the parser alone: it knows no line numbers, gives up a whole file
 * for one broken line, and takes the next line for the value of a keyword that has none.
 */
export const configLines = (file: string, text: string): readonly ConfigLine[] =>
  linesOf(text).flatMap((line, index) => {
    const read = readLine(line.trim());
    return read ? [{ file, line: index + 1, ...read }] : [];
  });

function readLine(text: string): Omit<ConfigLine, 'file' | 'line'> | undefined {
  if (text === '' || text.startsWith('#')) return undefined;
  const name = /^[^\s="]+/.exec(text)?.[0] ?? 'unreadable';
  const words = text.length > charactersMax ? [] : wordsOf(text);
  const unclear = words.length === 0 || isUnclear(text);
  return { name: name.slice(0, 60), keyword: name.toLowerCase(), words, unclear };
}

/** Empty where the parser cannot make sense of it. */
function wordsOf(text: string): readonly string[] {
  try {
    const directive = parse(text)[0];
    if (directive === undefined || !('value' in directive)) return [];
    const { value, quoted } = directive;
    if (typeof value !== 'string') return value.map(({ val }) => val);
    if (value === '') return [];
    return quoted || takesOneWord.test(directive.param) ? [value] : value.split(/\s+/);
  } catch {
    return [];
  }
}

/** The parser tells words apart for these itself and answers with a plain string where there is only one. */
const takesOneWord = /^(?:Host|Match|Include)$/i;

/**
 * Where OpenSSH's own splitting of words (misc.c, argv_split) knows more than the parser: apostrophes, quotes inside of a
 * word, escaped blanks and quotes, a # that does not begin a word; and where the parser splits at a later = as well.
 */
function isUnclear(text: string): boolean {
  const unquoted = text.replaceAll(quotedWord, '$1Q');
  const said = /^(.*?)(?<!\\)\s#/.exec(unquoted)?.[1] ?? unquoted;
  const [, name = '', rest = ''] = /^([^\s=]+)\s*=?(.*)$/.exec(said) ?? [];
  return /['"]|\\[\s\\]|[^\s#]#/.test(said) || (takesOneWord.test(name) && rest.includes('='));
}

const quotedWord = /(^|[\s=])"(?:[^"\\]|\\(?!["'\\]))*"(?=\s|$)/g;
