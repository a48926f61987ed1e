import { fillPlaces, placeholders } from './placeholders';

/** What takes a word for a program of its own, by the option before that word. */
const interpreters: Readonly<Record<string, RegExp>> = {
  ...Object.fromEntries(
    ['sh', 'bash', 'dash', 'ash', 'ksh', 'zsh', 'fish', 'su'].map((name) => [name, /^-\w*c$/]),
  ),
  ...Object.fromEntries(['python', 'python2', 'python3'].map((name) => [name, /^-\w*c$/])),
  ...Object.fromEntries(
    ['perl', 'ruby', 'node', 'php'].map((name) => [name, /^-\w*[eErpn]$|^--eval$|^--print$/]),
  ),
  env: /^-S$|^--split-string$/,
};

/** What takes every word after it for a program, or a part of one. */
const takesAll: ReadonlySet<string> = new Set(['eval', 'ssh', 'awk', 'gawk', 'mawk', 'sed']);

/** What reads commands from standard input where it is given none. */
const readsCommands: ReadonlySet<string> = new Set(['sh', 'bash', 'dash', 'ash', 'ksh', 'zsh']);

export type Unsafe = 'quotes' | 'shell' | 'program' | 'script';

const hasValue = (text: string): boolean => placeholders(text).length > 0;
const nameOf = (word: string): string => word.slice(word.lastIndexOf('/') + 1);

/**
 * Why a word of a command may not hold a value, or undefined where it may: every word is quoted, so a value can do harm only where
 * what reads the word takes it apart once more.
 */
export function unsafeWord(
  words: readonly string[],
  index: number,
  stdin = '',
): Unsafe | undefined {
  const word = words[index] ?? '';
  const before = words.slice(0, index);
  // A script on standard input is told at the word that reads it.
  if (
    readsCommands.has(nameOf(word)) &&
    hasValue(stdin) &&
    words.slice(index + 1).every((each) => each.startsWith('-') && !/^-\w*c$/.test(each))
  )
    return 'script';
  if (!hasValue(word)) return undefined;
  if (index === 0) return 'program';
  const around = fillPlaces(word, () => '');
  if (/['"`]/.test(around)) return 'quotes';
  if (/[^A-Za-z0-9_@%+=:,./-]/.test(around)) return 'shell';
  if (before.some((each) => takesAll.has(nameOf(each)))) return 'script';
  const previous = before.at(-1) ?? '';
  const interpreted = before.some((each) => interpreters[nameOf(each)]?.test(previous) === true);
  return interpreted ? 'script' : undefined;
}
